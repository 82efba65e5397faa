#pragma once

#include "authtree/core/result.h"
#include "authtree/core/task_fwd.h"
#include "authtree/node/action.h"
#include "authtree/node/state_contract.h"
#include "authtree/node/step_context.h"

namespace authtree::inline v0 {

class SyncNode;

/// One configured node of a journey. Immutable, and shared by every journey session that passes through it,
/// on any thread: whatever must survive goes into state, through the returned `Action`.
///
/// A type of node adds these static members (see docs/writing-a-node.md):
///   - `kType`: the wire name, `kSummary`: one sentence about it;
///   - `Config` and `static ConfigSpec<Config> Spec()`: its properties, or `using Config = NoConfig`;
///   - `kOutcomes`, or `static std::vector<std::string> Outcomes(const Config&)` when they depend on
///   properties;
///   - optionally `kErrorReporting`: the outcome that an `Error` takes, and the state keys it is written to;
///   - optionally `static std::optional<LifetimeNeed> Lifetime(const Config&)`: how long what it begins goes
///   on;
///     the loader warns where a session ends before that;
///   - optionally `static std::string InnerTree(const Config&)`: a tree whose nodes the engine runs in the
///   place of this one, which then leaves by "true", "false" or "error".
class Node {
 public:
  virtual ~Node() = default;

  /// Runs one step. A refusal by a person or a service that the journey should branch on is an outcome; an
  /// `Error` is for what went wrong, and takes the error outcome of the type if the journey connects it. Must
  /// not throw.
  ///
  /// `step` outlives the whole coroutine. The source that implements this includes core/task.h.
  [[nodiscard]] virtual Task<Result<Action>> Process(const StepContext& step) const = 0;

  /// The keys this node reads and writes. Called once, when the journey is loaded.
  [[nodiscard]] virtual StateContract Contract() const = 0;

  /// The node as one that never waits, or null.
  [[nodiscard]] virtual const SyncNode* AsSync() const { return nullptr; }
};

/// A node that never waits: the normal case. The engine calls `Step` without a coroutine. Needs no header of
/// Boost.
class SyncNode : public Node {
 public:
  [[nodiscard]] virtual Result<Action> Step(const StepContext& step) const = 0;

  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const final;
  [[nodiscard]] const SyncNode* AsSync() const final { return this; }
};

}  // namespace authtree::inline v0
