#include <string>

#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

#include "rest_api_fixture.h"

namespace authtree::inline v0::onespan {
namespace {

class RenderVisualCodeTest : public RestApiTest {
 protected:
  Result<VisualCodeImage> Render(std::string_view message,
                                 MessageEncoding encoding = MessageEncoding::kHexString,
                                 VisualCodeFormat format = VisualCodeFormat::kCronto, int size = 210) {
    return testkit::Drive(
        api_->RenderVisualCode(Call(), RenderVisualCodeRequest(Secret(message), encoding, format, size)));
  }
  void UseGet() {
    auto options = Options();
    options.render_method = RenderMethod::kGet;
    Configure(std::move(options));
  }
};

TEST_F(RenderVisualCodeTest, PostsHexAsBytes) {
  ReplyPng();
  ASSERT_TRUE(Render("4d5347").has_value());
  EXPECT_EQ(LastBody(),
            (Json{{"message", "4d5347"}, {"type", "HEXSTRING"}, {"format", "CRONTO"}, {"imageSize", 210}}));
  EXPECT_EQ(LastRequest().target, "/v1/visualcodes/render");
  EXPECT_EQ(LastRequest().headers.Find("Accept"), "image/png");
  EXPECT_EQ(LastRequest().headers.Find("Content-Type"), "application/json");
  EXPECT_EQ(LastRequest().resend, http::Resend::kSafe);
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RenderVisualCodeTest, PostsClearText) {
  ReplyPng();
  ASSERT_TRUE(Render("Hé \"x\"", MessageEncoding::kClearText, VisualCodeFormat::kQrCode, 175).has_value());
  EXPECT_EQ(LastBody(),
            (Json{{"message", "Hé \"x\""}, {"type", "CLEARTEXT"}, {"format", "QRCODE"}, {"imageSize", 175}}));
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RenderVisualCodeTest, GetsHex) {
  UseGet();
  ReplyPng();
  ASSERT_TRUE(Render("4d5347").has_value());
  const auto request = LastRequest();
  EXPECT_EQ(request.method, http::Method::kGet);
  EXPECT_EQ(request.target, "/v1/visualcodes/render?message=4d5347&format=CRONTO&imageSize=210");
  EXPECT_EQ(request.route, "/v1/visualcodes/render");
  EXPECT_EQ(request.headers.Find("Accept"), "image/png");
  EXPECT_EQ(request.headers.Find("Content-Type"), "");
  EXPECT_EQ(request.body, "");
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RenderVisualCodeTest, GetsClearTextAsHex) {
  UseGet();
  ReplyPng();
  ASSERT_TRUE(Render("MSG&x=1", MessageEncoding::kClearText, VisualCodeFormat::kQrCode).has_value());
  EXPECT_EQ(LastRequest().target,
            "/v1/visualcodes/render?message=" + HexEncode("MSG&x=1") + "&format=QRCODE&imageSize=210");
  EXPECT_EQ(ContractViolations(), "");
}

TEST_F(RenderVisualCodeTest, TakesSizesOf35To700) {
  for (const int size : {35, 700}) {
    ReplyPng();
    EXPECT_TRUE(Render("00", MessageEncoding::kHexString, VisualCodeFormat::kCronto, size).has_value());
    EXPECT_EQ(ContractViolations(), "");
  }
}

class RenderRefusal : public RenderVisualCodeTest, public ::testing::WithParamInterface<RenderMethod> {};

TEST_P(RenderRefusal, HappensBeforeTheCall) {
  auto options = Options();
  options.render_method = GetParam();
  Configure(std::move(options));
  for (const int size : {-1, 0, 34, 701}) {
    EXPECT_THAT(Render("00", MessageEncoding::kHexString, VisualCodeFormat::kCronto, size),
                FailsWith(ErrorCode::kInvalidInput, "imageSize"));
  }
  for (const std::string_view message : {"", "0", "000", "xy", "00 "}) {
    EXPECT_THAT(Render(message), FailsWith(ErrorCode::kInvalidInput, "message")) << message;
  }
  EXPECT_THAT(Render("", MessageEncoding::kClearText), FailsWith(ErrorCode::kInvalidInput, "message"));
  EXPECT_THAT(Render("\xFF", MessageEncoding::kClearText), FailsWith(ErrorCode::kInvalidInput, "message"));
  EXPECT_TRUE(transport_->sent().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, RenderRefusal, ::testing::Values(RenderMethod::kPost, RenderMethod::kGet));

TEST_F(RenderVisualCodeTest, ReadsTheImage) {
  ReplyPng();
  EXPECT_EQ(Render("00")->png.Expose(), std::string(kPngSignature) + "pixels");
}

TEST_F(RenderVisualCodeTest, RejectsWhatIsNoPng) {
  transport_->Reply(http::Response(200).WithBody("image/png", Secret("<html>")));
  EXPECT_THAT(Render("00"), FailsWith(ErrorCode::kRejected, "image"));
  transport_->Reply(http::Response(200).WithBody("image/png", Secret()));
  EXPECT_THAT(Render("00"), FailsWith(ErrorCode::kRejected, "image"));
  transport_->Reply(http::Response(200).WithBody("image/jpeg", Secret(kPngSignature)));
  EXPECT_THAT(Render("00"), FailsWith(ErrorCode::kRejected, "Content-Type"));
  ReplyJson(200, R"({"image":"data:image/png;base64,AA=="})");
  EXPECT_THAT(Render("00"), FailsWith(ErrorCode::kRejected, "Content-Type"));
  transport_->Reply(http::Response(206).WithBody("image/png", Secret(kPngSignature)));
  EXPECT_THAT(Render("00"), FailsWith(ErrorCode::kRejected, "status"));
  transport_->Reply(http::Response(400).WithBody("image/png", Secret(kPngSignature)));
  EXPECT_EQ(Render("00").error().code(), ErrorCode::kInvalidInput);
}

}  // namespace
}  // namespace authtree::inline v0::onespan
