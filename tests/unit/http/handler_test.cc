#include "authtree/http/handler.h"

#include <gtest/gtest.h>

namespace authtree::inline v0::http {
namespace {

using std::chrono::milliseconds;

TEST(ServerReply, LeavesAtOnceAndWholeUnlessItIsTold) {
  const ServerReply reply(Response(200));
  EXPECT_EQ(reply.delay(), milliseconds(0));
  EXPECT_EQ(reply.delivery(), Delivery::kWhole);
}

TEST(ServerReply, KeepsWhatItIsTold) {
  const ServerReply reply = ServerReply(Response(200).WithBody("text/plain", Secret("body")))
                                .After(milliseconds(5))
                                .By(Delivery::kTruncated);
  EXPECT_EQ(reply.delay(), milliseconds(5));
  EXPECT_EQ(reply.delivery(), Delivery::kTruncated);
  EXPECT_EQ(reply.response().status(), 200);
}

TEST(ServerReply, WithoutABodyThereIsNothingToTruncate) {
  EXPECT_EQ(ServerReply(Response(204)).By(Delivery::kTruncated).delivery(), Delivery::kReset);
}

}  // namespace
}  // namespace authtree::inline v0::http
