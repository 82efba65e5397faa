#include "script_heap.h"

#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "authtree/core/crypto.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0::nodes {
namespace {

// Each refusal makes Duktape look for garbage. A script that goes on asking is stopped.
constexpr int kMostRefusals = 100;

duk_ret_t CallBody(duk_context* context, void* body) {
  (*static_cast<const std::function<void(duk_context*)>*>(body))(context);
  return 1;
}

}  // namespace

ScriptHeap::ScriptHeap(ScriptLimits limits, Now now)
    : limits_(limits), now_(std::move(now)), deadline_(now_() + limits.time) {
  blocks_.next = &blocks_;
  blocks_.previous = &blocks_;
  // What Duktape cannot go on from is the one exception that comes out of it.
  try {
    context_ = duk_create_heap(&Allocate, &Reallocate, &Free, this, nullptr);
  } catch (const std::runtime_error&) {
    context_ = nullptr;
  }
}

// The heap is not taken apart: with it goes its memory, and nothing of a script may run any more.
ScriptHeap::~ScriptHeap() { FreeAll(); }

ScriptHeap& ScriptHeap::Of(duk_context* context) {
  duk_memory_functions functions{};
  duk_get_memory_functions(context, &functions);
  return *static_cast<ScriptHeap*>(functions.udata);
}

bool ScriptHeap::Run(const std::function<void(duk_context*)>& body, duk_idx_t taken) {
  if (context_ == nullptr) return false;
  try {
    auto* argument = const_cast<std::function<void(duk_context*)>*>(&body);
    return duk_safe_call(context_, &CallBody, argument, taken, 1) == DUK_EXEC_SUCCESS;
  } catch (const std::runtime_error&) {
    context_ = nullptr;
    return false;
  }
}

bool ScriptHeap::Spend(double operations) {
  operations_ += operations;
  if (operations_ > static_cast<double>(limits_.operations) || now_() > deadline_) expired_ = true;
  return expired_ || refused_ > kMostRefusals;
}

void* ScriptHeap::Allocate(void* heap, duk_size_t size) {
  auto& self = *static_cast<ScriptHeap*>(heap);
  if (size == 0) return nullptr;
  if (size > self.limits_.memory || self.used_ > self.limits_.memory - size) {
    ++self.refused_;
    return nullptr;
  }
  auto* block = static_cast<Block*>(std::malloc(sizeof(Block) + size));
  if (block == nullptr) return nullptr;
  block->size = size;
  block->next = self.blocks_.next;
  block->previous = &self.blocks_;
  block->next->previous = block;
  self.blocks_.next = block;
  self.used_ += size;
  return block + 1;
}

void* ScriptHeap::Reallocate(void* heap, void* memory, duk_size_t size) {
  if (memory == nullptr) return Allocate(heap, size);
  if (size == 0) {
    Free(heap, memory);
    return nullptr;
  }
  const std::size_t old_size = (static_cast<Block*>(memory) - 1)->size;
  void* moved = Allocate(heap, size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, memory, old_size < size ? old_size : size);
  Free(heap, memory);
  return moved;
}

void ScriptHeap::Free(void* heap, void* memory) {
  if (memory == nullptr) return;
  auto& self = *static_cast<ScriptHeap*>(heap);
  Block* block = static_cast<Block*>(memory) - 1;
  block->next->previous = block->previous;
  block->previous->next = block->next;
  self.used_ -= block->size;
  Wipe(memory, block->size);
  std::free(block);
}

void ScriptHeap::FreeAll() {
  while (blocks_.next != &blocks_) Free(this, blocks_.next + 1);
}

}  // namespace authtree::inline v0::nodes

extern "C" {

int authtree_script_spend(void* heap, double operations) {
  return static_cast<authtree::nodes::ScriptHeap*>(heap)->Spend(operations) ? 1 : 0;
}

double authtree_script_now(void* context) {
  const auto now = authtree::nodes::ScriptHeap::Of(static_cast<duk_context*>(context)).now();
  return static_cast<double>(
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
}

double authtree_script_random(void* /*heap*/) {
  const std::string bytes = authtree::RandomBytes(sizeof(std::uint64_t));
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return static_cast<double>(number >> 11U) * 0x1.0p-53;
}
}
