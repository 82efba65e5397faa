// A runner that calls the service the way production does: its own client, certificate files, mutual TLS.
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/embed/runner.h"
#include "authtree/server/http_server.h"
#include "authtree/simulator/certificates.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/simulator/virtual_digipass.h"

namespace authtree::inline v0 {
namespace {

namespace fs = std::filesystem;

simulator::IssuedCertificate Issue(const simulator::CertificateAuthority& authority,
                                   simulator::CertificateUse use) {
  simulator::CertificateRequest request;
  request.common_name = "authtree test";
  request.ip_addresses = {"127.0.0.1"};
  request.use = use;
  request.not_before = SystemClock()->Now() - std::chrono::hours(1);
  request.not_after = SystemClock()->Now() + std::chrono::hours(1);
  return authority.Issue(request).value();
}

/// The simulated service behind mutual TLS, and a folder with the files that a client needs.
class RunnerOverTls : public ::testing::Test {
 protected:
  RunnerOverTls() {
    simulator::IssuedCertificate certificate = Issue(authority_, simulator::CertificateUse::kServer);
    server::ServerOptions options;
    options.tls.emplace();
    options.tls->chain_pem = certificate.chain_pem;
    options.tls->key_pem = std::move(certificate.key_pem);
    options.tls->client_ca_pem = authority_.ca_pem();
    server_ = server::HttpServer::Start(std::move(options), service_).value();
    fs::create_directories(folder_);
    const simulator::IssuedCertificate client = Issue(authority_, simulator::CertificateUse::kClient);
    std::ofstream(folder_ / "ca.pem") << authority_.ca_pem();
    std::ofstream(folder_ / "client.pem") << client.chain_pem;
    std::ofstream(folder_ / "client.key") << client.key_pem.Expose();
  }
  ~RunnerOverTls() override { fs::remove_all(folder_); }

  [[nodiscard]] embed::RunnerOptions Options() const {
    embed::RunnerOptions options;
    options.threads = 2;
    options.journey_files = {AUTHTREE_SOURCE_DIR "/examples/journeys/offline-activation.journey.json"};
    options.onespan.emplace();
    options.onespan->base_url = "https://127.0.0.1:" + std::to_string(server_->port());
    options.onespan->ca = folder_ / "ca.pem";
    return options;
  }

  /// Walks the journey as a user with a virtual Digipass would.
  static JourneyResult Activate(embed::Runner& runner) {
    simulator::VirtualDigipass device;
    std::string code;
    JourneyResult result = runner.StartAndWait("", RequestContext("192.0.2.10"));
    for (const auto* prompt = std::get_if<JourneyPrompt>(&result); prompt != nullptr;
         prompt = std::get_if<JourneyPrompt>(&result)) {
      Answers answers;
      for (const Callback& callback : prompt->callbacks) answers.Add(AnswerTo(callback, device, code));
      result = runner.SubmitAndWait(prompt->reference, RequestContext("192.0.2.10"), std::move(answers));
    }
    return result;
  }

  static Answer AnswerTo(const Callback& callback, simulator::VirtualDigipass& device, std::string& code) {
    if (callback.inputs().empty()) return Answer(callback.type());
    if (callback.type() == CallbackType::kHiddenValue) {
      const Value* value = callback.FindOutput("value");
      const std::string_view uri = value->is_secret() ? value->secret()->Expose() : std::string_view();
      const auto reading = device.Scan(Base64Decode(uri.substr(uri.find(',') + 1)).value_or(""));
      if (reading) code = reading->code;
      return Answer(callback.type(), callback.inputs().front().value().Clone());
    }
    if (callback.prompt() == "User Name") return Answer(callback.type(), Json("jdoe"));
    if (callback.prompt() == "serialNumber") return Answer(callback.type(), Json("VDS1000001"));
    return Answer(callback.type(), Json(code));
  }

  simulator::CertificateAuthority authority_ =
      simulator::CertificateAuthority::Make("authtree tests", *SystemClock()).value();
  std::shared_ptr<simulator::OneSpanService> service_ =
      std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig{});
  std::unique_ptr<server::HttpServer> server_;
  fs::path folder_ = fs::temp_directory_path() / ("authtree-runner-" + RandomUuid());
};

TEST_F(RunnerOverTls, WithoutAClientCertificateNobodyGetsIn) {
  const embed::MadeRunner made = embed::Runner::Make(Options());
  ASSERT_NE(made.runner, nullptr) << made.diagnostics.ToText();
  EXPECT_TRUE(std::holds_alternative<JourneyDenied>(Activate(*made.runner)));
  EXPECT_EQ(service_->Snapshot().accounts.size(), 0U);
}

TEST_F(RunnerOverTls, ActivatesWithCertificateFiles) {
  embed::RunnerOptions options = Options();
  options.onespan->client_cert = folder_ / "client.pem";
  options.onespan->client_key = folder_ / "client.key";
  const embed::MadeRunner made = embed::Runner::Make(std::move(options));
  ASSERT_NE(made.runner, nullptr) << made.diagnostics.ToText();
  const JourneyResult result = Activate(*made.runner);
  const auto* succeeded = std::get_if<JourneySucceeded>(&result);
  ASSERT_NE(succeeded, nullptr);
  EXPECT_EQ(succeeded->username, "jdoe");
  EXPECT_TRUE(service_->Snapshot().instances.at(0).active);
}

}  // namespace
}  // namespace authtree::inline v0
