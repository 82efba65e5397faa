// Bytes from a store are read without harm, sealed or not.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "authtree/session/sealer.h"
#include "authtree/session/session_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto keys = authtree::KeyRing::Random();
  static const authtree::Sealer sealer(*keys);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (sealer.Open(bytes, "fuzz")) std::abort();
  (void)authtree::DecodeSession(authtree::Secret(bytes));
  return 0;
}
