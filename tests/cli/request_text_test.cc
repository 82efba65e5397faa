#include "request_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::cli {
namespace {

simulator::RequestEvent Event() {
  simulator::RequestEvent event;
  event.method = http::Method::kPost;
  event.route = "/v1/registrations/{registrationID}/activate";
  event.status = 200;
  event.correlation_id = "c";
  return event;
}

TEST(RequestText, IsOneLineWithoutBodies) {
  EXPECT_EQ(RequestText(Event()),
            "POST /v1/registrations/{registrationID}/activate -> 200  correlation id c\n");
}

TEST(RequestText, SaysThatNoAnswerLeft) {
  simulator::RequestEvent event = Event();
  event.status = 0;
  event.fault = "reset";
  EXPECT_EQ(RequestText(event),
            "POST /v1/registrations/{registrationID}/activate -> no answer  correlation id c  fault reset\n");
}

TEST(RequestText, HasTheBodiesBelow) {
  simulator::RequestEvent event = Event();
  event.target = "/v1/users/alice@master/login";
  event.request_body = R"({"credentials":{"OTP":"(hidden)"
}
})";
  event.reply_body = R"({"sessionStatus":"accepted"})";
EXPECT_EQ(RequestText(event),
          "POST /v1/users/alice@master/login -> 200  correlation id c\n"
          "  > {\"credentials\":{\"OTP\":\"(hidden)\"}}\n"
          "  < {\"sessionStatus\":\"accepted\"}\n");
}

}  // namespace
}  // namespace authtree::inline v0::cli
