#include "demo_handler.h"

#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/encoding.h"
#include "authtree/core/json.h"
#include "authtree/simulator/visual_code_image.h"

namespace authtree::inline v0::cli {
namespace {

class DemoHandlerTest : public testing::Test {
 protected:
  http::Response Show(std::string_view image, http::Method method = http::Method::kPost) {
    http::ServerRequest request =
        http::ServerRequest(method, "/demo/digipass").WithBody(Secret(DumpJson(Json{{"image", image}})));
    std::optional<http::Response> response;
    auto ask = [&]() -> Task<void> { response.emplace(co_await handler_.Handle(std::move(request))); };
    boost::asio::io_context context;
    boost::asio::co_spawn(context, ask(), boost::asio::detached);
    context.run();
    return std::move(*response);
  }
  static std::string Picture(std::string_view content) {
    return "data:image/png;base64," +
           Base64Encode(*simulator::RenderVisualCode(simulator::VisualCodeFormat::kQrCode, content, 210));
  }
  static std::string Message(const http::Response& response) {
    return StringMember(*ParseJson(response.body().Expose()), "message");
  }

  std::shared_ptr<simulator::OneSpanService> service_ =
      std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig(), SystemClock());
  DemoHandler handler_{nullptr, service_, {}};
};

TEST_F(DemoHandlerTest, WhatIsNoPictureIsABadRequest) {
  EXPECT_EQ(Show("https://example.org/picture.png").status(), 400);
  EXPECT_EQ(Show("").status(), 400);
}

TEST_F(DemoHandlerTest, OtherMethodsAreRefused) {
  EXPECT_EQ(Show(Picture("1"), http::Method::kGet).status(), 405);
}

TEST_F(DemoHandlerTest, ACodeForNobodySaysSo) {
  EXPECT_EQ(Show(Picture("https://example.org")).status(), 422);
}

TEST_F(DemoHandlerTest, AChallengeNeedsAnActivatedDevice) {
  const http::Response response = Show(Picture("123456"));
  EXPECT_EQ(response.status(), 422);
  EXPECT_THAT(Message(response), testing::HasSubstr("not activated"));
}

TEST_F(DemoHandlerTest, TheAppReadsTheCodeOfAnOnlineActivation) {
  const http::Response nothing_pending = Show(Picture("02;alice;0;master;code;demo"));
  EXPECT_EQ(nothing_pending.status(), 422);
  EXPECT_THAT(Message(nothing_pending), testing::Not(testing::IsEmpty()));
}

}  // namespace
}  // namespace authtree::inline v0::cli
