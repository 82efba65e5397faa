#include "allocations.h"

#include <cstdlib>
#include <new>

namespace {

// One thread allocates in the programs that use this.
std::uint64_t count = 0;
std::uint64_t bytes = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++count;
  bytes += size;
  if (void* memory = std::malloc(size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace authtree::inline v0::bench {

std::uint64_t AllocationCount() { return count; }
std::uint64_t AllocatedBytes() { return bytes; }

}  // namespace authtree::inline v0::bench
