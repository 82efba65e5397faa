// Our reader and nlohmann/json agree on what is JSON and on what it says, and no text does harm.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "authtree/core/json.h"

namespace {

constexpr authtree::JsonLimits kLimits{64 * 1024, 64};

// What our reader refuses, and the other one takes: NUL ends its text, keys may come twice, depth has no
// limit.
bool MayDiffer(const authtree::Error& error, std::string_view text) {
  return error.message() != "The text is not valid JSON." || text.find('\0') != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const authtree::Result<authtree::Json> read = authtree::ParseJson(text, kLimits);
  if (!read && MayDiffer(read.error(), text)) return 0;
  const authtree::Json other = authtree::Json::parse(text.begin(), text.end(), nullptr, false);
  if (read.has_value() == other.is_discarded()) std::abort();
  if (read && authtree::DumpJson(*read) != authtree::DumpJson(other)) std::abort();
  return 0;
}
