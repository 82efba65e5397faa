#include "decision_tools.h"

namespace authtree::inline v0::vectors {
namespace {

const Json* FindAnywhere(const Json& value, std::string_view field) {  // NOLINT(misc-no-recursion)
  if (const Json* member = FindMember(value, field)) return member;
  if (!value.is_structured()) return nullptr;
  for (const Json& inner : value) {
    if (const Json* found = FindAnywhere(inner, field)) return found;
  }
  return nullptr;
}

template <class Test>
bool AnyText(const Json& value, const Test& test) {  // NOLINT(misc-no-recursion)
  if (value.is_string()) return test(value.get_ref<const std::string&>());
  return value.is_structured() &&
         std::any_of(value.begin(), value.end(), [&test](const Json& inner) { return AnyText(inner, test); });
}

}  // namespace

const Json* WeWrote(const Situation& situation, std::string_view key) {
  const auto written = situation.ours().shared.written.find(std::string(key));
  return written == situation.ours().shared.written.end() ? nullptr : &written->second;
}

const Json* TheySent(const Situation& situation, std::string_view field) {
  for (const RecordedRequest& request : situation.theirs().requests) {
    if (const Json* found = FindAnywhere(request.body, field)) return found;
  }
  return nullptr;
}

bool HasText(const Json& value, std::string_view text) {
  return AnyText(value, [text](const std::string& found) { return found == text; });
}

bool HasCharacter(const Json& value, std::string_view characters) {
  return AnyText(value, [characters](const std::string& found) {
    return found.find_first_of(characters) != std::string::npos;
  });
}

std::optional<std::string> UserOf(const Situation& situation) {
  std::string key = situation.TextProperty("userNameInSharedData");
  if (key.empty()) key = situation.StateText("ostid_username_in_shared_state").value_or("username");
  return situation.StateText(key);
}

bool HasFingerprint(const Situation& situation) {
  return situation.StateText(std::string(kFingerprintKey)) && situation.StateText(std::string(kHashKey)) &&
         situation.StateText(std::string(kAddressKey));
}

bool Registers(const Situation& situation) {
  return situation.IsType("OS_Auth_UserRegisterNode") && !Unregisters(situation);
}

bool Unregisters(const Situation& situation) {
  return situation.IsType("OS_Auth_UserRegisterNode") &&
         situation.TextProperty("nodeFunction") == "UserUnregister";
}

bool Authenticates(const Situation& situation) {
  return situation.IsType("OS_Auth_UserLoginNode") || situation.IsType("OS_Auth_ValidateEventNode") ||
         situation.IsType("OS_Auth_ValidateTransactionNode");
}

bool IsAdaptive(const Situation& situation) {
  const std::string product = situation.TextProperty("objectType");
  return product.empty() || product == "IAA" || product.substr(0, 8) == "Adaptive";
}

}  // namespace authtree::inline v0::vectors
