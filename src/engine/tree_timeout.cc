#include "tree_timeout.h"

#include "authtree/engine/engine.h"

namespace authtree::inline v0 {

std::optional<std::chrono::minutes> TreeTimeout(const Json& tree) {
  constexpr std::int64_t kLongest = 60 * 24 * 365;
  const Json* minutes = FindMember(tree, "treeTimeout");
  if (minutes == nullptr || !minutes->is_number_integer()) return std::nullopt;
  const auto count = minutes->get<std::int64_t>();
  if (count <= 0 || count > kLongest) return std::nullopt;
  return std::chrono::minutes(count);
}

void CheckLifetime(const LifetimeNeed& need, const Json& tree, const std::string& place,
                   Diagnostics& diagnostics) {
  const std::optional<std::chrono::minutes> timeout = TreeTimeout(tree);
  const std::chrono::minutes life = timeout.value_or(EngineLimits().journey);
  if (need.length <= life) return;
  const auto wanted = std::chrono::ceil<std::chrono::minutes>(need.length);
  diagnostics.AddWarning(
      PointerTo(place, need.property),
      "'" + need.property + "' is " + std::to_string(need.length.count()) +
          " seconds, but a session of this journey ends after " +
          std::to_string(std::chrono::seconds(life).count()) + " seconds (treeTimeout " +
          (timeout ? "" : "is absent: ") + std::to_string(life.count()) + " minutes)",
      "Set treeTimeout to at least " + std::to_string(wanted.count()) + ", or lower " + need.property);
}

}  // namespace authtree::inline v0
