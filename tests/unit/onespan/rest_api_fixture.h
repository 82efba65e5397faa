#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/json.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/testkit/drive.h"
#include "authtree/testkit/fake_transport.h"
#include "authtree/testkit/manual_clock.h"
#include "authtree/testkit/openapi_contract.h"

namespace authtree::inline v0::onespan {

inline constexpr std::string_view kUuid = "0b6f2c1e-7a44-4c0e-9d53-2f1f0f5f9a10";
inline constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1A\n";

/// A client over a scripted transport, and the service's description to hold its requests against.
class RestApiTest : public ::testing::Test {
 protected:
  RestApiTest();

  /// Makes the client anew with other options.
  void Configure(RestApiOptions options);
  [[nodiscard]] RestApiOptions Options() const;

  [[nodiscard]] CallContext Call() const;
  [[nodiscard]] testkit::SentRequest LastRequest() const;
  [[nodiscard]] Json LastBody() const;
  /// The violations of the last request, one a line; none, no text.
  [[nodiscard]] std::string ContractViolations() const;

  void ReplyJson(int status, std::string_view text) { transport_->Reply(status, text); }
  void ReplyPng();
  /// An error as the service writes it.
  void ReplyError(int status, std::string_view message);

  /// Carries an operation out with a plain request; the error, if there is one.
  [[nodiscard]] std::optional<Error> Perform(Operation operation);

  std::shared_ptr<testkit::FakeTransport> transport_ = std::make_shared<testkit::FakeTransport>();
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::vector<CallRecord> records_;
  std::shared_ptr<const Api> api_;
};

/// The description of the service, read once.
[[nodiscard]] const testkit::OpenApiContract& Contract();

/// The violations of a reply that a test is about to script.
[[nodiscard]] std::string ReplyViolations(std::string_view path, int status, std::string_view body);

[[nodiscard]] std::vector<Operation> AllOperations();

/// An error's body as the service writes it.
[[nodiscard]] std::string ErrorBody(int status, std::string_view message);

/// A complete context of the risk engine.
[[nodiscard]] RiskContext FullRisk();
[[nodiscard]] RegisterUserRequest CloudRegistration(ActivationType activation = ActivationType::kOfflineMdl);
[[nodiscard]] RegisterUserRequest AdaptiveRegistration();
[[nodiscard]] UnregisterUserRequest AdaptiveRemoval();
[[nodiscard]] UserId Alice();
[[nodiscard]] LoginRequest AdaptiveLogin();
[[nodiscard]] ValidateEventRequest LoginAttempt();
/// What IAA demands of a transaction.
[[nodiscard]] std::vector<ExtraField> PaymentFields();
[[nodiscard]] ValidateTransactionRequest AdaptivePayment();
[[nodiscard]] InsertTransactionRequest Payment();
[[nodiscard]] RegisterFidoDeviceRequest FidoDevice();

/// Everything an error says.
template <class T>
std::string Described(const Result<T>& result) {
  return result ? std::string("no error") : result.error().Describe();
}

MATCHER_P2(FailsWith, code, field, "fails with " + std::string(ErrorCodeName(code)) + " at " + field) {
  if (arg) return false;
  *result_listener << arg.error().Describe();
  return arg.error().code() == code && arg.error().Find(Fact::kField) == std::string_view(field);
}

}  // namespace authtree::inline v0::onespan
