#include "authtree/simulator/digipass_holder.h"

#include "authtree/core/encoding.h"
#include "authtree/simulator/visual_code_image.h"

#include "authentication_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

class DigipassHolderTest : public AuthenticationTest {
 protected:
  void SetUp() override {
    AuthenticationTest::SetUp();
    holder_.emplace(std::move(device_), "VDS1000001");
  }

  static std::string Qr(std::string_view bytes) {
    return RenderVisualCode(VisualCodeFormat::kQrCode, bytes, 300).value_or(std::string());
  }
  [[nodiscard]] std::string Answer(std::string_view prompt) {
    const std::optional<Secret> answer = holder_->AnswerTo(prompt);
    return answer ? std::string(answer->Expose()) : "nothing";
  }
  [[nodiscard]] Reply Challenge() {
    return Post("/v1/users/alice@master/generate-challenge", {{"length", 6}});
  }

  std::optional<DigipassHolder> holder_;
};

TEST_F(DigipassHolderTest, HasNoAnswerToWhatIsNotOnTheDevice) {
  EXPECT_EQ(Answer("User Name"), "nothing");
  EXPECT_EQ(Answer("deviceCode"), "nothing");
  EXPECT_EQ(Answer("response"), "nothing");
}

TEST_F(DigipassHolderTest, ADeviceThatIsNotActiveHasNoOneTimePassword) {
  DigipassHolder fresh(VirtualDigipass(), "");
  EXPECT_FALSE(fresh.AnswerTo("OTP"));
  EXPECT_FALSE(fresh.AnswerTo("serialNumber"));
  EXPECT_FALSE(fresh.LastCode());
}

TEST_F(DigipassHolderTest, PromptsAreToldApartWithoutCaseAndPunctuation) {
  EXPECT_EQ(Answer("serialNumber"), "VDS1000001");
  EXPECT_EQ(Answer("Serial number:"), "VDS1000001");
}

TEST_F(DigipassHolderTest, OneTimePasswordsLogIn) {
  EXPECT_THAT(LoginWithOtp(Answer("OTP")), IsAt("accepted"));
  EXPECT_THAT(LoginWithOtp(Answer("OTP")), IsAt("accepted"));
}

TEST_F(DigipassHolderTest, AnswersTheChallengeInAPicture) {
  const Reply challenge = Challenge();
  const Result<DigipassHolder::Sight> sight = holder_->Look(Qr(challenge.Text("challenge")));
  ASSERT_TRUE(sight) << sight.error().Describe();
  EXPECT_FALSE(sight->reading);
  EXPECT_EQ(sight->challenge, challenge.Text("challenge"));
  EXPECT_THAT(LoginWithOtp(Answer("OTP"), {{"requestID", challenge.Text("requestID")}}), IsAt("accepted"));
}

TEST_F(DigipassHolderTest, AChallengeIsForgottenWithTheNextPicture) {
  ASSERT_TRUE(holder_->Look(Qr("123456")));
  EXPECT_FALSE(holder_->Look(Qr("https://example.org")));
  EXPECT_EQ(Answer("response"), "nothing");
}

TEST_F(DigipassHolderTest, TellsWhatAnOnlineActivationOffersToWhom) {
  const Result<DigipassHolder::Sight> sight = holder_->Look(Qr("02;bob;0;master;code;demo"));
  ASSERT_TRUE(sight) << sight.error().Describe();
  ASSERT_TRUE(sight->offer);
  EXPECT_EQ(sight->offer->Expose(), "02;bob;0;master;code;demo");
  EXPECT_TRUE(holder_->OfferTo("bob"));
  EXPECT_FALSE(holder_->OfferTo("bo"));
}

TEST_F(DigipassHolderTest, ShowsTheLastCodeOnceMore) {
  const std::string otp = Answer("OTP");
  ASSERT_TRUE(holder_->LastCode());
  EXPECT_EQ(holder_->LastCode()->Expose(), otp);
}

TEST(PngOfDataUri, GivesTheBytesOfThePicture) {
  EXPECT_EQ(PngOfDataUri("data:image/png;base64," + Base64Encode("bytes")), "bytes");
}

TEST(PngOfDataUri, GivesNothingForWhatIsNoPicture) {
  for (const std::string_view text :
       {"", "iVBORw0KGgo=", "data:image/png;base64,%%%", "data:image/svg+xml;base64,AAAA"}) {
    EXPECT_EQ(PngOfDataUri(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace authtree::inline v0::simulator
