#include "authtree/node/node.h"

#include "authtree/core/task.h"

namespace authtree::inline v0 {

Task<Result<Action>> SyncNode::Process(const StepContext& step) const { co_return Step(step); }

}  // namespace authtree::inline v0
