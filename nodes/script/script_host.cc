#include "script_host.h"

#include <algorithm>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/node/well_known_keys.h"

#include "script_values.h"

namespace authtree::inline v0::nodes {
namespace {

// A kept session has at most 1 MiB.
constexpr std::size_t kMostWritten = std::size_t{4} * 1024 * 1024;
// What a write takes beside its key and value.
constexpr std::size_t kBytesOfAWrite = 128;

std::size_t SizeOf(const Value& value) {
  if (const Secret* secret = value.secret()) return secret->Expose().size();
  const Json& json = *value.json();
  return json.is_string() ? json.get_ref<const std::string&>().size() : DumpJson(json).size();
}

constexpr const char* kSelf = DUK_HIDDEN_SYMBOL("host");

Tier TierNamed(std::string_view name) {
  for (const Tier tier : {Tier::kTransient, Tier::kSecure}) {
    if (TierName(tier) == name) return tier;
  }
  return Tier::kShared;
}

std::string Text(duk_context* context, duk_idx_t index) {
  return std::string(TextAt(context, index).Expose());
}

duk_ret_t PushFound(duk_context* context, std::string_view found) {
  if (found.empty()) return 0;
  PushText(context, found);
  return 1;
}

// Encodings take and give texts; bytes that are no text cannot be handed out.
template <std::string (*encode)(std::string_view)>
duk_ret_t Encode(duk_context* context) {
  PushText(context, encode(TextAt(context, 0).Expose()));
  return 1;
}

template <std::optional<std::string> (*decode)(std::string_view)>
duk_ret_t Decode(duk_context* context) {
  const std::optional<std::string> decoded = decode(TextAt(context, 0).Expose());
  if (!decoded || !IsUtf8(*decoded)) ThrowIntoScript(context, "this is not the encoding of a text");
  PushText(context, *decoded);
  return 1;
}

duk_ret_t RandomUuidOf(duk_context* context) {
  PushText(context, RandomUuid());
  return 1;
}

void PushNames(duk_context* context, const std::vector<std::string_view>& names) {
  PushJson(context, Json(names));
}

}  // namespace

const std::vector<std::string_view>& UnsupportedBindings() {
  static const std::vector<std::string_view> names{
      "cacheManager", "cookieName",   "httpClient", "idRepository", "identity",
      "jwtAssertion", "jwtValidator", "openidm",    "policy",       "requestCookies",
      "secrets",      "session",      "systemEnv"};
  return names;
}

const std::vector<std::string_view>& KnownClasses() {
  static const std::vector<std::string_view> names{
      "com.sun.identity.authentication.callbacks.HiddenValueCallback",
      "com.sun.identity.authentication.callbacks.ScriptTextOutputCallback",
      "com.sun.identity.authentication.spi.MetadataCallback",
      "java.lang.String",
      "javax.security.auth.callback.ChoiceCallback",
      "javax.security.auth.callback.ConfirmationCallback",
      "javax.security.auth.callback.NameCallback",
      "javax.security.auth.callback.PasswordCallback",
      "javax.security.auth.callback.TextInputCallback",
      "javax.security.auth.callback.TextOutputCallback",
      "org.forgerock.openam.auth.node.api.Action",
      "org.forgerock.openam.authentication.callbacks.PollingWaitCallback"};
  return names;
}

ScriptHost& ScriptHost::Of(duk_context* context) {
  duk_push_global_stash(context);
  duk_get_prop_string(context, -1, kSelf);
  auto* self = static_cast<ScriptHost*>(duk_require_pointer(context, -1));
  duk_pop_2(context);
  return *self;
}

void ScriptHost::Push(duk_context* context) {
  duk_push_global_stash(context);
  duk_push_pointer(context, this);
  duk_put_prop_string(context, -2, kSelf);
  duk_pop(context);

  static constexpr std::initializer_list<std::pair<const char*, std::pair<duk_c_function, duk_idx_t>>>
      functions{{"get", {&Get, 2}},
                {"keys", {&Keys, 1}},
                {"put", {&Put, 3}},
                {"remove", {&Remove, 1}},
                {"removeFrom", {&RemoveFrom, 2}},
                {"header", {&Header, 1}},
                {"parameter", {&Parameter, 1}},
                {"unsupported", {&Unsupported, 1}},
                {"base64Encode", {&Encode<Base64Encode>, 1}},
                {"base64Decode", {&Decode<Base64Decode>, 1}},
                {"base64UrlEncode", {&Encode<Base64UrlEncode>, 1}},
                {"base64UrlDecode", {&Decode<Base64UrlDecode>, 1}},
                {"randomUuid", {&RandomUuidOf, 0}}};
  duk_push_object(context);
  for (const auto& [name, function] : functions) {
    duk_push_c_function(context, function.first, function.second);
    duk_put_prop_string(context, -2, name);
  }
  duk_push_boolean(context, script_.engine == ScriptEngine::kLegacy ? 1 : 0);
  duk_put_prop_string(context, -2, "legacy");
  PushText(context, script_.name);
  duk_put_prop_string(context, -2, "scriptName");
  PushText(context, step_.state().Get(keys::kRealm).value_or("/"));
  duk_put_prop_string(context, -2, "realm");
  PushNames(context, UnsupportedBindings());
  duk_put_prop_string(context, -2, "unsupportedNames");
  PushNames(context, KnownClasses());
  duk_put_prop_string(context, -2, "classes");
  PushSubmitted(context);
  duk_put_prop_string(context, -2, "submitted");
}

bool ScriptHost::IsDefined(std::string_view key) const {
  return Find(Tier::kTransient, key) != nullptr || Find(Tier::kSecure, key) != nullptr ||
         Find(Tier::kShared, key) != nullptr;
}

const Value* ScriptHost::Find(Tier tier, std::string_view key) const {
  for (auto write = writes_.rbegin(); write != writes_.rend(); ++write) {
    if (write->key != key) continue;
    if (!write->value) return nullptr;
    if (write->tier == tier) return &*write->value;
  }
  return step_.state().FindIn(tier, key);
}

void ScriptHost::PushValue(duk_context* context, const Value& value) {
  if (const Secret* secret = value.secret()) {
    const bool known =
        std::any_of(shown_.begin(), shown_.end(), [secret](const Secret& shown) { return shown == *secret; });
    if (!known) shown_.push_back(secret->Clone());
    PushText(context, secret->Expose());
    return;
  }
  PushJson(context, *value.json());
}

void ScriptHost::AddWrite(duk_context* context, StateWrite write) {
  written_ += kBytesOfAWrite + write.key.size() + (write.value ? SizeOf(*write.value) : 0);
  if (written_ > kMostWritten) ThrowIntoScript(context, "the script writes too much");
  writes_.push_back(std::move(write));
}

void ScriptHost::PushSubmitted(duk_context* context) {
  duk_push_array(context);
  duk_uarridx_t index = 0;
  for (const Callback& callback : step_.submitted()) {
    duk_push_object(context);
    PushText(context, CallbackTypeName(callback.type()));
    duk_put_prop_string(context, -2, "type");
    PushText(context, callback.prompt());
    duk_put_prop_string(context, -2, "prompt");
    PushText(context, callback.hidden_id());
    duk_put_prop_string(context, -2, "id");
    if (!callback.inputs().empty()) {
      PushValue(context, callback.inputs().front().value());
      duk_put_prop_string(context, -2, "value");
    }
    duk_put_prop_index(context, -2, index++);
  }
}

duk_ret_t ScriptHost::Get(duk_context* context) {
  ScriptHost& self = Of(context);
  const Value* value = self.Find(TierNamed(Text(context, 0)), Text(context, 1));
  if (value == nullptr) return 0;
  self.PushValue(context, *value);
  return 1;
}

duk_ret_t ScriptHost::Keys(duk_context* context) {
  const ScriptHost& self = Of(context);
  const Tier tier = TierNamed(Text(context, 0));
  std::vector<std::string> names = self.step_.state().NamesIn(tier);
  for (const StateWrite& write : self.writes_) names.push_back(write.key);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::erase_if(names, [&](const std::string& name) { return self.Find(tier, name) == nullptr; });
  PushJson(context, Json(names));
  return 1;
}

duk_ret_t ScriptHost::Put(duk_context* context) {
  ScriptHost& self = Of(context);
  const Tier tier = TierNamed(Text(context, 0));
  std::string key = Text(context, 1);
  Value value;
  if (duk_is_string(context, 2) != 0) {
    value = self.TextValue(key, TextAt(context, 2));
  } else {
    Json json = JsonAt(context, 2);
    // What `new String(text)` makes is a text as well.
    value = json.is_string() ? self.TextValue(key, Secret(json.get_ref<const std::string&>()))
                             : Value(std::move(json));
  }
  self.AddWrite(context, {tier, std::move(key), std::move(value)});
  return 0;
}

duk_ret_t ScriptHost::Remove(duk_context* context) {
  Of(context).AddWrite(context, {Tier::kShared, Text(context, 0), std::nullopt});
  return 0;
}

// A write can remove a key from all tiers only: what is in the others is put back.
duk_ret_t ScriptHost::RemoveFrom(duk_context* context) {
  ScriptHost& self = Of(context);
  const Tier from = TierNamed(Text(context, 0));
  const std::string key = Text(context, 1);
  std::vector<StateWrite> kept;
  for (const Tier tier : {Tier::kTransient, Tier::kSecure, Tier::kShared}) {
    const Value* value = tier == from ? nullptr : self.Find(tier, key);
    if (value != nullptr) kept.push_back({tier, key, value->Clone()});
  }
  self.AddWrite(context, {from, key, std::nullopt});
  for (StateWrite& write : kept) self.AddWrite(context, std::move(write));
  return 0;
}

duk_ret_t ScriptHost::Header(duk_context* context) {
  return PushFound(context, Of(context).step_.request().Header(Text(context, 0)));
}

duk_ret_t ScriptHost::Parameter(duk_context* context) {
  return PushFound(context, Of(context).step_.request().Parameter(Text(context, 0)));
}

duk_ret_t ScriptHost::Unsupported(duk_context* context) {
  ScriptHost& self = Of(context);
  std::string name = Text(context, 0);
  // Errors show the name, so it must come from the script's text and not from a value.
  const std::string last = name.substr(name.rfind('.') + 1);
  self.unsupported_ = self.script_.source.find(last) == std::string::npos ? "a binding" : std::move(name);
  ThrowIntoScript(context, "this is not supported");
}

Value ScriptHost::TextValue(std::string_view key, Secret text) const {
  const bool known = !text.empty() && std::any_of(shown_.begin(), shown_.end(),
                                                  [&](const Secret& secret) { return secret == text; });
  if (known || keys::IsSecret(key)) return {std::move(text)};
  return Json(std::string(text.Expose()));
}

}  // namespace authtree::inline v0::nodes
