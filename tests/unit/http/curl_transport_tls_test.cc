#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/http/curl_transport.h"

#include "loopback.h"
#include "tls_peer.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

std::shared_ptr<const CurlTransport> Trusting(const CertificateAuthority& authority,
                                              std::shared_ptr<const TlsIdentity> identity = nullptr) {
  CurlOptions options;
  options.ca_pem = authority.ca_pem();
  options.identity = std::move(identity);
  return MakeTransport(std::move(options));
}

class CurlTransportTlsTest : public ::testing::Test {
 protected:
  const CertificateAuthority authority_ = MakeAuthority();

  IssuedCertificate Issue(const CertificateRequest& request) const {
    return authority_.Issue(request).value();
  }
};

TEST_F(CurlTransportTlsTest, IssuerUnknownToTheSystemIsRejected) {
  const auto server = StartTlsServer(Issue(LoopbackCertificate()));
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(), Get(BaseOf(*server)))), "rejected: tls verify");
}

TEST_F(CurlTransportTlsTest, OtherAuthorityOfTheSameNameIsRejected) {
  const auto server = StartTlsServer(Issue(LoopbackCertificate()));
  EXPECT_EQ(Verdict(SendAlone(*Trusting(MakeAuthority()), Get(BaseOf(*server)))), "rejected: tls verify");
}

TEST_F(CurlTransportTlsTest, WrongHostNameIsRejected) {
  auto request = LoopbackCertificate();
  request.ip_addresses = {"127.0.0.2"};
  const auto server = StartTlsServer(Issue(request));
  const auto reply = SendAlone(*Trusting(authority_), Get(BaseOf(*server)));
  EXPECT_EQ(Verdict(reply), "rejected: tls host name");
  EXPECT_EQ(reply.error().message(), "The peer's certificate is for another host name.");
}

TEST_F(CurlTransportTlsTest, ExpiredCertificateIsRejected) {
  auto request = LoopbackCertificate();
  request.not_before -= std::chrono::hours(48);
  request.not_after -= std::chrono::hours(24);
  const auto server = StartTlsServer(Issue(request));
  EXPECT_EQ(Verdict(SendAlone(*Trusting(authority_), Get(BaseOf(*server)))), "rejected: tls expired");
}

TEST_F(CurlTransportTlsTest, ClientCertificateInPlaceOfAServerCertificateIsRejected) {
  auto request = LoopbackCertificate();
  request.use = CertificateUse::kClient;
  const auto server = StartTlsServer(Issue(request));
  EXPECT_EQ(Verdict(SendAlone(*Trusting(authority_), Get(BaseOf(*server)))), "rejected: tls verify");
}

TEST_F(CurlTransportTlsTest, MissingClientCertificateIsRejected) {
  const auto server = StartTlsServer(Issue(LoopbackCertificate()), authority_.ca_pem());
  const auto reply = SendAlone(*Trusting(authority_), Get(BaseOf(*server)));
  EXPECT_EQ(Verdict(reply), "rejected: client certificate");
  EXPECT_THAT(std::string(reply.error().message()), ::testing::HasSubstr("demands a client certificate"));
}

TEST_F(CurlTransportTlsTest, ClientCertificateOfAnotherAuthorityIsRejected) {
  const auto server = StartTlsServer(Issue(LoopbackCertificate()), authority_.ca_pem());
  const auto stranger = CertificateAuthority::Make("Stranger", *SystemClock()).value();
  const auto identity = IdentityOf(stranger.Issue(ClientCertificate()).value());
  const auto reply = SendAlone(*Trusting(authority_, identity), Get(BaseOf(*server)));
  EXPECT_EQ(Verdict(reply), "rejected: client certificate");
}

TEST_F(CurlTransportTlsTest, PeerWithoutTlsIsRejected) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.Write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    connection.WaitForClose();
  }});
  const std::string base = "https://127.0.0.1:" + std::to_string(peer.port());
  EXPECT_EQ(Verdict(SendAlone(*Trusting(authority_), Get(base))), "rejected: tls handshake");
}

TEST_F(CurlTransportTlsTest, PeerThatClosesInTheHandshakeIsUnavailable) {
  const ScriptedPeer peer({[](PeerConnection&) {}});
  const std::string base = "https://127.0.0.1:" + std::to_string(peer.port());
  EXPECT_EQ(Verdict(SendAlone(*Trusting(authority_), Get(base))), "unavailable: tls handshake");
}

TEST_F(CurlTransportTlsTest, UnsentRequestIsTriedAgainOnceIfItAllowsThat) {
  const std::vector<std::pair<Resend, std::size_t>> attempts{
      {Resend::kNever, 1}, {Resend::kIfUnsent, 2}, {Resend::kSafe, 2}};
  for (const auto& [resend, count] : attempts) {
    const ScriptedPeer peer(
        {[](PeerConnection&) {}});  // closes before TLS is up, so nothing of the request can leave
    const std::string base = "https://127.0.0.1:" + std::to_string(peer.port());
    EXPECT_FALSE(SendAlone(*Trusting(authority_), Post(base, "{}").WithResend(resend)));
    EXPECT_EQ(peer.connections(), count);
  }
}

TEST_F(CurlTransportTlsTest, SilentPeerHitsTheLimitForConnecting) {
  const ScriptedPeer peer({[](PeerConnection& connection) { connection.WaitForClose(); }});
  CurlOptions options;
  options.connect_timeout = std::chrono::milliseconds(50);
  const std::string base = "https://127.0.0.1:" + std::to_string(peer.port());
  EXPECT_EQ(Verdict(SendAlone(*MakeTransport(std::move(options)), Get(base))),
            "unavailable: connect timeout");
}

TEST_F(CurlTransportTlsTest, TrustedServerAnswers) {
  const auto server = StartTlsServer(Issue(LoopbackCertificate()));
  const auto reply = SendAlone(*Trusting(authority_), Post(BaseOf(*server), "over TLS"));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_EQ(reply->body().Expose(), "over TLS");
}

class CurlTransportMutualTlsTest : public CurlTransportTlsTest,
                                   public ::testing::WithParamInterface<KeyKind> {};

TEST_P(CurlTransportMutualTlsTest, ClientCertificateOpensTheDoor) {
  auto request = ClientCertificate();
  request.key = GetParam();
  const auto server = StartTlsServer(Issue(LoopbackCertificate()), authority_.ca_pem());
  const auto reply =
      SendAlone(*Trusting(authority_, IdentityOf(Issue(request))), Post(BaseOf(*server), "mutual"));
  ASSERT_TRUE(reply) << Verdict(reply);
  EXPECT_EQ(reply->body().Expose(), "mutual");
}

INSTANTIATE_TEST_SUITE_P(KeyKinds, CurlTransportMutualTlsTest, ::testing::Values(KeyKind::kEc, KeyKind::kRsa),
                         [](const auto& given) { return given.param == KeyKind::kEc ? "Ec" : "Rsa"; });

TEST_F(CurlTransportTlsTest, ConnectionOfOneIdentityIsNotUsedByAnother) {
  const auto server = StartTlsServer(Issue(LoopbackCertificate()), authority_.ca_pem());
  Caller caller;
  const auto known = Trusting(authority_, IdentityOf(Issue(ClientCertificate())));
  ASSERT_TRUE(caller.Send(*known, Get(BaseOf(*server))));
  EXPECT_EQ(Verdict(caller.Send(*Trusting(authority_), Get(BaseOf(*server)))),
            "rejected: client certificate");
}

TEST_F(CurlTransportTlsTest, ConnectionOfOneTrustIsNotUsedByAnother) {
  const auto server = StartTlsServer(Issue(LoopbackCertificate()));
  Caller caller;
  ASSERT_TRUE(caller.Send(*Trusting(authority_), Get(BaseOf(*server))));
  EXPECT_EQ(Verdict(caller.Send(*MakeTransport(), Get(BaseOf(*server)))), "rejected: tls verify");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
