#include "state_text.h"

namespace authtree::inline v0::nodes {

std::optional<std::string> StateText(const StateView& state, std::string_view key) {
  const Value* value = state.Find(key);
  if (value == nullptr || value->json() == nullptr) return std::nullopt;
  const Json& json = *value->json();
  if (json.is_number()) return DumpJson(json);
  if (!json.is_string() || json.get_ref<const std::string&>().empty()) return std::nullopt;
  return json.get<std::string>();
}

}  // namespace authtree::inline v0::nodes
