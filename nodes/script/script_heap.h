#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <duktape.h>

#include "authtree/nodes/script_nodes.h"

#include "duktape_options.h"

namespace authtree::inline v0::nodes {

/// The memory and the time of one run of a script. All memory is wiped when it is given back, at the latest
/// with this object.
class ScriptHeap {
 public:
  using Now = std::function<std::chrono::system_clock::time_point()>;

  /// `now` is the time scripts see, and by which theirs is measured.
  ScriptHeap(ScriptLimits limits, Now now);
  ~ScriptHeap();
  ScriptHeap(const ScriptHeap&) = delete;
  ScriptHeap& operator=(const ScriptHeap&) = delete;

  /// The heap this context belongs to.
  [[nodiscard]] static ScriptHeap& Of(duk_context* context);

  /// Runs `body` in the heap, with the topmost `taken` values of the stack as its own. False when it, or the
  /// script it runs, failed or threw; then the error is on the stack, if there is one left. `body` leaves one
  /// value on the stack.
  [[nodiscard]] bool Run(const std::function<void(duk_context*)>& body, duk_idx_t taken = 0);

  /// Null when there was not enough memory to begin with.
  [[nodiscard]] duk_context* context() const { return context_; }
  [[nodiscard]] bool expired() const { return expired_; }
  /// True when there was no memory left; not for a piece that was found among the garbage.
  [[nodiscard]] bool exhausted() const { return context_ == nullptr || refused_ > kAttempts; }
  [[nodiscard]] const ScriptLimits& limits() const { return limits_; }

  /// For Duktape: counts operations; true once they, the time or the attempts to get memory are used up, and
  /// ever after.
  [[nodiscard]] bool Spend(double operations);
  [[nodiscard]] std::chrono::system_clock::time_point now() const { return now_(); }

 private:
  // Stands in front of every piece of memory.
  struct alignas(std::max_align_t) Block {
    Block* next = nullptr;
    Block* previous = nullptr;
    std::size_t size = 0;
  };

  // So often Duktape asks for a piece before it gives up.
  static constexpr int kAttempts = 10;

  static void* Allocate(void* heap, duk_size_t size);
  static void* Reallocate(void* heap, void* memory, duk_size_t size);
  static void Free(void* heap, void* memory);
  void FreeAll();

  ScriptLimits limits_;
  Now now_;
  std::chrono::system_clock::time_point deadline_;
  double operations_ = 0;
  std::size_t used_ = 0;
  Block blocks_;  // a ring
  bool expired_ = false;
  int refused_ = 0;  // pieces of memory
  duk_context* context_ = nullptr;
};

}  // namespace authtree::inline v0::nodes
