#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace authtree::inline v0::cli::draw {

/// What a connection leads to.
enum class TargetKind : std::uint8_t {
  kNode,
  kSuccess,
  kFailure,
  kNowhere,  ///< the outcome is not connected
  kMissing,  ///< connected to something that is no node of the tree
};

struct Target {
  TargetKind kind = TargetKind::kNowhere;
  std::size_t node = 0;  ///< of a kNode: its index
  std::string id;        ///< of a kMissing: what the file names
};

struct DrawnOutcome {
  std::string name;
  Target target;
  bool declared = true;  ///< false: the node has no such outcome, so that it is never taken
};

struct DrawnChild {
  std::string id;
  std::string type;
  std::string display_name;
  bool known = true;  ///< false: no pack of this program has the type
};

struct DrawnNode {
  std::string id;
  std::string type;
  std::string display_name;
  bool known = true;  ///< false: no pack of this program has the type
  bool reached = false;
  std::vector<DrawnChild> children;
  std::vector<DrawnOutcome> outcomes;
};

/// A journey as its file has it, right or wrong: what there is to draw.
struct Drawing {
  std::string journey;
  std::vector<DrawnNode> nodes;
  Target entry;
};

}  // namespace authtree::inline v0::cli::draw
