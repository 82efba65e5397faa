#include "authtree/core/encoding.h"
#include "authtree/simulator/visual_code_image.h"

#include "png_image.h"
#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

class RenderOperationTest : public ServiceTest {
 protected:
  Reply Get(const std::string& query) {
    return Send(http::Method::kGet, "/v1/visualcodes/render" + query, {}, {});
  }
  Reply Render(const Json& body, std::string_view accept = {}) {
    return Send(http::Method::kPost, "/v1/visualcodes/render", body.dump(), "application/json", accept);
  }
  static int Side(const Reply& reply) {
    const auto picture = PngImage::Decode(reply.text);
    return picture ? picture->width() : 0;
  }
  static std::string Read(const Reply& reply) { return DecodeVisualCode(reply.text).value_or("(nothing)"); }
};

TEST_F(RenderOperationTest, GetDrawsTheBytesOfTheMessage) {
  const Reply reply = Get("?message=00FF4a");
  EXPECT_THAT(reply, HasStatus(200));
  EXPECT_EQ(reply.media_type, "image/png");
  EXPECT_EQ(Side(reply), 175);
  EXPECT_EQ(Read(reply), std::string("\0\xFFJ", 3));
  EXPECT_EQ(Side(Get("?message=00&format=QRCODE&imageSize=200")), 200);
  EXPECT_EQ(Side(Get("?message=00&format=CRONTO&imageSize=200")), 175);
}

TEST_F(RenderOperationTest, GetRefusesWhatTheSchemaRefuses) {
  EXPECT_THAT(Get("").FindingFields(), ElementsAre("message"));
  for (const char* message : {"", "0", "000", "0g", "hello world"}) {
    EXPECT_THAT(
        Get("?message=" + std::string(message == std::string("hello world") ? "hello%20world" : message))
            .FindingFields(),
        ElementsAre("message"))
        << message;
  }
  EXPECT_THAT(Get("?message=0&format=PDF417&imageSize=34").FindingFields(),
              UnorderedElementsAre("message", "format", "imageSize"));
  EXPECT_THAT(Get("?message=00&imageSize=701"), HasStatus(400));
  EXPECT_THAT(Get("?message=00&imageSize=big"), HasStatus(400));
  EXPECT_THAT(Get("?message=%zz"), HasStatus(400));
  EXPECT_THAT(Get("?message=00&imageSize=35"), HasStatus(200));
  EXPECT_THAT(Get("?message=00&imageSize=700"), HasStatus(200));
}

TEST_F(RenderOperationTest, PostTakesCharactersUnlessToldTheyAreDigits) {
  EXPECT_EQ(Read(Render({{"message", "4869"}})), "4869");
  EXPECT_EQ(Read(Render({{"message", "4869"}, {"type", "CLEARTEXT"}})), "4869");
  EXPECT_EQ(Read(Render({{"message", "4869"}, {"type", "HEXSTRING"}})), "Hi");
  EXPECT_EQ(Read(Render({{"message", "\xC3\xBC"}, {"format", "QRCODE"}})), "\xC3\xBC");
}

TEST_F(RenderOperationTest, PostRefusesWhatTheSchemaRefuses) {
  EXPECT_THAT(Render(Json::object()).FindingFields(), ElementsAre("message"));
  EXPECT_THAT(
      Render({{"message", ""}, {"type", "BASE64"}, {"format", "X"}, {"imageSize", 701}}).FindingFields(),
      UnorderedElementsAre("message", "type", "format", "imageSize"));
  EXPECT_THAT(Render({{"message", "123"}, {"type", "HEXSTRING"}}).FindingFields(), ElementsAre("message"));
  EXPECT_THAT(Render({{"message", "12"}, {"imageSize", "200"}}), HasStatus(200));
}

TEST_F(RenderOperationTest, LongMessagesAreRefused) {
  const auto hex = [](std::size_t bytes) {
    return Json({{"message", std::string(bytes * 2, 'A')}, {"type", "HEXSTRING"}, {"imageSize", 700}});
  };
  EXPECT_THAT(Render(hex(535)), HasStatus(200));
  EXPECT_THAT(Render(hex(536)), HasStatus(400));
  Json qr = hex(2101);
  qr["format"] = "QRCODE";
  EXPECT_THAT(Render(qr), HasStatus(200));
  qr = hex(2102);
  qr["format"] = "QRCODE";
  EXPECT_THAT(Render(qr).FindingFields(), ElementsAre("message"));
  EXPECT_THAT(Get("?format=QRCODE&message=" + std::string(4204, 'A')), HasStatus(400));
}

TEST_F(RenderOperationTest, QrIsUnderstoodUnlessStrict) {
  EXPECT_EQ(Side(Get("?message=00&format=QR&imageSize=200")), 200);
  EXPECT_EQ(Side(Render({{"message", "00"}, {"format", "QR"}, {"imageSize", 200}})), 200);
  StartWith(R"({"rules": {"strictPayloads": true}})");
  EXPECT_THAT(Get("?message=00&format=QR").FindingFields(), ElementsAre("format"));
  EXPECT_THAT(Render({{"message", "00"}, {"format", "QR"}}).FindingFields(), ElementsAre("format"));
  EXPECT_THAT(Get("?message=00&more=1").FindingFields(), ElementsAre("more"));
}

TEST_F(RenderOperationTest, TheAcceptHeaderDecidesTheKindOfAnswer) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "image/png"},
      {"*/*", "image/png"},
      {"image/*", "image/png"},
      {"image/png", "image/png"},
      {"application/json", "application/json"},
      {"Application/JSON;q=0.9, image/png;q=0.1", "application/json"},
      {"image/jpeg, image/png;q=0.5", "image/png"},
      {"text/html,application/json", "application/json"},
  };
  for (const auto& [accept, type] : cases) {
    const Reply reply = Render({{"message", "x"}}, accept);
    EXPECT_THAT(reply, HasStatus(200)) << accept;
    EXPECT_EQ(reply.media_type, type) << accept;
  }
}

TEST_F(RenderOperationTest, JsonHoldsADataUri) {
  const Reply reply = Render({{"message", "x"}}, "application/json");
  const std::string uri = reply.Text("image");
  ASSERT_THAT(uri, StartsWith("data:image/png;base64,"));
  const auto png =
      Base64Decode(std::string_view(uri).substr(std::string_view("data:image/png;base64,").size()));
  ASSERT_TRUE(png);
  EXPECT_EQ(DecodeVisualCode(*png).value_or(""), "x");
}

TEST_F(RenderOperationTest, JpegAloneCannotBeAnswered) {
  for (const char* accept : {"image/jpeg", "text/html", "image/png;q=0"}) {
    const Reply reply = Render({{"message", "x"}}, accept);
    EXPECT_THAT(reply, HasStatus(406)) << accept;
    EXPECT_EQ(reply.Text("error"), "Not Acceptable");
  }
}

}  // namespace
}  // namespace authtree::inline v0::simulator
