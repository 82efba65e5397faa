#include "authtree/simulator/virtual_browser.h"

#include <algorithm>

#include "authtree/http/message.h"
#include "authtree/http/url.h"

namespace authtree::inline v0::simulator {

std::optional<AddressParameters> ParametersOf(std::string_view address) {
  const std::string_view whole = address.substr(0, address.find('#'));
  const std::string_view query = whole.substr(std::min(whole.find('?'), whole.size()));
  // A server reads the query of a request in the same way.
  return http::ServerRequest(http::Method::kGet, "/" + std::string(query)).Query();
}

Result<AddressParameters> VisitIdentityPage(OneSpanService& service, std::string_view address) {
  const Result<http::Url> url = http::Url::Parse(address);
  if (!url) return tl::unexpected(url.error());
  const http::Response page = service.Answer(http::ServerRequest(http::Method::kGet, url->Target()));
  constexpr int kFound = 302;
  std::optional<AddressParameters> parameters;
  if (page.status() == kFound) parameters = ParametersOf(page.headers().Find("Location"));
  if (parameters) return *std::move(parameters);
  return tl::unexpected(
      Error(ErrorCode::kNotFound, "the simulated service sends nobody back from this address"));
}

}  // namespace authtree::inline v0::simulator
