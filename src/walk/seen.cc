#include "seen.h"

#include <algorithm>
#include <array>

#include "authtree/core/text.h"
#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::walk {
namespace {

constexpr std::size_t kLongestShown = 160;
constexpr std::size_t kLongestName = 128;
constexpr std::string_view kSecret = "(secret)";

// Cuts between characters, not inside one.
std::string Cut(std::string text) {
  if (text.size() <= kLongestShown) return text;
  std::size_t end = kLongestShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "…";
}

Json WithoutSecrets(const Json& json) {
  if (json.is_array()) {
    Json list = Json::array();
    for (const Json& element : json) list.push_back(WithoutSecrets(element));
    return list;
  }
  if (!json.is_object()) return json;
  Json object = Json::object();
  for (const auto& [name, value] : json.items()) {
    object[name] = keys::IsSecret(name) ? Json(kSecret) : WithoutSecrets(value);
  }
  return object;
}

}  // namespace

std::string NameOf(const Callback& callback) {
  for (std::string name : {callback.prompt(), callback.hidden_id()}) {
    if (!name.empty()) return name;
  }
  return std::string(CallbackTypeName(callback.type()));
}

bool IsCalled(const Callback& callback, std::string_view name) {
  if (name.empty()) return false;
  return callback.prompt() == name || callback.hidden_id() == name ||
         CallbackTypeName(callback.type()) == name;
}

bool IsScript(const Callback& callback) {
  return callback.type() == CallbackType::kTextOutput &&
         callback.OutputText("messageType") == std::to_string(static_cast<int>(MessageType::kScript));
}

std::string Label(const Callback& callback) {
  std::string label(CallbackTypeName(callback.type()));
  if (IsScript(callback)) return label + " (script)";
  for (const char* output : {"prompt", "id", "message"}) {
    const std::string text = callback.OutputText(output);
    if (!text.empty()) return label + " " + Quoted(text);
  }
  return label;
}

std::vector<std::string> Labels(const std::vector<Callback>& callbacks) {
  std::vector<std::string> labels;
  labels.reserve(callbacks.size());
  for (const Callback& callback : callbacks) labels.push_back(Label(callback));
  return labels;
}

std::string Shown(const Value* value, std::string_view name) {
  if (value == nullptr) return "nothing";
  if (value->is_secret() || keys::IsSecret(name)) return std::string(kSecret);
  return Cut(DumpJson(WithoutSecrets(*value->json())));
}

std::string Quoted(std::string_view text) { return Cut(DumpJson(Json(text))); }

std::string Nearest(std::string_view name, const std::vector<std::string>& names) {
  std::string nearest;
  if (name.size() > kLongestName) return nearest;
  std::size_t best = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const std::string& known : names) {
    if (known.size() > kLongestName) continue;
    const std::size_t distance = EditDistance(LowerAscii(name), LowerAscii(known));
    if (distance < best) {
      best = distance;
      nearest = known;
    }
  }
  return nearest;
}

}  // namespace authtree::inline v0::walk
