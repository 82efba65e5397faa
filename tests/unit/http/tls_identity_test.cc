#include "authtree/http/tls_identity.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tls_peer.h"

namespace authtree::inline v0::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Code and field of the error.
std::string Verdict(const Result<TlsIdentity>& result) {
  if (result) return "an identity";
  return std::string(ErrorCodeName(result.error().code())) + ": " +
         std::string(result.error().Find(Fact::kField));
}

// Made for this test and used nowhere: PBES2, password "secret".
constexpr std::string_view kEncryptedKey =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgAAAAAAAAAAAICCAAw\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";

class TlsIdentityTest : public ::testing::Test {
 protected:
  const CertificateAuthority authority_ = MakeAuthority();
  IssuedCertificate issued_ = authority_.Issue(ClientCertificate()).value();

  static Result<TlsIdentity> Make(std::string chain, Secret key) {
    return TlsIdentity::FromPem(std::move(chain), std::move(key), *SystemClock());
  }
};

TEST_F(TlsIdentityTest, TextInPlaceOfTheCertificateIsRefused) {
  EXPECT_EQ(Verdict(Make("not a certificate", std::move(issued_.key_pem))), "invalid_input: client-cert");
}

TEST_F(TlsIdentityTest, ChainWithADamagedCertificateIsRefused) {
  const std::string damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  EXPECT_EQ(Verdict(Make(issued_.chain_pem + damaged, std::move(issued_.key_pem))),
            "invalid_input: client-cert");
}

TEST_F(TlsIdentityTest, TextInPlaceOfTheKeyIsRefused) {
  EXPECT_EQ(Verdict(Make(issued_.chain_pem, Secret("not a key"))), "invalid_input: client-key");
}

TEST_F(TlsIdentityTest, EncryptedKeyIsRefusedWithAdvice) {
  const auto identity = Make(issued_.chain_pem, Secret(kEncryptedKey));
  ASSERT_EQ(Verdict(identity), "invalid_input: client-key");
  EXPECT_THAT(identity.error().Describe(), HasSubstr("encrypted"));
}

TEST_F(TlsIdentityTest, KeyOfAnotherCertificateIsRefused) {
  IssuedCertificate other = authority_.Issue(ClientCertificate()).value();
  const std::string key(other.key_pem.Expose());
  const auto identity = Make(issued_.chain_pem, std::move(other.key_pem));
  ASSERT_EQ(Verdict(identity), "invalid_input: client-key");
  EXPECT_THAT(identity.error().Describe(), Not(HasSubstr(key.substr(30, 8))));
}

TEST_F(TlsIdentityTest, ChainInTheWrongOrderIsRefused) {
  EXPECT_EQ(Verdict(Make(authority_.ca_pem() + issued_.chain_pem, std::move(issued_.key_pem))),
            "invalid_input: client-key");
}

TEST_F(TlsIdentityTest, ExpiredCertificateIsRefused) {
  auto request = ClientCertificate();
  request.not_before -= std::chrono::hours(48);
  request.not_after -= std::chrono::hours(24);
  auto expired = authority_.Issue(request).value();
  EXPECT_EQ(Verdict(Make(std::move(expired.chain_pem), std::move(expired.key_pem))),
            "invalid_input: client-cert");
}

TEST_F(TlsIdentityTest, CertificateOfTomorrowIsRefused) {
  auto request = ClientCertificate();
  request.not_before += std::chrono::hours(24);
  request.not_after += std::chrono::hours(48);
  auto early = authority_.Issue(request).value();
  EXPECT_EQ(Verdict(Make(std::move(early.chain_pem), std::move(early.key_pem))),
            "invalid_input: client-cert");
}

TEST_F(TlsIdentityTest, MissingFileIsRefused) {
  EXPECT_EQ(Verdict(TlsIdentity::FromFiles("/nonexistent/chain.pem", "/nonexistent/key.pem", *SystemClock())),
            "invalid_input: client-cert");
}

TEST_F(TlsIdentityTest, ChainWithIssuerAndItsKeyAreTaken) {
  const auto request = ClientCertificate();
  const auto identity = Make(issued_.chain_pem + authority_.ca_pem(), std::move(issued_.key_pem));
  ASSERT_TRUE(identity) << identity.error().Describe();
  EXPECT_LE(identity->not_after(), request.not_after);
}

TEST_F(TlsIdentityTest, RsaKeyIsTaken) {
  auto request = ClientCertificate();
  request.key = KeyKind::kRsa;
  auto rsa = authority_.Issue(request).value();
  EXPECT_EQ(Verdict(Make(std::move(rsa.chain_pem), std::move(rsa.key_pem))), "an identity");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
