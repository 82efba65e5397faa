#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/http/message.h"
#include "authtree/node/request_context.h"

namespace authtree::inline v0::am {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// The first parameter of that name, or null.
[[nodiscard]] const std::string* FindParameter(const Parameters& parameters, std::string_view name);

/// Where a request to the authenticate endpoint wants to go.
struct Route {
  std::string realm;        ///< "/" or "/alpha/beta"
  bool names_realm = true;  ///< false for the short form, which leaves the realm to the server
};

/// Reads the path `{any}/json/[realms/root[/realms/x]*/]authenticate`; nothing for any other.
[[nodiscard]] std::optional<Route> ReadRoute(std::string_view path);

/// Languages of an `Accept-Language` header, most wanted first. What is not well formed is left out.
[[nodiscard]] std::vector<std::string> ParseAcceptLanguage(std::string_view header);

/// What nodes get to see of a request.
[[nodiscard]] RequestContext ReadContext(const http::ServerRequest& request, const Parameters& parameters,
                                         const std::vector<std::string>& header_names);

/// True for a transaction id that may be sent back: short, and of letters, digits and - _ . / : only.
[[nodiscard]] bool IsHarmlessId(std::string_view id);

}  // namespace authtree::inline v0::am
