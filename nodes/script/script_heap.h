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

  /// Runs `body` in the heap. False when it, or the script it runs, failed or threw; then the error is on
  /// the stack, if there is one left. `body` leaves one value on the stack. What the host hands in stays the
  /// host's.
  [[nodiscard]] bool Run(const std::function<void(duk_context*)>& body);

  /// Null when there was not enough memory to begin with.
  [[nodiscard]] duk_context* context() const { return context_; }
  [[nodiscard]] bool expired() const { return expired_; }
  [[nodiscard]] bool exhausted() const { return exhausted_; }
  [[nodiscard]] const ScriptLimits& limits() const { return limits_; }

  /// For Duktape: called every so many operations; true once the time is over, and ever after.
  [[nodiscard]] bool CheckTime();
  [[nodiscard]] std::chrono::system_clock::time_point now() const { return now_(); }

 private:
  // Stands in front of every piece of memory.
  struct alignas(std::max_align_t) Block {
    Block* next = nullptr;
    Block* previous = nullptr;
    std::size_t size = 0;
  };

  static void* Allocate(void* heap, duk_size_t size);
  static void* Reallocate(void* heap, void* memory, duk_size_t size);
  static void Free(void* heap, void* memory);
  void FreeAll();

  ScriptLimits limits_;
  Now now_;
  std::chrono::system_clock::time_point deadline_;
  std::int64_t operations_ = 0;
  std::size_t used_ = 0;
  Block blocks_;  // a ring
  bool expired_ = false;
  bool exhausted_ = false;
  duk_context* context_ = nullptr;
};

}  // namespace authtree::inline v0::nodes
