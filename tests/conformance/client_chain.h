#pragma once

#include <cstddef>
#include <string>

#include "authtree/core/clock.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0::conformance {

/// A client certificate under intermediate authorities, and the root that a server trusts.
struct ClientChain {
  std::string leaf_pem;
  std::string intermediates_pem;  ///< the leaf's issuer first; empty when that is the root
  std::string root_pem;
  Secret key_pem;
};

/// Makes a chain of that many certificates, without the root. Throws `std::runtime_error` when OpenSSL
/// cannot.
[[nodiscard]] ClientChain MakeClientChain(std::size_t length, const Clock& clock);

}  // namespace authtree::inline v0::conformance
