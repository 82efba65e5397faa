// Nothing that a client sends becomes a series.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/am/authenticate.h"
#include "authtree/metrics/metrics_observer.h"
#include "authtree/session/memory_store.h"
#include "authtree/testkit/manual_clock.h"

#include "../session/run_task.h"
#include "../session/test_journeys.h"
#include "exposition.h"

namespace authtree::inline v0::metrics {
namespace {

using test_support::Await;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ReadExposition;

constexpr const char* kCanary = "Canary4711";

class CardinalityTest : public ::testing::Test {
 protected:
  http::Response Post(const std::string& target, const std::string& body, const std::string& type) {
    http::Headers headers;
    headers.Add("Content-Type", type);
    headers.Add("User-Agent", kCanary);
    headers.Add("X-ForgeRock-TransactionId", kCanary);
    return Await(endpoint_.Handle(http::ServerRequest(http::Method::kPost, target)
                                      .WithHeaders(std::move(headers))
                                      .WithBody(Secret(body))
                                      .WithClientIp(kCanary)));
  }
  [[nodiscard]] std::size_t Series() const { return ReadExposition(metrics_->Text()).samples.size(); }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<MetricsObserver> metrics_ = std::make_shared<MetricsObserver>();
  std::shared_ptr<const KeyRing> keys_ = KeyRing::Random();
  am::AuthenticateEndpoint endpoint_{
      std::make_shared<const JourneyService>(test_support::TestCatalog(), Engine(clock_, metrics_),
                                             std::make_shared<MemoryStore>(clock_), Sealer(*keys_)),
      *keys_, clock_, am::AuthenticateOptions(), metrics_};
};

TEST_F(CardinalityTest, AnUnknownJourneyMakesNoSeries) {
  const std::string query = "/json/authenticate?authIndexType=service&authIndexValue=";
  (void)Post(query + "Nobody", "", "application/json");
  const std::size_t before = Series();
  for (int i = 0; i < 50; ++i) (void)Post(query + kCanary + std::to_string(i), "", "application/json");

  EXPECT_EQ(Series(), before);
  EXPECT_THAT(metrics_->Text(), Not(HasSubstr(kCanary)));
}

TEST_F(CardinalityTest, NothingOfARequestStandsInTheMetrics) {
  const std::string canary = kCanary;
  (void)Post("/" + canary, canary, canary);
  (void)Post("/json/authenticate?" + canary + "=" + canary, "{\"" + canary + "\":1}", "application/json");
  (void)Post("/json/authenticate", "{\"authId\":\"" + canary + "\"}", "application/json");
  const http::Response step =
      Post("/json/authenticate?authIndexType=service&authIndexValue=Offline", "", "application/json");
  Json body = ParseJson(step.body().Expose()).value();
  for (Json& callback : body["callbacks"]) callback["input"][0]["value"] = canary;
  (void)Post("/json/authenticate", DumpJson(body), "application/json");

  EXPECT_THAT(metrics_->Text(), HasSubstr("journey=\"Offline\""));
  EXPECT_THAT(metrics_->Text(), Not(HasSubstr(kCanary)));
}

}  // namespace
}  // namespace authtree::inline v0::metrics
