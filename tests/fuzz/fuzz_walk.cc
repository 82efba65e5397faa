// A walk file of any content is read without harm; one without findings is written and read back as it is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "authtree/walk/walk_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using authtree::walk::ParsedWalk;
  const ParsedWalk parsed = authtree::walk::ParseWalk({reinterpret_cast<const char*>(data), size});
  if (parsed.diagnostics.has_errors()) return 0;
  const std::string text = authtree::walk::WalkText(parsed.walk);
  const ParsedWalk again = authtree::walk::ParseWalk(text);
  if (again.diagnostics.has_errors() || authtree::walk::WalkText(again.walk) != text) std::abort();
  return 0;
}
