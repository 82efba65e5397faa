#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr const char* kQuery = "/v1/authenticators";
constexpr const char* kVirtual = "/v1/authenticators/VDP0000001";

class AuthenticatorsTest : public ServiceTest {
 protected:
  void SetUp() override {
    ASSERT_THAT(Send(http::Method::kPut, "/v1/users/alice@master", R"({"emailAddress": "a@example.com"})"),
                HasStatus(201));
  }
  std::vector<std::string> Serials(const std::string& query) {
    const Reply reply = Get(std::string(kQuery) + query);
    EXPECT_THAT(reply, HasStatus(200));
    std::vector<std::string> serials;
    for (const Json& row : reply.body.value("authenticators", Json::array()))
      serials.push_back(StringMember(row, "serialNumber"));
    return serials;
  }
  Reply Assign(const std::string& user = "alice", const std::string& path = kVirtual) {
    return Post(path + "/assign", {{"userID", user}, {"domain", "master"}});
  }
  Reply Generate(const Json& more, const std::string& path = kVirtual,
                 const std::string& application = "RO%20OFFLINE") {
    return Post(path + "/applications/" + application + "/generate-votp", more);
  }
  Reply LogIn(const std::string& otp) {
    return Post("/v1/users/alice@master/login",
                {{"objectType", "LoginInput"}, {"credentials", {{"authenticator", {{"OTP", otp}}}}}});
  }
};

TEST_F(AuthenticatorsTest, ParametersAreChecked) {
  const Reply reply =
      Get(std::string(kQuery) + "?type=VIR&assigned=perhaps&offset=-1&limit=101&serialNumber=VDP00000010000");
  EXPECT_THAT(reply, HasStatus(400));
  EXPECT_THAT(reply.FindingFields(),
              UnorderedElementsAre("type", "assigned", "offset", "limit", "serialNumber"));
  EXPECT_THAT(Get(std::string(kQuery) + "?limit=0"), HasStatus(400));
  EXPECT_THAT(Get(std::string(kQuery) + "?type=%zz"), HasStatus(400));
}

TEST_F(AuthenticatorsTest, UnknownParametersAreRefusedWhenStrict) {
  EXPECT_THAT(Get(std::string(kQuery) + "?x=1"), HasStatus(200));
  StartWith(R"({"rules": {"strictPayloads": true}})");
  EXPECT_THAT(Get(std::string(kQuery) + "?x=1"), HasStatus(400));
}

TEST_F(AuthenticatorsTest, FiltersLeaveOutWhatDoesNotFit) {
  ASSERT_THAT(Assign(), HasStatus(200));
  EXPECT_THAT(Serials("?type=VIR10&assigned=true"), ElementsAre("VDP0000001"));
  EXPECT_THAT(Serials("?type=VIR10&assigned=false"), ElementsAre("VDP0000002", "VDP0000003", "VDP0000004"));
  EXPECT_THAT(Serials("?type=VIR10&domain=elsewhere"), IsEmpty());
  EXPECT_THAT(Serials("?serialNumber=VDP0000002&domain=master"), ElementsAre("VDP0000002"));
  EXPECT_THAT(Serials("?serialNumber=vdp0000002"), IsEmpty());
}

TEST_F(AuthenticatorsTest, AnAsteriskStandsForAnyCharacters) {
  EXPECT_THAT(Serials("?serialNumber=VDS2*4"), ElementsAre("VDS2000004"));
  EXPECT_THAT(Serials("?serialNumber=*&limit=100"), SizeIs(18));
  EXPECT_THAT(Serials("?serialNumber=VDP*9"), IsEmpty());
}

TEST_F(AuthenticatorsTest, PagesFollowEachOtherBySerial) {
  const Reply page = Get(std::string(kQuery) + "?type=VIR10&offset=1&limit=2");
  EXPECT_EQ(page.body["total"], 4);
  EXPECT_EQ(page.body["count"], 2);
  EXPECT_EQ(page.body["offset"], 1);
  EXPECT_EQ(page.body["limit"], 2);
  EXPECT_THAT(Serials("?type=VIR10&offset=1&limit=2"), ElementsAre("VDP0000002", "VDP0000003"));
  EXPECT_THAT(Serials("?type=VIR10&offset=4"), IsEmpty());
  EXPECT_THAT(Serials("?type=VIR10&offset=2147483647&limit=100"), IsEmpty());
}

TEST_F(AuthenticatorsTest, ActiveInstancesAreAuthenticators) {
  DigipassConfig phone;
  phone.platform = DigipassPlatform::kAndroid;
  VirtualDigipass device(phone);
  ASSERT_THAT(Walk(device, {{"serialNumber", "VDS1000001"}, {"authenticatorDescription", "phone"}}),
              HasStatus(200));
  EXPECT_THAT(Serials("?type=TYP07&description=ph*"), ElementsAre("VDS1000001-1"));
  EXPECT_THAT(Serials("?serialNumber=VDS1000001*"), ElementsAre("VDS1000001", "VDS1000001-1"));
}

TEST_F(AuthenticatorsTest, AssigningFailsWithoutAnAuthenticatorOrUser) {
  EXPECT_THAT(Assign("alice", "/v1/authenticators/VDP9999999"), HasStatus(404));
  EXPECT_THAT(Assign("nobody"), HasStatus(409));
  EXPECT_THAT(Assign("alice", "/v1/authenticators/vdp"), HasStatus(400));
  EXPECT_THAT(Post(std::string(kVirtual) + "/assign", {{"userID", "alice"}}), HasStatus(400));
}

TEST_F(AuthenticatorsTest, AnAuthenticatorIsAssignedOnce) {
  ASSERT_THAT(Register({{"userID", "bob"}}), HasStatus(200));
  ASSERT_THAT(Assign(), HasStatus(200));
  EXPECT_THAT(Assign("bob"), HasStatus(409));
}

TEST_F(AuthenticatorsTest, AssigningAnOldVersionIsRefused) {
  EXPECT_THAT(SendIf("\"99\"", http::Method::kPost, std::string(kVirtual) + "/assign",
                     {{"userID", "alice"}, {"domain", "master"}}),
              HasStatus(412));
  EXPECT_THAT(SendIf("\"1\"", http::Method::kPost, std::string(kVirtual) + "/assign",
                     {{"userID", "alice"}, {"domain", "master"}}),
              HasStatus(200));
}

TEST_F(AuthenticatorsTest, OnlyAnAssignedVirtualOneSendsCodes) {
  const Json email = {{"deliveryMethod", "Email"}};
  EXPECT_THAT(Generate(email, "/v1/authenticators/VDP9999999"), HasStatus(404));
  EXPECT_THAT(Generate(email), HasStatus(409));
  EXPECT_THAT(Generate(email, "/v1/authenticators/VDS1000001"), HasStatus(409));
  ASSERT_THAT(Assign(), HasStatus(200));
  EXPECT_THAT(Generate(email, kVirtual, "PASSWORD"), HasStatus(409));
  EXPECT_THAT(Generate({{"deliveryMethod", "Voice"}}), HasStatus(400));
  EXPECT_THAT(service_->Inbox(), IsEmpty());
}

TEST_F(AuthenticatorsTest, TheCodeGoesWhereTheRequestOrTheAccountSays) {
  ASSERT_THAT(Assign(), HasStatus(200));
  const Reply sent = Generate({{"deliveryMethod", "Email"}});
  EXPECT_THAT(sent, HasStatus(204));
  EXPECT_EQ(sent.text, "");
  ASSERT_THAT(Generate({{"deliveryMethod", "SMS"}, {"mobilePhoneNumber", "+32 1"}}), HasStatus(204));
  const auto inbox = service_->Inbox();
  ASSERT_THAT(inbox, SizeIs(2));
  EXPECT_EQ(inbox[0].channel, "Email");
  EXPECT_EQ(inbox[0].address, "a@example.com");
  EXPECT_EQ(inbox[1].channel, "SMS");
  EXPECT_EQ(inbox[1].address, "+32 1");
}

TEST_F(AuthenticatorsTest, ACodeInTheAnswerIsNotInTheInbox) {
  ASSERT_THAT(Assign(), HasStatus(200));
  const Reply reply = Generate({{"deliveryMethod", "Response"}});
  EXPECT_THAT(reply, HasStatus(200));
  EXPECT_THAT(reply.Text("otp"), SizeIs(6));
  EXPECT_THAT(service_->Inbox(), IsEmpty());
}

TEST_F(AuthenticatorsTest, OnlyTheLastCodeLogsInAndOnce) {
  ASSERT_THAT(Assign(), HasStatus(200));
  const std::string first = Generate({{"deliveryMethod", "Response"}}).Text("otp");
  std::string second = Generate({{"deliveryMethod", "Response"}}).Text("otp");
  while (second == first) second = Generate({{"deliveryMethod", "Response"}}).Text("otp");
  EXPECT_THAT(LogIn(first), HasStatus(409));
  EXPECT_THAT(LogIn(second), HasStatus(200));
  EXPECT_THAT(LogIn(second), HasStatus(409));
}

TEST_F(AuthenticatorsTest, ACodeDiesWithItsLifeAndItsOwner) {
  ASSERT_THAT(Assign(), HasStatus(200));
  const std::string otp = Generate({{"deliveryMethod", "Response"}}).Text("otp");
  clock_->Advance(std::chrono::seconds(300));
  EXPECT_THAT(LogIn(otp), HasStatus(409));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
