#include "authtree/node/request_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RequestContext, IsEmptyAtFirst) {
  const RequestContext request;

  EXPECT_EQ(request.client_ip(), "");
  EXPECT_EQ(request.Header("User-Agent"), "");
  EXPECT_EQ(request.Parameter("realm"), "");
  EXPECT_THAT(request.locales(), IsEmpty());
}

TEST(RequestContext, FindsHeadersWithoutRegardToCase) {
  const auto request = RequestContext("192.0.2.1").WithHeader("X-Request-ID", "7");

  EXPECT_EQ(request.Header("x-request-id"), "7");
  EXPECT_EQ(request.Header("X-REQUEST-ID"), "7");
  EXPECT_EQ(request.client_ip(), "192.0.2.1");
}

TEST(RequestContext, TheLastHeaderOfANameCounts) {
  const auto request = RequestContext().WithHeader("A", "1").WithHeader("a", "2");

  EXPECT_EQ(request.Header("A"), "2");
}

TEST(RequestContext, FindsParametersByTheirExactName) {
  const auto request = RequestContext().WithParameter("goto", "/home");

  EXPECT_EQ(request.Parameter("goto"), "/home");
  EXPECT_EQ(request.Parameter("Goto"), "");
}

TEST(RequestContext, KeepsTheOrderOfLocales) {
  const auto request = RequestContext().WithLocales({"de-CH", "en"});

  EXPECT_THAT(request.locales(), ElementsAre("de-CH", "en"));
}

TEST(RequestContext, KeepsWhatJoinsLogEntries) {
  const auto request = RequestContext().WithTransactionId("tx").WithTrackingId("track");

  EXPECT_EQ(request.transaction_id(), "tx");
  EXPECT_EQ(request.tracking_id(), "track");
}

TEST(RequestContext, MayBeBuiltInALoop) {
  RequestContext request("192.0.2.1");
  for (const char* name : {"a", "b"})
    request = std::move(request).WithHeader(name, "h").WithParameter(name, "p");
  request = std::move(request).WithLocales({"en"});

  EXPECT_EQ(request.Header("a"), "h");
  EXPECT_EQ(request.Header("b"), "h");
  EXPECT_EQ(request.Parameter("a"), "p");
  EXPECT_EQ(request.client_ip(), "192.0.2.1");
}

}  // namespace
}  // namespace authtree::inline v0
