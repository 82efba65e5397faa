#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "authtree/server/http_server.h"

#include "http_server_fixture.h"
#include "tls_peer.h"

namespace authtree::inline v0::http::testing {
namespace {

using server::HttpServer;
using server::ServerOptions;

/// Its basic constraints are a NULL instead of a sequence.
constexpr std::string_view kAuthorityWithUnreadableConstraints = R"(-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUEOkibxhJERq7z15QogGxvSMUFzswCgYIKoZIzj0EAwIw
MDEuMCwGA1UEAwwlYXV0aG9yaXR5IHdpdGggdW5yZWFkYWJsZSBjb25zdHJhaW50
czAgFw0yNjExMjIxMzIwMDVaGA8yMTI2MTAyOTEzMjAwNVowMDEuMCwGA1UEAwwl
YXV0aG9yaXR5IHdpdGggdW5yZWFkYWJsZSBjb25zdHJhaW50czBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABNsw95sRIgspTINfcoIB8zYEp9Ed/k2SOFJhVTbeGsUn
Mqlwxj8+6Iflmgkdxp6lJoGnwjyW9tR6y+Yr35A/tBOjLDAqMAkGA1UdEwQCBQAw
HQYDVR0OBBYEFJHF2nG8gyKZB99z6638usbUoJSKMAoGCCqGSM49BAMCA0gAMEUC
IC/z0buy6LEr5nJvlbpU6t9RHm9wfjuxN8ILT3WGcU7lAiEAwMppc5OInEUyiId+
6FJCM8MySvn0ZIsyCtcbRHesKgc=
-----END CERTIFICATE-----
)";

/// Code and field of a failure to start.
std::string StartVerdict(ServerOptions options) {
  const auto server = HttpServer::Start(std::move(options), std::make_shared<TestHandler>());
  if (server) return "a server";
  return std::string(ErrorCodeName(server.error().code())) + ": " +
         std::string(server.error().Find(Fact::kField));
}

TEST(HttpServerStartTest, BadAddressIsInvalidInput) {
  ServerOptions options;
  options.address = "localhost";
  EXPECT_EQ(StartVerdict(std::move(options)), "invalid_input: address");
}

TEST(HttpServerStartTest, AddressOfAnotherMachineIsUnavailable) {
  ServerOptions options;
  options.address = "192.0.2.1";
  EXPECT_EQ(StartVerdict(std::move(options)), "unavailable: ");
}

TEST(HttpServerStartTest, TakenPortIsUnavailable) {
  const auto server = StartServer();
  ServerOptions options;
  options.port = server->port();
  EXPECT_EQ(StartVerdict(std::move(options)), "unavailable: ");
}

TEST(HttpServerStartTest, NoThreadIsInvalidInput) {
  ServerOptions options;
  options.threads = 0;
  EXPECT_EQ(StartVerdict(std::move(options)), "invalid_input: threads");
}

TEST(HttpServerStartTest, UnusableKeyMaterialIsInvalidInput) {
  const auto authority = MakeAuthority();
  const auto issue = [&] { return authority.Issue(LoopbackCertificate()).value(); };
  const auto with = [](std::string chain, Secret key, std::string client_ca) {
    ServerOptions options;
    options.tls = server::ServerTls{std::move(chain), std::move(key), std::move(client_ca)};
    return options;
  };
  EXPECT_EQ(StartVerdict(with("nonsense", issue().key_pem.Clone(), "")), "invalid_input: server-cert");
  EXPECT_EQ(StartVerdict(with(issue().chain_pem, Secret("nonsense"), "")), "invalid_input: server-key");
  EXPECT_EQ(StartVerdict(with(issue().chain_pem, issue().key_pem.Clone(), "")), "invalid_input: server-key");
  auto issued = issue();
  EXPECT_EQ(StartVerdict(with(issued.chain_pem, issued.key_pem.Clone(), "nonsense")),
            "invalid_input: client-ca");
}

// Found at the start, not by the first client that is turned away.
TEST(HttpServerStartTest, AuthorityWithUnreadableExtensionsIsInvalidInput) {
  simulator::IssuedCertificate issued = MakeAuthority().Issue(LoopbackCertificate()).value();
  ServerOptions options;
  options.tls = server::ServerTls{std::move(issued.chain_pem), std::move(issued.key_pem),
                                  std::string(kAuthorityWithUnreadableConstraints)};
  EXPECT_EQ(StartVerdict(std::move(options)), "invalid_input: client-ca");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
