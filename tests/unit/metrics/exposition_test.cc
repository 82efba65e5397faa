// The reader of metrics pages is strict, or a page that it takes would prove nothing.
#include "exposition.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::metrics::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kGood =
    "# HELP a_total All.\n# TYPE a_total counter\na_total{x=\"1\\n\\\"\\\\\"} 2\na_total{x=\"2\"} 0\n"
    "# HELP h Time.\n# TYPE h histogram\nh_count 2\nh_sum 0.5\nh_bucket{le=\"0.1\"} 1\nh_bucket{le=\"+Inf\"} "
    "2\n";

TEST(ReadExposition, ReadsAGoodPage) {
  const Exposition page = ReadExposition(kGood);

  EXPECT_THAT(page.problems, IsEmpty());
  EXPECT_EQ(page.Value("a_total", {{"x", "1\n\"\\"}}), 2);
  EXPECT_EQ(page.Value("h_bucket", {{"le", "0.1"}}), 1);
}

class BadPage : public ::testing::TestWithParam<std::string> {};

TEST_P(BadPage, IsRefused) { EXPECT_THAT(ReadExposition(GetParam()).problems, Not(IsEmpty())); }

INSTANTIATE_TEST_SUITE_P(
    Table, BadPage,
    ::testing::Values(
        "a 1\n", "# HELP a_total x\n# TYPE a_total counter\na_total 1",
        "# HELP a_total x\n# TYPE a_total counter\na_total{x=\"1} 1\n",
        "# HELP a_total x\n# TYPE a_total counter\na_total{x=\"\\q\"} 1\n",
        "# HELP a_total x\n# TYPE a_total counter\na_total{1x=\"\"} 1\n",
        "# HELP a_total x\n# TYPE a_total counter\na_total one\n",
        "# HELP a_total x\n# TYPE a_total counter\na_total 1\na_total 1\n",
        "# HELP a x\n# TYPE a counter\na 1\n", "# TYPE a_total counter\na_total 1\n",
        "# HELP a x\n# TYPE a gauge\n# HELP b x\n# TYPE b gauge\na{x=\"1\"} 1\nb 1\na{x=\"2\"} 1\n",
        "# HELP h x\n# TYPE h histogram\nh_count 2\nh_sum 1\nh_bucket{le=\"1\"} 2\n",
        "# HELP h x\n# TYPE h histogram\nh_count 2\nh_sum 1\nh_bucket{le=\"+Inf\"} 1\n",
        "# HELP h x\n# TYPE h histogram\nh_count 1\nh_sum 1\nh_bucket{le=\"1\"} 2\n"
        "h_bucket{le=\"+Inf\"} 1\n"));

}  // namespace
}  // namespace authtree::inline v0::metrics::testing
