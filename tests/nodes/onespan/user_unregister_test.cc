#include "user_register_fixture.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Json kAdaptive{{"nodeFunction", "UserUnregister"}};
const Json kCloud{{"nodeFunction", "UserUnregister"}, {"objectType", "OCA"}};

class UserUnregisterTest : public UserRegisterFixture {};

TEST_F(UserUnregisterTest, G_09_AdaptiveFailsWithoutAFingerprint) {
  Tester tester = WithoutFingerprint(kAdaptive);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_cddc_json"));
  EXPECT_THAT(api_->unregister_user.requests(), IsEmpty());
}

TEST_F(UserUnregisterTest, HandsOnTheErrorOfTheService) {
  Tester tester = Ready(kAdaptive);
  api_->unregister_user.Fail(Error(ErrorCode::kNotFound, "No such user."));
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kNotFound));
}

TEST_F(UserUnregisterTest, NamesTheUserWithTheDomain) {
  Tester tester = Ready(kAdaptive);
  api_->unregister_user.Reply({});
  tester.Run();
  ASSERT_THAT(api_->unregister_user.requests(), SizeIs(1));
  EXPECT_EQ(api_->unregister_user.requests()[0].user().user(), "alice");
  EXPECT_EQ(api_->unregister_user.requests()[0].user().domain(), "master");
  EXPECT_EQ(api_->unregister_user.requests()[0].risk.session_id, kSession);
  EXPECT_THAT(api_->register_user.requests(), IsEmpty());
}

TEST_F(UserUnregisterTest, D_COR_11_SucceedsOnAnAnswerWithoutABody) {
  Tester tester = WithoutFingerprint(kCloud);
  api_->unregister_user.Reply({});
  EXPECT_THAT(tester.Run(), LeavesBy("Success"));
}

TEST_F(UserUnregisterTest, G_10_KeepsSessionIdAndNameOfTheUserNameKeyOnly) {
  Tester tester = Ready(kAdaptive);
  api_->unregister_user.Reply({});
  EXPECT_THAT(tester.Run().written(), ElementsAre("ostid_session_id", "ostid_username_in_shared_state"));
}

TEST_F(UserUnregisterTest, D_COR_52_SendsNoStaticPassword) {
  Json properties = kAdaptive;
  properties["optionalAttributes"] = {{"pw", "staticPassword"}, {"mail", "emailAddress"}};
  Tester tester = Ready(properties);
  tester.Transient("pw", Secret("s3cret-s3cret")).Shared("mail", Json("a@b.c"));
  api_->unregister_user.Reply({});
  tester.Run();
  ASSERT_THAT(api_->unregister_user.requests(), SizeIs(1));
  ASSERT_THAT(api_->unregister_user.requests()[0].extra, SizeIs(1));
  EXPECT_EQ(api_->unregister_user.requests()[0].extra[0].name(), "emailAddress");
}

TEST_F(UserUnregisterTest, DoesNotMindASemicolon) {
  Tester tester = Ready(kAdaptive);
  tester.Shared("username", Json("a;b"));
  api_->unregister_user.Reply({});
  EXPECT_THAT(tester.Run(), LeavesBy("Success"));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
