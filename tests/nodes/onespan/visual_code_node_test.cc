#include "visual_code_node.h"

#include "authtree/testkit/fake_onespan_api.h"

#include "step_matchers.h"

namespace authtree::inline v0::nodes {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testkit::FakeOneSpanApi;
using testkit::NodeTester;

constexpr std::string_view kImage = "data:image/png;base64,iVBORw0KGgpmYWtl";

class VisualCodeNodeTest : public testing::Test {
 protected:
  NodeTester<VisualCodeNode> Tester(const Json& properties = Json::object()) {
    NodeTester<VisualCodeNode> tester(properties, api_);
    tester.Shared("ostid_cronto_msg", Secret("30323b616263"));
    tester.Shared("ostid_event_expiry_date", Json("4102444800000"));
    return tester;
  }

  /// Where the host sends scripts.
  NodeTester<VisualCodeNode> ScriptTester(const Json& properties = Json::object()) {
    NodeTester<VisualCodeNode> tester(properties, api_, PageScripts::kSent);
    tester.Shared("ostid_cronto_msg", Secret("30323b616263"));
    tester.Shared("ostid_event_expiry_date", Json("4102444800000"));
    AnswerWithAnImage();
    return tester;
  }

  static std::string FieldOf(const Callback& hidden) {
    const std::optional<Secret> text = hidden.SecretText();
    return text ? std::string(text->Expose()) : "(none)";
  }

  void AnswerWithAnImage() {
    onespan::VisualCodeImage image;
    image.png = Secret(
        "\x89PNG\r\n\x1a\n"
        "fake");
    api_->render_visual_code.Reply(std::move(image));
  }

  std::shared_ptr<FakeOneSpanApi> api_ = std::make_shared<FakeOneSpanApi>();
};

TEST_F(VisualCodeNodeTest, FailsWithoutAMessage) {
  NodeTester<VisualCodeNode> tester(api_);
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_cronto_msg"));
  EXPECT_THAT(api_->render_visual_code.requests(), IsEmpty());
}

TEST_F(VisualCodeNodeTest, D_COR_21_FailsForAnEmptyMessage) {
  auto tester = Tester();
  tester.Shared("ostid_cronto_msg", Secret(""));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "ostid_cronto_msg"));
}

TEST_F(VisualCodeNodeTest, G_17_KeepsThePictureWhereTheRegistrationKeepsItsSecrets) {
  for (const auto& [storage, tier] :
       {std::pair("shared", Tier::kShared), std::pair("secure", Tier::kSecure)}) {
    auto tester = Tester();
    tester.Shared("ostid_secret_storage", Json(storage));
    AnswerWithAnImage();
    tester.Run();
    EXPECT_EQ(tester.TierOf("ostid_cronto"), tier);
  }
}

TEST_F(VisualCodeNodeTest, FailsWithoutACustomMessage) {
  auto tester =
      Tester({{"visualCodeMessageOption", "CustomCrontoMessage"}, {"customMessageInSharedState", "mymsg"}});
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kMissingState, "mymsg"));
}

TEST_F(VisualCodeNodeTest, FailsAndWarnsWithoutAKeyForTheCustomMessage) {
  const Json properties{{"visualCodeMessageOption", "CustomCrontoMessage"}};
  EXPECT_FALSE(FindingsOf<VisualCodeNode>(properties).empty());
  EXPECT_THAT(Tester(properties).Run(), FailsWith(ErrorCode::kMissingState));
}

TEST_F(VisualCodeNodeTest, D_COR_20_FailsWhenTheServiceHasNoImage) {
  api_->render_visual_code.Fail(Error(ErrorCode::kUnavailable, "Out of order."));
  EXPECT_THAT(Tester().Run(), FailsWith(ErrorCode::kUnavailable));
}

TEST_F(VisualCodeNodeTest, FailsWhenTheKeyOfTheImageHoldsSomethingElse) {
  auto tester = Tester();
  tester.Shared("ostid_cronto", Json(5));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInvalidInput, "ostid_cronto"));
}

TEST_F(VisualCodeNodeTest, D_SEC_14_FailsForAnExpiryThatIsNoTime) {
  auto tester = Tester();
  tester.Shared("ostid_event_expiry_date", Json("';alert(1);'"));
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInvalidInput, "ostid_event_expiry_date"));
}

TEST_F(VisualCodeNodeTest, G_22_ShowsImageExpiryAndMarkerInThisOrder) {
  AnswerWithAnImage();
  const auto result = Tester().Run();
  ASSERT_THAT(result, Asks(3));
  EXPECT_THAT(HiddenIdsOf(result.callbacks()),
              ElementsAre("ostid_cronto", "ostid_event_expiry_date", "ostid_cronto_has_rendered"));
  EXPECT_EQ(HiddenValueOf(result.callbacks()[0]), kImage);
  EXPECT_EQ(HiddenValueOf(result.callbacks()[1]), "4102444800000");
  EXPECT_EQ(HiddenValueOf(result.callbacks()[2]), "ostid_cronto_has_rendered");
}

TEST_F(VisualCodeNodeTest, D_COR_19_D_USE_05_SendsNoScriptAndTheSameEveryTime) {
  AnswerWithAnImage();
  AnswerWithAnImage();
  auto tester = Tester();
  tester.Run();
  tester.Run();
  EXPECT_THAT(tester.Run(), Asks(3));
}

TEST_F(VisualCodeNodeTest, D_SEC_14_SendsOneConstantScriptWhereHostAndJourneyAskForIt) {
  const std::string quote = "</script>'\";alert(1)";
  const auto result = ScriptTester({{"textForPleaseScan", quote}, {"cssForExpired", quote}}).Run();
  ASSERT_THAT(result, Asks(5));
  EXPECT_THAT(HiddenIdsOf(result.callbacks()),
              ElementsAre("ostid_cronto", "ostid_event_expiry_date", "ostid_cronto_has_rendered",
                          "ostid_cronto_view", ""));
  EXPECT_EQ(ScriptOf(result.callbacks()[4]), SourceText("src/browser/scripts/show_visual_code.js"));
}

TEST_F(VisualCodeNodeTest, TellsTheScriptHowToShowTheCodeAsJson) {
  const auto result = ScriptTester({{"domIdRenderVisualCode", "dialog"},
                                    {"altTextOfVisualCode", "Alt \"1\""},
                                    {"textForPleaseScan", "Scan"},
                                    {"cssForPleaseScan", "color: red"},
                                    {"textForExpired", "Late"},
                                    {"cssForExpired", ":"}})
                          .Run();
  const Result<Json> view = ParseJson(HiddenValueOf(result.callbacks().at(3)));
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(*view, (Json{{"view", "ostid_cronto_view"},
                         {"expires", "4102444800000"},
                         {"element", "dialog"},
                         {"imageId", "ostid_cronto"},
                         {"alternative", "Alt \"1\""},
                         {"scan", {{"text", "Scan"}, {"css", "color: red"}}},
                         {"expired", {{"text", "Late"}, {"css", ":"}}}}));
}

// AM's pages show their scripts what is in the fields, and no values.
TEST_F(VisualCodeNodeTest, D_USE_05_PutsImageAndSettingsIntoTheFieldsForScripts) {
  const auto result = ScriptTester().Run();
  ASSERT_THAT(result, Asks(5));
  EXPECT_EQ(FieldOf(result.callbacks()[0]), kImage);
  EXPECT_EQ(FieldOf(result.callbacks()[2]), "ostid_cronto_has_rendered");
  EXPECT_EQ(FieldOf(result.callbacks()[3]), HiddenValueOf(result.callbacks()[3]));
}

TEST_F(VisualCodeNodeTest, LeavesTheFieldsAloneWithoutScripts) {
  AnswerWithAnImage();
  EXPECT_EQ(FieldOf(Tester().Run().callbacks().at(0)), "ostid_cronto");
}

TEST_F(VisualCodeNodeTest, D_SEC_14_SendsNoScriptWithoutTheJourneysWish) {
  auto tester = ScriptTester({{"renderVisualCodeInCallback", false}});
  EXPECT_THAT(tester.Run(), Asks(3));
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_cronto_in_page"), std::nullopt);
}

TEST_F(VisualCodeNodeTest, D_COR_19_SendsTheScriptOnEveryVisit) {
  auto tester = ScriptTester();
  AnswerWithAnImage();
  tester.Run();
  EXPECT_THAT(tester.Answer(2, "true").Run(), LeavesBy("Next"));
  EXPECT_THAT(tester.Run(), Asks(5));
}

TEST_F(VisualCodeNodeTest, NotesThatAScriptShowsTheCode) {
  auto tester = ScriptTester();
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_cronto_in_page"), std::nullopt);
  tester.Answer(2, "true").Run();
  EXPECT_EQ(tester.Text("ostid_cronto_in_page"), "true");
}

TEST_F(VisualCodeNodeTest, IsRefusedWhenTheImageHasTheIdOfTheSettings) {
  const Json properties{{"visualCodeHiddenValueId", "ostid_cronto_view"}};
  EXPECT_THROW(ScriptTester(properties), std::invalid_argument);
  EXPECT_NO_THROW(Tester(properties));
}

TEST_F(VisualCodeNodeTest, SaysThatACodeWithoutExpiryLastsAMinute) {
  NodeTester<VisualCodeNode> tester(api_);
  tester.Shared("ostid_cronto_msg", Secret("30"));
  AnswerWithAnImage();
  EXPECT_EQ(HiddenValueOf(tester.Run().callbacks().at(1)), "1767225660000");
  EXPECT_EQ(tester.Text("ostid_event_expiry_date"), std::nullopt);
}

TEST_F(VisualCodeNodeTest, TakesAnExpiryThatAScriptKeptAsANumber) {
  auto tester = Tester();
  tester.Shared("ostid_event_expiry_date", Json(1767225660000));
  AnswerWithAnImage();
  EXPECT_EQ(HiddenValueOf(tester.Run().callbacks().at(1)), "1767225660000");
}

TEST_F(VisualCodeNodeTest, G_23_SendsHexAsHex) {
  AnswerWithAnImage();
  Tester().Run();
  ASSERT_THAT(api_->render_visual_code.requests(), SizeIs(1));
  EXPECT_EQ(api_->render_visual_code.requests()[0].message().Expose(), "30323b616263");
  EXPECT_EQ(api_->render_visual_code.requests()[0].encoding(), onespan::MessageEncoding::kHexString);
}

TEST_F(VisualCodeNodeTest, SendsOtherMessagesAsTheTextTheyAre) {
  auto tester = Tester();
  tester.Shared("ostid_cronto_msg", Secret("02;a;0"));
  AnswerWithAnImage();
  tester.Run();
  EXPECT_EQ(api_->render_visual_code.requests().at(0).encoding(), onespan::MessageEncoding::kClearText);
}

TEST_F(VisualCodeNodeTest, TakesACustomMessage) {
  auto tester =
      Tester({{"visualCodeMessageOption", "CustomCrontoMessage"}, {"customMessageInSharedState", "mymsg"}});
  tester.Shared("mymsg", Json("abcd"));
  AnswerWithAnImage();
  tester.Run();
  EXPECT_EQ(api_->render_visual_code.requests().at(0).message().Expose(), "abcd");
}

TEST_F(VisualCodeNodeTest, D_COR_45_AsksForAQrCodeByItsName) {
  AnswerWithAnImage();
  Tester({{"visualCodeType", "QR"}}).Run();
  EXPECT_EQ(api_->render_visual_code.requests().at(0).format(), onespan::VisualCodeFormat::kQrCode);
}

TEST_F(VisualCodeNodeTest, D_COR_53_AsksForTheConfiguredSize) {
  AnswerWithAnImage();
  Tester({{"sizeOfVisualCode", 350}}).Run();
  EXPECT_EQ(api_->render_visual_code.requests().at(0).image_size(), 350);
}

TEST_F(VisualCodeNodeTest, IsRefusedWithASizeTheServiceDoesNotDraw) {
  EXPECT_TRUE(FindingsOf<VisualCodeNode>(Json{{"sizeOfVisualCode", 34}}).has_errors());
  EXPECT_TRUE(FindingsOf<VisualCodeNode>(Json{{"sizeOfVisualCode", 701}}).has_errors());
}

TEST_F(VisualCodeNodeTest, IsRefusedWhenTheImageHasTheIdOfAnotherValue) {
  EXPECT_TRUE(FindingsOf<VisualCodeNode>(Json{{"visualCodeHiddenValueId", ""}}).has_errors());
  EXPECT_TRUE(
      FindingsOf<VisualCodeNode>(Json{{"visualCodeHiddenValueId", "ostid_event_expiry_date"}}).has_errors());
}

TEST_F(VisualCodeNodeTest, KeepsTheImageAsASecretWhileItIsShown) {
  auto tester = Tester();
  AnswerWithAnImage();
  tester.Run();
  EXPECT_EQ(tester.Text("ostid_cronto"), kImage);
  EXPECT_TRUE(tester.IsSecret("ostid_cronto"));
  EXPECT_EQ(tester.TierOf("ostid_cronto"), Tier::kShared);
}

TEST_F(VisualCodeNodeTest, ShowsAnImageThatIsThereWithoutACall) {
  auto tester = Tester();
  tester.Shared("ostid_cronto", Json("data:image/png;base64,AAAA"));
  EXPECT_EQ(HiddenValueOf(tester.Run().callbacks().at(0)), "data:image/png;base64,AAAA");
  EXPECT_THAT(api_->render_visual_code.requests(), IsEmpty());
}

TEST_F(VisualCodeNodeTest, D_PERF_04_RemovesTheImageOnceItWasShown) {
  auto tester = Tester();
  AnswerWithAnImage();
  tester.Run();
  const auto result = tester.Answer(2, "true").Run();
  EXPECT_THAT(result, LeavesBy("Next"));
  EXPECT_THAT(result.removed(), ElementsAre("ostid_cronto"));
}

TEST_F(VisualCodeNodeTest, GoesOnWhateverTheMarkerHolds) {
  auto tester = Tester();
  AnswerWithAnImage();
  tester.Run();
  EXPECT_THAT(tester.Run(), LeavesBy("Next"));
}

}  // namespace
}  // namespace authtree::inline v0::nodes
