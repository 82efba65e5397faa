#include "tree_flags.h"

namespace authtree::inline v0 {

bool IsOn(const Json& tree, std::string_view name) {
  const Json* value = FindMember(tree, name);
  return value != nullptr && (*value == true || *value == "true");
}

bool IsEnabled(const Json& tree) {
  const Json* enabled = FindMember(tree, "enabled");
  return enabled == nullptr || *enabled != false;
}

}  // namespace authtree::inline v0
