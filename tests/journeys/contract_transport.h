#pragma once

#include <memory>
#include <string>
#include <vector>

#include "authtree/http/transport.h"
#include "authtree/testkit/openapi_contract.h"

namespace authtree::inline v0::testing_world {

/// One exchange with the service, in clear: for tests.
struct Exchange {
  std::string method;
  std::string path;
  std::string request_body;
  int status = 0;
  std::string reply_body;

  /// The bodies as JSON; null when they are none.
  [[nodiscard]] Json Request() const;
  [[nodiscard]] Json Reply() const;
};

/// Passes requests on and holds every request and reply against the service's description.
class ContractTransport final : public http::Transport {
 public:
  ContractTransport(std::shared_ptr<const http::Transport> next, testkit::OpenApiContract contract)
      : next_(std::move(next)), contract_(std::move(contract)) {}

  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override;

  [[nodiscard]] const std::vector<Exchange>& exchanges() const { return exchanges_; }
  [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }

 private:
  void Note(const std::vector<std::string>& violations) const;

  std::shared_ptr<const http::Transport> next_;
  testkit::OpenApiContract contract_;
  mutable std::vector<Exchange> exchanges_;
  mutable std::vector<std::string> violations_;
};

}  // namespace authtree::inline v0::testing_world
