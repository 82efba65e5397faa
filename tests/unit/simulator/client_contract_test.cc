// Our own client against the simulated service: both sides keep the description, and the client reads every
// answer.
#include "authtree/core/encoding.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"
#include "authtree/testkit/drive.h"
#include "authtree/testkit/openapi_contract.h"

#include "../../journeys/contract_transport.h"
#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kSerial = "VDS1000001";
constexpr const char* kVirtual = "VDP0000001";

/// A user whose account has a static password, and a client whose every request and answer is held against
/// the description.
class ClientContractTest : public ServiceTest {
 protected:
  void SetUp() override {
    StartWith(R"({"accounts": [{"userID": "alice", "staticPassword": "Secret42x",
                                "emailAddress": "alice@example.com"}]})");
    auto contract = testkit::OpenApiContract::Load(AUTHTREE_SOURCE_DIR "/tests/data/onespan-openapi.yaml");
    ASSERT_TRUE(contract) << contract.error().Describe();
    const auto way = std::make_shared<const InProcessTransport>(service_, clock_);
    wire_ = std::make_shared<testing_world::ContractTransport>(way, *std::move(contract));
    const auto location = onespan::ServiceLocation::AtUrl("demo", "https://onespan.test");
    ASSERT_TRUE(location);
    auto api = onespan::RestApi::Make({.location = *location, .clock = clock_}, wire_);
    ASSERT_TRUE(api) << api.error().Describe();
    api_ = *std::move(api);
  }
  void TearDown() override {
    ASSERT_TRUE(wire_);
    EXPECT_THAT(wire_->violations(), IsEmpty());
  }

  static CallContext Call() { return CallContext(CallContext::TimePoint::max()); }
  static onespan::UserId Alice() { return {"alice", "master"}; }

  Result<onespan::UserReply> View() {
    return testkit::Drive(api_->ViewUser(Call(), onespan::ViewUserRequest(Alice())));
  }
  Result<onespan::Authenticator> Assign(const std::string& serial) {
    return testkit::Drive(
        api_->AssignAuthenticator(Call(), onespan::AssignAuthenticatorRequest(serial, Alice())));
  }
  Result<onespan::GenerateVirtualOtpReply> Generate(onespan::VirtualOtpChannel channel) {
    return testkit::Drive(api_->GenerateVirtualOtp(
        Call(), onespan::GenerateVirtualOtpRequest(kVirtual, "RO OFFLINE", channel)));
  }
  Result<onespan::ActivationMessageReply> Message(const std::string& serial) {
    return testkit::Drive(api_->GenerateActivationMessage(Call(), onespan::ActivationMessageRequest(serial)));
  }
  Result<onespan::StartRegistrationReply> Start(const std::string& device_code,
                                                std::string_view password = "Secret42x") {
    onespan::StartRegistrationRequest request(Alice(), Secret(password),
                                              Secret(std::string_view(device_code)));
    request.serial_number = kSerial;
    return testkit::Drive(api_->StartRegistration(Call(), std::move(request)));
  }
  Result<onespan::AuthenticationReply> LogIn(const Secret& otp) {
    onespan::LoginRequest request(onespan::Product::kCloud, Alice());
    request.credentials = onespan::OtpCredential(otp.Clone());
    return testkit::Drive(api_->Login(Call(), std::move(request)));
  }
  onespan::ActivationStatus Activation() {
    const auto reply =
        testkit::Drive(api_->CheckActivation(Call(), onespan::CheckActivationRequest(Alice())));
    EXPECT_TRUE(reply) << reply.error().Describe();
    return reply ? reply->status : onespan::ActivationStatus::kUnknown;
  }
  /// What the device shows for a message of the service.
  std::string Read(const Secret& message) {
    const auto reading = device_.Read(message);
    EXPECT_TRUE(reading) << reading.error().Describe();
    return reading ? reading->code : std::string();
  }

  std::shared_ptr<testing_world::ContractTransport> wire_;
  std::shared_ptr<const onespan::Api> api_;
  VirtualDigipass device_;
};

// ── Users ──

TEST_F(ClientContractTest, AnUnknownUserIsNotFound) {
  const auto reply =
      testkit::Drive(api_->ViewUser(Call(), onespan::ViewUserRequest(onespan::UserId("bob", "master"))));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kNotFound);
}

TEST_F(ClientContractTest, AUserIsCreatedOnce) {
  onespan::CreateUserRequest request(onespan::UserId("bob", "master"));
  request.static_password = Secret("Secret42x");
  request.virtual_otp_delivery = onespan::VirtualOtpDelivery::kEmail;
  onespan::CreateUserRequest again(request.user());
  ASSERT_TRUE(testkit::Drive(api_->CreateUser(Call(), std::move(request))));
  const auto reply = testkit::Drive(api_->CreateUser(Call(), std::move(again)));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kConflict);
}

TEST_F(ClientContractTest, AChangedUserHasAnotherEntityTag) {
  const auto before = View();
  ASSERT_TRUE(before);
  onespan::UpdateUserRequest request(Alice());
  request.entity_tag = before->entity_tag;
  request.virtual_otp_delivery = onespan::VirtualOtpDelivery::kSms;
  const auto changed = testkit::Drive(api_->UpdateUser(Call(), std::move(request)));
  ASSERT_TRUE(changed) << changed.error().Describe();
  EXPECT_NE(View()->entity_tag, before->entity_tag);
}

TEST_F(ClientContractTest, AUserIsGivenALicenseOfAType) {
  const auto given =
      testkit::Drive(api_->AssignUser(Call(), onespan::AssignUserRequest::AnyOfType(Alice(), "DAL10")));
  ASSERT_TRUE(given) << given.error().Describe();
  EXPECT_EQ(given->type, "DAL10");
  EXPECT_THAT(View()->authenticators, ElementsAre(given->serial_number));
}

// ── Authenticators and virtual OTPs ──

TEST_F(ClientContractTest, AuthenticatorsAreFoundByTheirType) {
  onespan::QueryAuthenticatorsRequest request;
  request.type = "VIR10";
  request.assigned = false;
  const auto found = testkit::Drive(api_->QueryAuthenticators(Call(), std::move(request)));
  ASSERT_TRUE(found) << found.error().Describe();
  ASSERT_THAT(found->authenticators, SizeIs(4));
  EXPECT_THAT(found->authenticators.front().applications, SizeIs(1));
}

TEST_F(ClientContractTest, AnAuthenticatorIsAssignedOnce) {
  ASSERT_TRUE(Assign(kVirtual));
  const auto again = Assign(kVirtual);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), ErrorCode::kConflict);
}

TEST_F(ClientContractTest, AVirtualOtpOfTheInboxLogsIn) {
  ASSERT_TRUE(Assign(kVirtual));
  const auto sent = Generate(onespan::VirtualOtpChannel::kEmail);
  ASSERT_TRUE(sent) << sent.error().Describe();
  EXPECT_FALSE(sent->otp);
  ASSERT_THAT(service_->Inbox(), SizeIs(1));
  EXPECT_TRUE(LogIn(Secret(std::string_view(service_->Inbox().front().otp))));
}

TEST_F(ClientContractTest, AVirtualOtpOfTheAnswerLogsIn) {
  ASSERT_TRUE(Assign(kVirtual));
  const auto made = Generate(onespan::VirtualOtpChannel::kResponse);
  ASSERT_TRUE(made) << made.error().Describe();
  ASSERT_TRUE(made->otp);
  EXPECT_TRUE(LogIn(*made->otp));
}

TEST_F(ClientContractTest, AnAuthenticatorOfNobodySendsNothing) {
  const auto sent = Generate(onespan::VirtualOtpChannel::kEmail);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code(), ErrorCode::kConflict);
}

// ── The administrator's activation ──

TEST_F(ClientContractTest, AnAdministratorActivatesADeviceThatLogsIn) {
  ASSERT_TRUE(Assign(kSerial));
  const auto message = Message(kSerial);
  ASSERT_TRUE(message) << message.error().Describe();
  const auto started = Start(Read(message->activation_message));
  ASSERT_TRUE(started) << started.error().Describe();
  const auto activated = testkit::Drive(api_->ActivateDevice(
      Call(), onespan::ActivateDeviceRequest(started->registration_id,
                                             Secret(std::string_view(Read(started->activation_message2))))));
  ASSERT_TRUE(activated) << activated.error().Describe();
  EXPECT_EQ(activated->serial_number, "VDS1000001-1");
  const auto otp = device_.Otp();
  ASSERT_TRUE(otp);
  EXPECT_TRUE(LogIn(*otp));
}

TEST_F(ClientContractTest, AWrongDeviceCodeOfTheAdministratorIsRefused) {
  ASSERT_TRUE(Assign(kSerial));
  const auto started = Start("0000000000");
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code(), ErrorCode::kConflict);
}

TEST_F(ClientContractTest, AVirtualAuthenticatorHasNoActivationMessage) {
  const auto message = Message(kVirtual);
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().code(), ErrorCode::kConflict);
}

TEST_F(ClientContractTest, ThreeWrongPasswordsLockTheAccountUntilItIsUnlocked) {
  ASSERT_TRUE(Assign(kSerial));
  const auto message = Message(kSerial);
  ASSERT_TRUE(message);
  const std::string code = Read(message->activation_message);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(Start(code, "wrong"));
  EXPECT_FALSE(Start(code));
  ASSERT_TRUE(service_->SetLocked("alice", "", false));
  EXPECT_TRUE(Start(code));
}

// ── Online activation ──

TEST_F(ClientContractTest, AnOnlineActivationIsPendingThenActivated) {
  EXPECT_EQ(Activation(), onespan::ActivationStatus::kUnknown);
  onespan::RegisterUserRequest request(onespan::Product::kCloud, Alice(),
                                       onespan::ActivationType::kOnlineMdl);
  const auto registered = testkit::Drive(api_->RegisterUser(Call(), std::move(request)));
  ASSERT_TRUE(registered) << registered.error().Describe();
  EXPECT_EQ(Activation(), onespan::ActivationStatus::kPending);
  const std::string offer =
      "02;alice;0;master;" + std::string(registered->activation_password->Expose()) + ";demo";
  ASSERT_TRUE(service_->ReadByApp(Secret(std::string_view(offer)), DigipassPlatform::kIos));
  EXPECT_EQ(Activation(), onespan::ActivationStatus::kActivated);
}

// ── Commands of the app ──

TEST_F(ClientContractTest, ACommandOfTheAppIsAnswered) {
  CommandRule rule;
  rule.answer = "0304";
  service_->SetCommandRules({rule});
  const auto reply =
      testkit::Drive(api_->RelayCommand(Call(), onespan::OrchestrationRequest(Secret("0102"))));
  ASSERT_TRUE(reply) << reply.error().Describe();
  EXPECT_EQ(reply->command.Expose(), "0304");
}

TEST_F(ClientContractTest, AnUnknownCommandOfTheAppIsRefused) {
  const auto reply =
      testkit::Drive(api_->RelayCommand(Call(), onespan::OrchestrationRequest(Secret("0102"))));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code(), ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace authtree::inline v0::simulator
