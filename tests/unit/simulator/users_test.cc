#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kAlice = "/v1/users/alice@master";

class UsersTest : public ServiceTest {
 protected:
  Reply Create(const Json& more = Json::object(), const std::string& path = kAlice) {
    return Send(http::Method::kPut, path, more.dump());
  }
  Reply Change(const Json& more) { return Send(http::Method::kPatch, kAlice, more.dump()); }
  Reply Assign(const Json& authenticator) {
    return Post(std::string(kAlice) + "/assign", {{"authenticator", authenticator}});
  }
};

TEST_F(UsersTest, AnUnknownUserIsNotFound) {
  EXPECT_THAT(Get(kAlice), HasStatus(404));
  EXPECT_THAT(Change(Json::object()), HasStatus(404));
  EXPECT_THAT(Assign({{"digipassType", "DAL10"}}), HasStatus(404));
}

TEST_F(UsersTest, TheAdministratorIsOutOfReach) {
  StartWith(R"({"accounts": [{"userID": "alice", "administrator": true}]})");
  EXPECT_THAT(Get(kAlice), HasStatus(403));
  EXPECT_THAT(Create(), HasStatus(403));
  EXPECT_THAT(Change(Json::object()), HasStatus(403));
  EXPECT_THAT(Assign({{"digipassType", "DAL10"}}), HasStatus(403));
}

TEST_F(UsersTest, AUserIsCreatedOnce) {
  EXPECT_THAT(Create(), HasStatus(201));
  EXPECT_THAT(Create(), HasStatus(409));
}

TEST_F(UsersTest, InputsAreChecked) {
  const Reply reply =
      Create({{"staticPassword", "short"}, {"enabled", "maybe"}, {"vdpDeliveryMethod", "Pigeon"}},
             "/v1/users/alice");
  EXPECT_THAT(reply, HasStatus(400));
  EXPECT_THAT(reply.FindingFields(), ::testing::UnorderedElementsAre("userID@domain", "staticPassword",
                                                                     "enabled", "vdpDeliveryMethod"));
  EXPECT_THAT(reply.text, Not(HasSubstr("Pigeon")));
}

TEST_F(UsersTest, AReadUserIsWhatWasCreatedWithoutThePassword) {
  ASSERT_THAT(Create({{"staticPassword", "Secret42x"},
                      {"emailAddress", "a@example.com"},
                      {"vdpDeliveryMethod", "SMS"},
                      {"locked", true}}),
              HasStatus(201));
  const Reply reply = Get(kAlice);
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.Text("userID"), "alice");
  EXPECT_EQ(reply.Text("created"), "2025-01-31T09:15:00Z");
  EXPECT_EQ(reply.Text("emailAddress"), "a@example.com");
  EXPECT_EQ(reply.Text("vdpDeliveryMethod"), "SMS");
  EXPECT_EQ(reply.body["isPasswordSet"], true);
  EXPECT_EQ(reply.body["locked"], true);
  EXPECT_THAT(reply.body["authenticators"], IsEmpty());
  EXPECT_THAT(reply.text, Not(HasSubstr("Secret42x")));
}

TEST_F(UsersTest, AChangeOfAnOldVersionIsRefused) {
  ASSERT_THAT(Create(), HasStatus(201));
  const std::string tag = Get(kAlice).entity_tag;
  ASSERT_THAT(SendIf(tag, http::Method::kPatch, kAlice, {{"displayName", "A"}}), HasStatus(200));
  EXPECT_THAT(SendIf(tag, http::Method::kPatch, kAlice, {{"displayName", "B"}}), HasStatus(412));
  EXPECT_EQ(Get(kAlice).Text("displayName"), "A");
}

TEST_F(UsersTest, AChangeKeepsWhatItDoesNotName) {
  ASSERT_THAT(Create({{"emailAddress", "a@example.com"}, {"enabled", false}}), HasStatus(201));
  const Reply reply =
      Change({{"phoneNumber", "+32 2"}, {"policyOverrides", {{"maxDaysBetweenAuthentications", 7}}}});
  EXPECT_EQ(reply.Text("emailAddress"), "a@example.com");
  EXPECT_EQ(reply.Text("phoneNumber"), "+32 2");
  EXPECT_EQ(reply.body["enabled"], false);
  EXPECT_EQ(reply.body["policyOverrides"]["maxDaysBetweenAuthentications"], 7);
}

TEST_F(UsersTest, APasswordThatWasChangedCounts) {
  for (const char* member : {"staticPassword", "newStaticPassword"}) {
    Start(ServiceConfig());
    ASSERT_THAT(Create({{"staticPassword", "Secret42x"}}), HasStatus(201));
    ASSERT_THAT(Change({{member, "Another42"}}), HasStatus(200));
    EXPECT_THAT(Register({{"staticPassword", "Secret42x"}}), HasStatus(409)) << member;
    EXPECT_THAT(Register({{"staticPassword", "Another42"}}), HasStatus(200)) << member;
  }
}

TEST_F(UsersTest, ADisabledUserCannotLogInUntilEnabled) {
  ASSERT_THAT(Create({{"staticPassword", "Secret42x"}, {"enabled", false}}), HasStatus(201));
  const Json login = {{"objectType", "LoginInput"}, {"credentials", {{"passKey", "votp"}}}};
  EXPECT_THAT(Post(std::string(kAlice) + "/login", login), HasStatus(409));
  ASSERT_THAT(Change({{"enabled", true}}), HasStatus(200));
  EXPECT_THAT(Post(std::string(kAlice) + "/login", login), HasStatus(200));
}

TEST_F(UsersTest, ALicenseThatIsTakenOrUnknownIsRefused) {
  ASSERT_THAT(Create(), HasStatus(201));
  ASSERT_THAT(Register({{"userID", "bob"}, {"serialNumber", "VDS1000001"}}), HasStatus(200));
  EXPECT_THAT(Assign({{"serialNumber", "VDS1000001"}}), HasStatus(409));
  EXPECT_THAT(Assign({{"serialNumber", "VDS9999999"}}), HasStatus(409));
  EXPECT_THAT(Assign({{"digipassType", "XXX10"}}), HasStatus(409));
  EXPECT_THAT(Assign({{"serialNumber", "VDS1000002"}, {"digipassType", "DAL10"}}), HasStatus(400));
}

TEST_F(UsersTest, AnotherLicenseThanAllowedIsRefused) {
  ASSERT_THAT(Create(), HasStatus(201));
  ASSERT_THAT(Assign({{"digipassType", "DAL10"}}), HasStatus(200));
  const Reply reply = Assign({{"digipassType", "DAL10"}});
  EXPECT_THAT(reply, HasStatus(409));
  EXPECT_EQ(reply.Text("message"), "The authenticator limit has been reached.");
}

TEST_F(UsersTest, AnAssignedLicenseIsTheUsers) {
  ASSERT_THAT(Create(), HasStatus(201));
  const Reply reply = Assign({{"serialNumber", "VDS1000001"}});
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.Text("assignedUserID"), "alice");
  EXPECT_THAT(Get(kAlice).body["authenticators"], ElementsAre("VDS1000001"));
}

TEST_F(UsersTest, InstancesAreListedOnceTheyAreActive) {
  const Reply registered = Register({{"serialNumber", "VDS1000001"}});
  VirtualDigipass device;
  const Reply added =
      AddDevice(registered.Text("registrationID"), Scan(device, registered.Text("activationPassword")));
  EXPECT_THAT(Get(kAlice).body["authenticators"], ElementsAre("VDS1000001"));
  ASSERT_THAT(Activate(registered.Text("registrationID"), Scan(device, added.Text("activationMessage2"))),
              HasStatus(200));
  EXPECT_THAT(Get(kAlice).body["authenticators"], ElementsAre("VDS1000001", "VDS1000001-1"));
}

TEST_F(UsersTest, ThePathOfARegistrationNamesNoUser) {
  const Reply reply = Get("/v1/users/register");
  EXPECT_THAT(reply, HasStatus(405));
  EXPECT_EQ(reply.allow, "POST");
}

}  // namespace
}  // namespace authtree::inline v0::simulator
