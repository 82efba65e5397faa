#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"

#include "draw/drawing.h"

namespace authtree::inline v0::cli::draw {

/// A step of a run, as its trace has it.
struct TracedStep {
  std::string journey;
  std::string node;
  std::string outcome;  ///< empty while the node asked or when it failed
  bool asked = false;
  bool failed = false;  ///< with an outcome: the one that the node's errors take
};

/// Reads what `authtree run` wrote with --trace-file (a JSON object a line), or with --json (one report). The
/// text is untrusted.
[[nodiscard]] std::vector<TracedStep> ReadTrace(std::string_view text, Diagnostics& diagnostics);

/// A time that a run came to a node.
struct Visit {
  std::size_t number = 0;  ///< counted from 1; children of pages have none of their own
  bool asked = false;
  bool failed = false;
};

/// The path of a run through a drawing.
struct DrawnPath {
  std::map<std::size_t, std::vector<Visit>> visits;               ///< by node
  std::set<std::pair<std::size_t, std::size_t>> taken;            ///< node and outcome
  std::set<std::pair<std::size_t, std::size_t>> failed_children;  ///< node and child
  bool from_start = false;  ///< the first step is where the journey starts
};

/// Finds the steps of a trace in a drawing. Nodes that are not there are an error, outcomes that are not
/// there a warning.
[[nodiscard]] std::optional<DrawnPath> FindPath(const Drawing& drawing, const std::vector<TracedStep>& steps,
                                                Diagnostics& diagnostics);

}  // namespace authtree::inline v0::cli::draw
