#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "exchange.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

/// The filters and the page of `GET /v1/authenticators`. In texts with a wildcard an asterisk stands for any
/// characters.
struct AuthenticatorQuery {
  std::string serial = "*";
  std::string domain;  ///< empty for any
  std::string type;    ///< empty for any
  std::optional<bool> assigned;
  std::optional<std::string> description;  ///< with wildcards
  std::size_t offset = 0;
  std::size_t limit = 0;
};

/// Nothing, and a finding for everything that is wrong, when the parameters are not right.
[[nodiscard]] std::optional<AuthenticatorQuery> ReadAuthenticatorQuery(const Exchange& exchange,
                                                                       std::vector<ValidationError>& errors);

struct AuthenticatorRows {
  std::size_t total = 0;  ///< that pass the filters
  OrderedJson page;       ///< those of the page, by serial
};
/// Licenses, and instances that are active.
[[nodiscard]] AuthenticatorRows FindAuthenticators(Tenant& tenant, const AuthenticatorQuery& query);

}  // namespace authtree::inline v0::simulator
