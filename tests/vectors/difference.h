#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/json.h"

#include "observation.h"
#include "recorded_case.h"

namespace authtree::inline v0::vectors {

/// What a difference is about.
enum class Aspect : std::uint8_t {
  kNodeType,  ///< we have no such node
  kService,   ///< our client refuses the configuration of the service
  kProperty,  ///< our node refuses its properties
  kCrash,     ///< our node threw, or failed by a mistake of ours
  kOutcome,
  kRequest,  ///< a whole request that only one of the two sent
  kMethod,
  kPath,
  kQuery,
  kPeer,  ///< host, TLS or client certificate
  kHeader,
  kBody,
  kShared,  ///< a value that was added or changed
  kTransient,
  kSecure,
  kRemoved,  ///< a key of shared state that went
  kTransientRemoved,
  kCallback,
};

/// "outcome", "shared state", ...
[[nodiscard]] std::string_view AspectName(Aspect aspect);

/// One thing that the reference's node and ours did differently.
struct Difference {
  Aspect aspect = Aspect::kOutcome;
  std::size_t index = 0;         ///< of the request or the callback
  std::string where{};           ///< JSON pointer into a body or a callback, state key, header, property
  std::optional<Json> theirs{};  ///< nothing: the reference did not do that at all
  std::optional<Json> ours{};

  /// Only the reference did it.
  [[nodiscard]] bool only_theirs() const { return theirs.has_value() && !ours.has_value(); }
  [[nodiscard]] bool only_ours() const { return ours.has_value() && !theirs.has_value(); }
  /// Both did it, with different values.
  [[nodiscard]] bool in_both() const { return theirs.has_value() && ours.has_value(); }
};

/// Everything that differs, in the order in which a step does things. Bodies are compared as JSON, state and
/// callbacks as values. What a node type, a service or properties that are refused entail is not listed:
/// there was no step to compare.
[[nodiscard]] std::vector<Difference> Compare(const RecordedCase& recorded, const Observation& seen);

}  // namespace authtree::inline v0::vectors
