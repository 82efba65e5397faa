// A call to a service that never answers, through the client and what guards it.
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "authtree/http/guarded_transport.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/testkit/manual_timers.h"

#include "../http/held_transport.h"

namespace authtree::inline v0::onespan {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class CallDeadlineTest : public ::testing::Test {
 protected:
  using Outcome = std::optional<Result<AddDeviceReply>>;

  CallDeadlineTest() {
    http::GuardOptions guard;
    guard.limit.calls = 1;
    guard.clock = clock_;
    guard.timers = timers_;
    RestApiOptions options{.location = ServiceLocation::AtUrl("demo", "https://host").value()};
    options.clock = clock_;
    api_ = RestApi::Make(std::move(options), http::GuardedTransport::Make(held_, std::move(guard)).value())
               .value();
  }

  /// A call whose caller would wait for so long.
  std::string Start(Outcome& outcome, milliseconds time) {
    auto keep = [&outcome](const std::exception_ptr& thrown, Result<AddDeviceReply> reply) {
      if (!thrown) outcome.emplace(std::move(reply));
    };
    AddDeviceRequest request("0f6a5c3e-registration", Secret("12345678"));
    boost::asio::co_spawn(context_,
                          api_->AddDevice(CallContext(clock_->SteadyNow() + time), std::move(request)), keep);
    return After(milliseconds(0), outcome);
  }
  /// What has become of a call when so much more time has passed.
  std::string After(milliseconds time, const Outcome& outcome) {
    timers_->Advance(time);
    context_.restart();
    context_.poll();
    if (!outcome) return "";
    if (*outcome) return "a reply";
    return std::string(ErrorCodeName(outcome->error().code())) + ": " +
           std::string(outcome->error().Find(Fact::kReason));
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<testkit::ManualTimers> timers_ = std::make_shared<testkit::ManualTimers>(clock_);
  std::shared_ptr<http::testing::HeldTransport> held_ =
      std::make_shared<http::testing::HeldTransport>(timers_);
  std::shared_ptr<const Api> api_;
  boost::asio::io_context context_{1};
};

TEST_F(CallDeadlineTest, EndsAtTheClientsOwnLimit) {
  Outcome outcome;
  EXPECT_EQ(Start(outcome, seconds(60)), "");
  EXPECT_EQ(After(milliseconds(3499), outcome), "");
  EXPECT_EQ(After(milliseconds(1), outcome), "timeout: deadline");
}

TEST_F(CallDeadlineTest, EndsAtTheDeadlineOfTheRound) {
  Outcome outcome;
  EXPECT_EQ(Start(outcome, seconds(2)), "");
  EXPECT_EQ(After(milliseconds(1999), outcome), "");
  EXPECT_EQ(After(milliseconds(1), outcome), "timeout: deadline");
}

TEST_F(CallDeadlineTest, WaitsForItsTurnWithinTheDeadline) {
  Outcome first;
  Outcome second;
  Start(first, seconds(60));
  EXPECT_EQ(Start(second, seconds(2)), "");
  EXPECT_EQ(After(milliseconds(1499), second), "");
  EXPECT_EQ(After(milliseconds(1), second), "unavailable: limit");
}

TEST_F(CallDeadlineTest, CodeThatIsNotAnsweredIsSentOnce) {
  Outcome outcome;
  Start(outcome, seconds(60));
  After(seconds(600), outcome);
  EXPECT_EQ(held_->size(), 1U);
}

}  // namespace
}  // namespace authtree::inline v0::onespan
