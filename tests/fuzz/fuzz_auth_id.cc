// No text but one that we signed is taken for an authId.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "authtree/am/auth_id.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto keys = authtree::KeyRing::Random();
  static const authtree::am::AuthIdCodec codec(*keys, authtree::SystemClock());
  if (codec.Read({reinterpret_cast<const char*>(data), size})) std::abort();
  return 0;
}
