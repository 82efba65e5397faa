#include "authtree/simulator/in_process_transport.h"

#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

TEST(InProcessTransportTest, CarriesARequestToTheHandlerAndItsAnswerBack) {
  const auto service = std::make_shared<OneSpanService>(ServiceConfig());
  const InProcessTransport transport(service);
  const auto url = http::Url::Parse("https://acme.sdb.tid.onespan.cloud");
  ASSERT_TRUE(url);
  std::optional<Result<http::Response>> answer;
  boost::asio::io_context context;
  boost::asio::co_spawn(
      context,
      [&]() -> Task<void> {
        auto request =
            http::Request(http::Method::kPost, url->Segment("v1").Segment("users").Segment("register"),
                          "/v1/users/register")
                .WithHeader("Accept", "application/json")
                .WithBody("application/json",
                          Secret(R"({"objectType": "RegisterUserInputEx", "userID": "alice"})"));
        answer = co_await transport.Send(std::move(request), CallContext(CallContext::TimePoint::max()));
      },
      boost::asio::detached);
  context.run();
  ASSERT_TRUE(answer && *answer);
  EXPECT_EQ((*answer)->status(), 200);
  EXPECT_EQ((*answer)->MediaType(), "application/json");
  EXPECT_EQ(service->Snapshot().accounts.at(0).user_id, "alice");
}

}  // namespace
}  // namespace authtree::inline v0::simulator
