#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/core/task_fwd.h"
#include "authtree/node/action.h"

namespace authtree::inline v0 {

/// The nodes inside a container node such as a page, as the engine lets the container run them.
class Subtree {
 public:
  virtual ~Subtree() = default;

  [[nodiscard]] virtual std::size_t size() const = 0;

  /// Runs one child with what the user submitted to it. State that the child writes is seen by the next
  /// child, and kept when the container's own step succeeds. An error that the child's type declares an
  /// outcome for has become that outcome. The `Action` that comes back has its writes taken out.
  [[nodiscard]] virtual Task<Result<Action>> Run(std::size_t child, std::vector<Callback> submitted) = 0;
};

}  // namespace authtree::inline v0
