#include "authtree/metrics/monitoring_handler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../session/run_task.h"
#include "exposition.h"

namespace authtree::inline v0::metrics {
namespace {

using ::testing::IsEmpty;
using testing::ReadExposition;

class MonitoringHandlerTest : public ::testing::Test {
 protected:
  http::Response Ask(const std::string& target, http::Method method = http::Method::kGet) {
    return test_support::Await(handler_.Handle(http::ServerRequest(method, target)));
  }

  bool ready_ = false;
  MonitoringHandler handler_{std::make_shared<const MetricsObserver>(), [this] { return ready_; }};
};

TEST_F(MonitoringHandlerTest, KnowsThreePaths) {
  EXPECT_EQ(Ask("/").status(), 404);
  EXPECT_EQ(Ask("/metrics/").status(), 404);
  EXPECT_EQ(Ask("/am/json/realms/root/authenticate").status(), 404);
}

TEST_F(MonitoringHandlerTest, OnlyReads) {
  const http::Response response = Ask("/metrics", http::Method::kPost);

  EXPECT_EQ(response.status(), 405);
  EXPECT_EQ(response.headers().Find("Allow"), "GET, HEAD");
}

TEST_F(MonitoringHandlerTest, SaysThatItIsNotReady) {
  EXPECT_EQ(Ask("/ready").status(), 503);
  EXPECT_EQ(Ask("/health").status(), 200);
}

TEST_F(MonitoringHandlerTest, SaysThatItIsReady) {
  ready_ = true;

  EXPECT_EQ(Ask("/ready").status(), 200);
}

TEST_F(MonitoringHandlerTest, GivesAllMetrics) {
  const http::Response response = Ask("/metrics?x=1");

  EXPECT_EQ(response.status(), 200);
  EXPECT_EQ(response.headers().Find("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(ReadExposition(std::string(response.body().Expose())).problems, IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::metrics
