#include "authenticator_lookup.h"

#include <algorithm>
#include <utility>

namespace authtree::inline v0::nodes {

Task<Result<std::optional<onespan::Authenticator>>> LookUpAuthenticator(const onespan::Api& api,
                                                                        CallContext call,
                                                                        std::string serial_number,
                                                                        std::string domain,
                                                                        std::string type) {
  onespan::QueryAuthenticatorsRequest request;
  request.serial_number = serial_number;
  request.domain = std::move(domain);
  request.type = std::move(type);
  request.assigned = true;
  Result<onespan::QueryAuthenticatorsReply> reply =
      co_await api.QueryAuthenticators(call, std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());
  std::optional<onespan::Authenticator> answer;
  const auto found = std::find_if(reply->authenticators.begin(), reply->authenticators.end(),
                                  [&](const onespan::Authenticator& authenticator) {
                                    return authenticator.serial_number == serial_number;
                                  });
  if (found != reply->authenticators.end()) answer = std::move(*found);
  co_return answer;
}

}  // namespace authtree::inline v0::nodes
