#include "listen_address.h"

#include <gtest/gtest.h>

namespace authtree::inline v0::cli {
namespace {

class BadListenAddress : public ::testing::TestWithParam<const char*> {};

TEST_P(BadListenAddress, IsRefused) {
  const auto parsed = ParseListenAddress(GetParam());
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code(), ErrorCode::kInvalidInput);
}

INSTANTIATE_TEST_SUITE_P(Table, BadListenAddress,
                         ::testing::Values("", ":", "x", "-1", "65536", "80x", "localhost:", ":80", "::1:80",
                                           "[]:80", "[::1]", "[::1]80", "1 2"));

TEST(ListenAddress, IsLocalUnlessItIsSaid) {
  const auto parsed = ParseListenAddress("9464");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(HttpUrlOf(*parsed), "http://127.0.0.1:9464");
}

TEST(ListenAddress, MayBeNamed) {
  EXPECT_EQ(HttpUrlOf(ParseListenAddress("0.0.0.0:0").value()), "http://0.0.0.0:0");
  EXPECT_EQ(ParseListenAddress("[::1]:65535").value().address, "::1");
  EXPECT_EQ(HttpUrlOf(ParseListenAddress("[::1]:65535").value()), "http://[::1]:65535");
}

}  // namespace
}  // namespace authtree::inline v0::cli
