// A fault is to a client behind TLS what it is to one in the same process.
#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "authtree/http/curl_transport.h"
#include "authtree/server/http_server.h"
#include "authtree/simulator/certificates.h"
#include "authtree/simulator/control_handler.h"
#include "authtree/simulator/in_process_transport.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/testkit/drive.h"

namespace authtree::inline v0 {
namespace {

using simulator::FaultKind;
using simulator::FaultRule;
using std::chrono::milliseconds;

/// The simulated service behind TLS on loopback.
class FaultsOverTls : public ::testing::TestWithParam<FaultKind> {
 protected:
  FaultsOverTls() {
    simulator::CertificateRequest wanted;
    wanted.common_name = "authtree test";
    wanted.ip_addresses = {"127.0.0.1"};
    wanted.not_before = SystemClock()->Now() - std::chrono::hours(1);
    wanted.not_after = SystemClock()->Now() + std::chrono::hours(1);
    simulator::IssuedCertificate certificate = authority_.Issue(wanted).value();
    server::ServerOptions options;
    options.stop_timeout = milliseconds(0);
    options.tls.emplace();
    options.tls->chain_pem = certificate.chain_pem;
    options.tls->key_pem = std::move(certificate.key_pem);
    server_ =
        server::HttpServer::Start(std::move(options), std::make_shared<simulator::ControlHandler>(service_))
            .value();
    http::CurlOptions curl;
    curl.ca_pem = authority_.ca_pem();
    transport_ = http::CurlTransport::Make(std::move(curl)).value();
  }

  [[nodiscard]] http::Request RegisterRequest() const {
    const http::Url url = *http::Url::Parse("https://127.0.0.1:" + std::to_string(server_->port()));
    return http::Request(http::Method::kPost, url.Segment("v1").Segment("users").Segment("register"),
                         "/v1/users/register")
        .WithBody("application/json", Secret(R"({"objectType": "RegisterUserInputEx", "userID": "alice"})"));
  }

  Result<http::Response> Call(const http::Transport& transport, http::Request request,
                              milliseconds patience = std::chrono::seconds(20)) {
    return testkit::Drive(
        transport.Send(std::move(request), CallContext(SystemClock()->SteadyNow() + patience)));
  }

  simulator::CertificateAuthority authority_ =
      simulator::CertificateAuthority::Make("authtree tests", *SystemClock()).value();
  std::shared_ptr<simulator::OneSpanService> service_ =
      std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig{});
  std::unique_ptr<server::HttpServer> server_;
  std::shared_ptr<const http::CurlTransport> transport_;
};

std::string Told(const Result<http::Response>& reply) {
  if (!reply) return reply.error().Describe();
  return std::to_string(reply->status()) + " " + reply->MediaType() + " " +
         (ParseJson(reply->body().Expose()) ? "json" : std::to_string(reply->body().size()) + " bytes");
}

TEST_P(FaultsOverTls, IsWhatItIsInProcess) {
  FaultRule fault;
  fault.kind = GetParam();
  fault.body = FaultRule::Body::kHtml;
  service_->AddFault(fault);
  const simulator::InProcessTransport in_process(service_);
  const std::string here = Told(Call(in_process, RegisterRequest()));
  EXPECT_EQ(Told(Call(*transport_, RegisterRequest())), here);
  service_->ClearFaults();
  EXPECT_EQ(Told(Call(*transport_, RegisterRequest())), "200 application/json json");
}

INSTANTIATE_TEST_SUITE_P(Kinds, FaultsOverTls,
                         ::testing::Values(FaultKind::kAnswer, FaultKind::kReset, FaultKind::kLostAnswer,
                                           FaultKind::kTruncated, FaultKind::kMalformedJson,
                                           FaultKind::kWrongContentType, FaultKind::kEmptyBody,
                                           FaultKind::kOversized),
                         [](const auto& test) { return std::string(simulator::FaultKindName(test.param)); });

TEST_F(FaultsOverTls, DelayBeyondTheDeadlineIsATimeout) {
  FaultRule fault;
  fault.kind = FaultKind::kDelay;
  fault.delay = std::chrono::minutes(10);
  service_->AddFault(fault);
  const Result<http::Response> reply = Call(*transport_, RegisterRequest(), milliseconds(100));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kTimeout);
}

TEST_F(FaultsOverTls, DelayWithinTheDeadlineKeepsTheAnswer) {
  FaultRule fault;
  fault.kind = FaultKind::kDelay;
  fault.delay = milliseconds(1);
  service_->AddFault(fault);
  EXPECT_EQ(Told(Call(*transport_, RegisterRequest())), "200 application/json json");
}

TEST_F(FaultsOverTls, AreChangedOverTheControlPath) {
  const http::Url url = *http::Url::Parse("https://127.0.0.1:" + std::to_string(server_->port()));
  const http::Url control = url.Segment("simulator").Segment("faults");
  auto put = http::Request(http::Method::kPut, control, "/simulator/faults")
                 .WithBody("application/json", Secret(R"({"faults": [{"status": 429}]})"));
  ASSERT_EQ(Told(Call(*transport_, std::move(put))), "204  0 bytes");
  EXPECT_EQ(Told(Call(*transport_, RegisterRequest())), "429 application/json json");
}

}  // namespace
}  // namespace authtree::inline v0
