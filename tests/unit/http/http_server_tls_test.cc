#include <memory>
#include <utility>

#include <gtest/gtest.h>

#include "authtree/server/http_server.h"

#include "http_server_fixture.h"
#include "loopback.h"
#include "tls_peer.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

using server::HttpServer;

TEST(HttpServerTest, TlsClientOnAKeptConnectionDoesNotDelayAStop) {
  const auto authority = MakeAuthority();
  const auto server = StartTlsServer(authority.Issue(LoopbackCertificate()).value());
  CurlOptions options;
  options.ca_pem = authority.ca_pem();
  const auto transport = MakeTransport(std::move(options));
  Caller caller;
  ASSERT_TRUE(caller.Send(*transport, Get(BaseOf(*server))));
  server->Stop();
}

class HttpServerTlsReloadTest : public ::testing::Test {
 protected:
  server::ServerTls Issue(const CertificateAuthority& authority) const {
    IssuedCertificate issued = authority.Issue(LoopbackCertificate()).value();
    return {std::move(issued.chain_pem), std::move(issued.key_pem), ""};
  }
  static std::shared_ptr<const CurlTransport> Trusting(const CertificateAuthority& authority) {
    CurlOptions options;
    options.ca_pem = authority.ca_pem();
    return MakeTransport(std::move(options));
  }

  const CertificateAuthority old_ = MakeAuthority();
  const CertificateAuthority new_ = CertificateAuthority::Make("New", *SystemClock()).value();
  std::unique_ptr<HttpServer> server_ = StartTlsServer(old_.Issue(LoopbackCertificate()).value());
};

TEST_F(HttpServerTlsReloadTest, ServerWithoutTlsHasNoneToReplace) {
  EXPECT_EQ(StartServer()->ReplaceTls(Issue(new_)).error().code(), ErrorCode::kConflict);
}

TEST_F(HttpServerTlsReloadTest, UnusableCertificateLeavesTheOldOne) {
  server::ServerTls mismatched = Issue(new_);
  mismatched.key_pem = Issue(new_).key_pem.Clone();
  EXPECT_EQ(server_->ReplaceTls(mismatched).error().Find(Fact::kField), "server-key");
  EXPECT_TRUE(SendAlone(*Trusting(old_), Get(BaseOf(*server_))));
}

TEST_F(HttpServerTlsReloadTest, NewConnectionsSeeTheNewCertificate) {
  ASSERT_TRUE(server_->ReplaceTls(Issue(new_)));
  EXPECT_EQ(Verdict(SendAlone(*Trusting(old_), Get(BaseOf(*server_)))), "rejected: tls verify");
  EXPECT_TRUE(SendAlone(*Trusting(new_), Get(BaseOf(*server_))));
}

TEST_F(HttpServerTlsReloadTest, OpenConnectionsGoOn) {
  const auto transport = Trusting(old_);
  Caller caller;
  ASSERT_TRUE(caller.Send(*transport, Get(BaseOf(*server_))));
  ASSERT_TRUE(server_->ReplaceTls(Issue(new_)));
  EXPECT_TRUE(caller.Send(*transport, Get(BaseOf(*server_))));
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
