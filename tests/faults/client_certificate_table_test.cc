// A client certificate that cannot be used is refused when it is configured, before anything is sent.
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/http/tls_identity.h"
#include "authtree/simulator/certificates.h"

#include "markdown_table.h"
#include "program.h"

namespace authtree::inline v0::faults {
namespace {

using http::TlsIdentity;
using simulator::CertificateAuthority;
using simulator::CertificateRequest;
using simulator::IssuedCertificate;

constexpr std::string_view kEncryptedKey =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBvTBX\n-----END ENCRYPTED PRIVATE KEY-----\n";

class ClientCertificates : public ::testing::Test {
 protected:
  IssuedCertificate Issue(std::chrono::hours from_now = std::chrono::hours(0)) const {
    CertificateRequest request;
    request.common_name = "client";
    request.use = simulator::CertificateUse::kClient;
    request.not_before = SystemClock()->Now() - std::chrono::hours(1) + from_now;
    request.not_after = SystemClock()->Now() + std::chrono::hours(1) + from_now;
    return authority_.Issue(request).value();
  }

  // What is said about a chain and a key in two files; both ways of giving them have to agree.
  std::string Refused(const std::string& chain, const std::string& key) {
    const std::string chain_file = scratch_.Write("chain.pem", chain);
    const std::string key_file = scratch_.Write("key.pem", key);
    const auto identity = TlsIdentity::FromPem(chain, Secret(key), *SystemClock());
    EXPECT_FALSE(identity);
    const auto from_files = TlsIdentity::FromFiles(chain_file, key_file, *SystemClock());
    EXPECT_FALSE(from_files);
    if (identity || from_files) return "";
    EXPECT_EQ(identity.error().message(), from_files.error().message());
    return Finding(identity.error());
  }

  static std::string Finding(const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInvalidInput);
    const std::string text(error.message());
    EXPECT_TRUE(SaysWhatToDo(text)) << text;
    return "`" + std::string(error.Find(Fact::kField)) + "`: " + text;
  }

  // The finding of the program that begins with the option's name.
  std::string Program(const std::string& arguments) {
    const Ran ran = RunProgram(scratch_, "run '" AUTHTREE_SOURCE_DIR
                                         "/examples/journeys/offline-activation.journey.json' "
                                         "--tenant acme --environment Production_EU1 " +
                                             arguments);
    EXPECT_EQ(ran.code, 2) << ran.text;
    const std::string line = ran.text.substr(0, ran.text.find('\n'));
    EXPECT_TRUE(line.starts_with("error at --client-cert: ")) << line;
    EXPECT_TRUE(SaysWhatToDo(line)) << line;
    return "`authtree run`, exit 2: " + line;
  }

  CertificateAuthority authority_ = CertificateAuthority::Make("Test", *SystemClock()).value();
  Scratch scratch_;
};

TEST_F(ClientCertificates, EveryCellIsFilledAndStandsInTheDocumentation) {
  const IssuedCertificate good = Issue();
  const std::string chain = good.chain_pem;
  const std::string key(good.key_pem.Expose());
  const IssuedCertificate other = Issue();
  const IssuedCertificate expired = Issue(std::chrono::hours(-48));
  const IssuedCertificate future = Issue(std::chrono::hours(48));

  MarkdownTable table({"client certificate", "finding"});
  const auto missing = TlsIdentity::FromFiles(scratch_.Path("none"), scratch_.Path("none"), *SystemClock());
  ASSERT_FALSE(missing);
  table.Add({"file that is not there", Finding(missing.error())});
  const auto no_key =
      TlsIdentity::FromFiles(scratch_.Write("chain.pem", chain), scratch_.Path("none"), *SystemClock());
  ASSERT_FALSE(no_key);
  table.Add({"key file that is not there", Finding(no_key.error())});
  table.Add({"chain that is no PEM", Refused("no certificate", key)});
  table.Add({"chain that is empty", Refused("", key)});
  table.Add({"key that is no PEM", Refused(chain, "no key")});
  table.Add({"key that is encrypted", Refused(chain, std::string(kEncryptedKey))});
  table.Add({"key of another certificate", Refused(chain, std::string(other.key_pem.Expose()))});
  table.Add({"certificate of the issuer first", Refused(authority_.ca_pem() + chain, key)});
  table.Add(
      {"certificate that has expired", Refused(expired.chain_pem, std::string(expired.key_pem.Expose()))});
  table.Add(
      {"certificate that is not valid yet", Refused(future.chain_pem, std::string(future.key_pem.Expose()))});
  table.Add({"none, where the environment demands one", Program("")});
  table.Add({"chain without a key", Program("--client-cert " + scratch_.Write("chain.pem", chain))});
  Publish(table, "client-certificates", "docs/bad-input.md");
}

}  // namespace
}  // namespace authtree::inline v0::faults
