// Every operation can go wrong in every way, named in the configuration file and by the path of the
// simulator's own.
#include <optional>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "authtree/simulator/control_handler.h"

#include "routes.h"
#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

/// The path of an operation, about something that is not there.
std::string PathOf(const Route& route) {
  std::string path(route.path);
  for (const auto& [placeholder, value] :
       {std::pair("{userID@domain}", "nobody@master"), std::pair("{registrationID}", "none"),
        std::pair("{serialNumber}", "VDS9999999"), std::pair("{applName}", "RO"),
        std::pair("{requestID}", "0b6f2c1e-7a44-4c0e-9d53-2f1f0f5f9a10")}) {
    const std::size_t at = path.find(placeholder);
    if (at != std::string::npos) path.replace(at, std::string_view(placeholder).size(), value);
  }
  return path;
}

class FaultMenuTest : public ServiceTest {
 protected:
  http::ServerReply Ask(http::Method method, std::string path, const std::string& body) {
    ControlHandler handler(service_);
    http::Headers headers;
    headers.Add("Content-Type", "application/json");
    http::ServerRequest request = http::ServerRequest(method, std::move(path))
                                      .WithHeaders(std::move(headers))
                                      .WithBody(Secret(std::string_view(body)));
    std::optional<http::ServerReply> reply;
    auto ask = [&]() -> Task<void> { reply.emplace(co_await handler.Reply(std::move(request))); };
    boost::asio::io_context context;
    boost::asio::co_spawn(context, ask(), boost::asio::detached);
    context.run();
    return std::move(*reply);
  }
  http::ServerReply Call(const Route& route) { return Ask(route.method, PathOf(route), "{}"); }

  void BreakByPath(const Json& fault) {
    const http::ServerReply reply =
        Ask(http::Method::kPut, "/simulator/faults", DumpJson(Json{{"faults", Json::array({fault})}}));
    ASSERT_EQ(reply.response().status(), 204) << reply.response().body().Expose();
  }
  void BreakByFile(const Json& fault) { StartWith(DumpJson(Json{{"faults", Json::array({fault})}})); }

  /// Calls every operation with that fault, named once in a file and once by the path.
  template <class Look>
  void EachBroken(const Json& fault, const Look& look) {
    for (const Route& route : Routes()) {
      SCOPED_TRACE(std::string(http::MethodName(route.method)) + " " + std::string(route.path));
      Json named = fault;
      named["route"] = route.path;
      named["method"] = http::MethodName(route.method);
      BreakByFile(named);
      look(Call(route));
      Start(ServiceConfig());
      BreakByPath(named);
      look(Call(route));
    }
  }
};

TEST_F(FaultMenuTest, WithoutAFaultEveryOperationAnswersJson) {
  for (const Route& route : Routes()) {
    const http::ServerReply reply = Call(route);
    EXPECT_EQ(reply.response().MediaType(), "application/json") << route.path;
    EXPECT_LT(reply.response().status(), 500) << route.path;
  }
}

TEST_F(FaultMenuTest, EveryNameOfAnOperationIsUnderstood) {
  for (const Route& route : Routes()) {
    BreakByPath({{"operation", route.name}, {"status", 503}});
    EXPECT_EQ(Call(route).response().status(), 503) << route.name;
  }
}

TEST_F(FaultMenuTest, EveryOperationCanBeUnavailable) {
  EachBroken({{"status", 503}, {"body", "html"}}, [](const http::ServerReply& reply) {
    EXPECT_EQ(reply.response().status(), 503);
    EXPECT_EQ(reply.response().MediaType(), "text/html");
  });
}

TEST_F(FaultMenuTest, EveryOperationCanBeAskedTooOften) {
  EachBroken({{"status", 429}, {"headers", {{"Retry-After", "7"}}}}, [](const http::ServerReply& reply) {
    EXPECT_EQ(reply.response().status(), 429);
    EXPECT_EQ(reply.response().headers().Find("Retry-After"), "7");
  });
}

TEST_F(FaultMenuTest, EveryOperationCanBeLate) {
  EachBroken({{"delayMilliseconds", 1500}}, [](const http::ServerReply& reply) {
    EXPECT_EQ(reply.delay(), std::chrono::milliseconds(1500));
    EXPECT_LT(reply.response().status(), 500);
  });
}

TEST_F(FaultMenuTest, EveryConnectionCanBeReset) {
  for (const char* kind : {"reset", "lostAnswer"}) {
    EachBroken({{"kind", kind}},
               [](const http::ServerReply& reply) { EXPECT_EQ(reply.delivery(), http::Delivery::kReset); });
  }
}

TEST_F(FaultMenuTest, EveryAnswerCanBeTruncated) {
  EachBroken({{"kind", "truncated"}},
             [](const http::ServerReply& reply) { EXPECT_EQ(reply.delivery(), http::Delivery::kTruncated); });
}

TEST_F(FaultMenuTest, EveryAnswerCanBeMalformed) {
  EachBroken({{"kind", "malformedJson"}}, [](const http::ServerReply& reply) {
    EXPECT_EQ(reply.response().MediaType(), "application/json");
    EXPECT_FALSE(ParseJson(reply.response().body().Expose()));
  });
}

TEST_F(FaultMenuTest, EveryAnswerCanHaveTheWrongContentType) {
  EachBroken({{"kind", "wrongContentType"}}, [](const http::ServerReply& reply) {
    EXPECT_EQ(reply.response().MediaType(), "text/plain");
    EXPECT_TRUE(ParseJson(reply.response().body().Expose()));
  });
}

TEST_F(FaultMenuTest, EveryAnswerCanBeEmptyOrOversized) {
  EachBroken({{"kind", "emptyBody"}},
             [](const http::ServerReply& reply) { EXPECT_TRUE(reply.response().body().empty()); });
  EachBroken({{"kind", "oversized"}, {"bytes", 70000}},
             [](const http::ServerReply& reply) { EXPECT_EQ(reply.response().body().size(), 70000U); });
}

}  // namespace
}  // namespace authtree::inline v0::simulator
