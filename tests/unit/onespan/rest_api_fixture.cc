#include "rest_api_fixture.h"

#include <cstdlib>

namespace authtree::inline v0::onespan {
namespace {

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

template <class T>
std::optional<Error> ErrorOf(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error();
}

}  // namespace

RestApiTest::RestApiTest() { Configure(Options()); }

RestApiOptions RestApiTest::Options() const {
  auto location = ServiceLocation::ForTenant("Acme-Bank", Environment::kSdb);
  return RestApiOptions{.location = *std::move(location), .application_ref = "app-7", .clock = clock_};
}

void RestApiTest::Configure(RestApiOptions options) {
  options.on_call = [this](const CallRecord& record) { records_.push_back(record); };
  auto api = RestApi::Make(std::move(options), transport_);
  ASSERT_TRUE(api.has_value()) << api.error().Describe();
  api_ = *std::move(api);
}

CallContext RestApiTest::Call() const { return CallContext(clock_->SteadyNow() + std::chrono::seconds(4)); }

testkit::SentRequest RestApiTest::LastRequest() const {
  const auto sent = transport_->sent();
  return sent.empty() ? testkit::SentRequest{} : sent.back();
}

Json RestApiTest::LastBody() const { return ParseJson(LastRequest().body).value_or(Json()); }

std::string RestApiTest::ContractViolations() const {
  const testkit::SentRequest request = LastRequest();
  const std::size_t mark = std::min(request.target.find('?'), request.target.size());
  const std::string query = request.target.substr(std::min(mark + 1, request.target.size()));
  return Joined(Contract().CheckRequest(http::MethodName(request.method), request.target.substr(0, mark),
                                        query, request.body));
}

void RestApiTest::ReplyPng() {
  transport_->Reply(http::Response(200).WithBody("image/png", Secret(std::string(kPngSignature) + "pixels")));
}

void RestApiTest::ReplyError(int status, std::string_view message) {
  transport_->Reply(http::Response(status)
                        .WithHeader("log-correlation-id", std::string(kUuid))
                        .WithBody("application/json", Secret(ErrorBody(status, message))));
}

std::optional<Error> RestApiTest::Perform(Operation operation) {
  switch (operation) {
    case Operation::kRegisterUser:
      return ErrorOf(testkit::Drive(api_->RegisterUser(Call(), AdaptiveRegistration())));
    case Operation::kUnregisterUser:
      return ErrorOf(testkit::Drive(api_->UnregisterUser(Call(), AdaptiveRemoval())));
    case Operation::kAddDevice:
      return ErrorOf(
          testkit::Drive(api_->AddDevice(Call(), AddDeviceRequest("reg-1", Secret("3051746802")))));
    case Operation::kActivateDevice:
      return ErrorOf(
          testkit::Drive(api_->ActivateDevice(Call(), ActivateDeviceRequest("reg-1", Secret("481902")))));
    case Operation::kCheckActivation:
      return ErrorOf(
          testkit::Drive(api_->CheckActivation(Call(), CheckActivationRequest(UserId("alice", "demo")))));
    case Operation::kRenderVisualCode:
      return ErrorOf(testkit::Drive(api_->RenderVisualCode(
          Call(), RenderVisualCodeRequest(Secret("4d5347"), MessageEncoding::kHexString,
                                          VisualCodeFormat::kCronto, 210))));
    case Operation::kStartRegistration:
      return ErrorOf(testkit::Drive(api_->StartRegistration(
          Call(), StartRegistrationRequest(Alice(), Secret("Secret#1"), Secret("3051746802")))));
    case Operation::kLogin:
      return ErrorOf(testkit::Drive(api_->Login(Call(), AdaptiveLogin())));
    case Operation::kValidateEvent:
      return ErrorOf(testkit::Drive(api_->ValidateEvent(Call(), LoginAttempt())));
    case Operation::kValidateTransaction:
      return ErrorOf(testkit::Drive(api_->ValidateTransaction(Call(), AdaptivePayment())));
    case Operation::kCheckSession:
      return ErrorOf(testkit::Drive(api_->CheckSession(Call(), CheckSessionRequest(std::string(kUuid)))));
    case Operation::kGenerateChallenge:
      return ErrorOf(testkit::Drive(api_->GenerateChallenge(Call(), GenerateChallengeRequest(Alice(), 6))));
    case Operation::kGenerateSecureChallenge:
      return ErrorOf(testkit::Drive(
          api_->GenerateSecureChallenge(Call(), SecureChallengeRequest(Alice(), "Login", "Is it you?"))));
    case Operation::kGenerateSigningRequest:
      return ErrorOf(testkit::Drive(api_->GenerateSigningRequest(
          Call(), SigningRequest(Alice(), "Payment", {DisplayField("Amount", "10.00")}))));
    case Operation::kRequestFidoRegistration:
      return ErrorOf(testkit::Drive(
          api_->RequestFidoRegistration(Call(), FidoRegistrationRequest(Alice(), FidoProtocol::kFido2))));
    case Operation::kRegisterFidoDevice:
      return ErrorOf(testkit::Drive(api_->RegisterFidoDevice(Call(), FidoDevice())));
    case Operation::kRequestFidoAuthentication:
      return ErrorOf(testkit::Drive(
          api_->RequestFidoAuthentication(Call(), FidoAuthenticationRequest(Alice(), FidoProtocol::kUaf11))));
    case Operation::kViewUser:
      return ErrorOf(testkit::Drive(api_->ViewUser(Call(), ViewUserRequest(Alice()))));
    case Operation::kCreateUser:
      return ErrorOf(testkit::Drive(api_->CreateUser(Call(), CreateUserRequest(Alice()))));
    case Operation::kUpdateUser:
      return ErrorOf(testkit::Drive(api_->UpdateUser(Call(), UpdateUserRequest(Alice()))));
    case Operation::kAssignUser:
      return ErrorOf(
          testkit::Drive(api_->AssignUser(Call(), AssignUserRequest::License(Alice(), "VDS1000001"))));
    case Operation::kQueryAuthenticators:
      return ErrorOf(testkit::Drive(api_->QueryAuthenticators(Call(), QueryAuthenticatorsRequest())));
    case Operation::kAssignAuthenticator:
      return ErrorOf(testkit::Drive(
          api_->AssignAuthenticator(Call(), AssignAuthenticatorRequest("VDS1000001", Alice()))));
    case Operation::kGenerateVirtualOtp:
      return ErrorOf(testkit::Drive(api_->GenerateVirtualOtp(
          Call(), GenerateVirtualOtpRequest("VDP1000001", "RO VIRTUAL", VirtualOtpChannel::kEmail))));
    case Operation::kGenerateActivationMessage:
      return ErrorOf(
          testkit::Drive(api_->GenerateActivationMessage(Call(), ActivationMessageRequest("VDS1000001"))));
    case Operation::kInsertTransaction:
      return ErrorOf(testkit::Drive(api_->InsertTransaction(Call(), Payment())));
    case Operation::kRelayCommand:
      return ErrorOf(testkit::Drive(api_->RelayCommand(Call(), OrchestrationRequest(Secret("0102")))));
  }
  return std::nullopt;
}

const testkit::OpenApiContract& Contract() {
  static const auto kContract =
      testkit::OpenApiContract::Load(AUTHTREE_SOURCE_DIR "/tests/data/onespan-openapi.yaml");
  if (!kContract) std::abort();
  return *kContract;
}

std::string ReplyViolations(std::string_view path, int status, std::string_view body) {
  return Joined(Contract().CheckReply("POST", path, status, "application/json", body));
}

std::vector<Operation> AllOperations() {
  return {Operation::kRegisterUser,
          Operation::kUnregisterUser,
          Operation::kAddDevice,
          Operation::kActivateDevice,
          Operation::kCheckActivation,
          Operation::kRenderVisualCode,
          Operation::kStartRegistration,
          Operation::kLogin,
          Operation::kValidateEvent,
          Operation::kValidateTransaction,
          Operation::kCheckSession,
          Operation::kGenerateChallenge,
          Operation::kGenerateSecureChallenge,
          Operation::kGenerateSigningRequest,
          Operation::kRequestFidoRegistration,
          Operation::kRegisterFidoDevice,
          Operation::kRequestFidoAuthentication,
          Operation::kViewUser,
          Operation::kCreateUser,
          Operation::kUpdateUser,
          Operation::kAssignUser,
          Operation::kQueryAuthenticators,
          Operation::kAssignAuthenticator,
          Operation::kGenerateVirtualOtp,
          Operation::kGenerateActivationMessage,
          Operation::kInsertTransaction,
          Operation::kRelayCommand};
}

std::string ErrorBody(int status, std::string_view message) {
  return DumpJson(Json{{"status", status},
                       {"error", "Reason"},
                       {"message", std::string(message)},
                       {"service", "a-service"},
                       {"logCorrelationID", std::string(kUuid)},
                       {"timestamp", "2025-01-31T09:15:00Z"}});
}

RiskContext FullRisk() {
  RiskContext risk;
  risk.client_ip = "192.0.2.10";
  risk.fingerprint = BrowserFingerprint(R"({"screen":"1x1"})", std::string(64, 'a'));
  risk.session_id = "4ed23ea44f23";
  risk.relationship_ref = "alice";
  return risk;
}

RegisterUserRequest CloudRegistration(ActivationType activation) {
  return RegisterUserRequest(Product::kCloud, UserId("alice", "demo"), activation);
}

RegisterUserRequest AdaptiveRegistration() {
  RegisterUserRequest request(Product::kAdaptive, UserId("alice", "demo"), ActivationType::kOnlineMdl);
  request.risk = FullRisk();
  return request;
}

UnregisterUserRequest AdaptiveRemoval() {
  UnregisterUserRequest request(Product::kAdaptive, UserId("alice", "demo"));
  request.risk = FullRisk();
  return request;
}

UserId Alice() { return UserId("alice", "demo"); }

LoginRequest AdaptiveLogin() {
  LoginRequest request(Product::kAdaptive, Alice());
  request.credentials = OtpCredential(Secret("481902"));
  request.risk = FullRisk();
  return request;
}

ValidateEventRequest LoginAttempt() {
  ValidateEventRequest request(Alice(), "LoginAttempt");
  request.risk = FullRisk();
  return request;
}

std::vector<ExtraField> PaymentFields() {
  std::vector<ExtraField> fields;
  fields.emplace_back("accountRef", Value(Json("ACC-1")));
  fields.emplace_back("amount", Value(Json("10.00")));
  fields.emplace_back("currency", Value(Json("EUR")));
  fields.emplace_back("transactionType", Value(Json("ExternalTransfer")));
  return fields;
}

ValidateTransactionRequest AdaptivePayment() {
  ValidateTransactionRequest request(Product::kAdaptive, Alice(),
                                     MessageTransaction({DisplayField("amount", "10.00")}));
  request.risk = FullRisk();
  request.extra = PaymentFields();
  return request;
}

InsertTransactionRequest Payment() {
  InsertTransactionRequest request(FullRisk());
  request.extra = PaymentFields();
  return request;
}

RegisterFidoDeviceRequest FidoDevice() {
  RegisterFidoDeviceRequest request(Alice(), FidoProtocol::kFido2, Secret("attestation"));
  request.request_id = std::string(kUuid);
  return request;
}

}  // namespace authtree::inline v0::onespan
