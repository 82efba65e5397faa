// A stand-in for the service, in a process of its own so that its work is not counted: answers every request
// with an added device, after a delay. Usage: upstream DIRECTORY DELAY_MS plain|tls
//
// Writes `port` and, with TLS, `ca.pem` into the directory, and ends when its standard input does.
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "authtree/core/clock.h"
#include "authtree/server/http_server.h"
#include "authtree/simulator/certificates.h"

#include "calling_journey.h"

namespace authtree::inline v0::bench {
namespace {

class Upstream final : public http::Handler {
 public:
  explicit Upstream(std::chrono::milliseconds delay) : delay_(delay) {}

  Task<http::Response> Handle(http::ServerRequest /*request*/) override {
    if (delay_.count() > 0) {
      boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, delay_);
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return http::Response(200).WithBody("application/json", Secret(body_));
  }

 private:
  std::chrono::milliseconds delay_;
  std::string body_ = AddedDeviceReply();
};

server::ServerTls MakeTls(const simulator::CertificateAuthority& authority) {
  simulator::CertificateRequest request;
  request.common_name = "127.0.0.1";
  request.ip_addresses = {"127.0.0.1"};
  request.not_before = SystemClock()->Now() - std::chrono::hours(1);
  request.not_after = SystemClock()->Now() + std::chrono::hours(24);
  simulator::IssuedCertificate certificate = authority.Issue(request).value();
  return {certificate.chain_pem, std::move(certificate.key_pem), ""};
}

int Serve(const std::string& directory, std::chrono::milliseconds delay, bool tls) {
  const auto authority = simulator::CertificateAuthority::Make("authtree benchmark", *SystemClock()).value();
  server::ServerOptions options;
  options.max_connections = 20'000;
  if (tls) options.tls = MakeTls(authority);
  auto server = server::HttpServer::Start(std::move(options), std::make_shared<Upstream>(delay));
  if (!server) {
    std::cerr << server.error().Describe() << '\n';
    return 1;
  }
  if (tls) std::ofstream(directory + "/ca.pem") << authority.ca_pem();
  std::ofstream(directory + "/port") << (*server)->port() << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  (*server)->Stop();
  return 0;
}

}  // namespace
}  // namespace authtree::inline v0::bench

int main(int argc, char** argv) {
  int delay = 0;
  const std::string_view kind = argc == 4 ? argv[3] : "";
  if ((kind != "tls" && kind != "plain") ||
      std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), delay).ec != std::errc()) {
    std::cerr << "usage: upstream DIRECTORY DELAY_MS plain|tls\n";
    return 2;
  }
  return authtree::bench::Serve(argv[1], std::chrono::milliseconds(delay), kind == "tls");
}
