#include "client_address.h"

#include <gtest/gtest.h>

namespace authtree::inline v0::nodes {
namespace {

TEST(ClientAddress, D_SEC_21_EverySpellingOfTheLoopbackIsTheDottedOne) {
  EXPECT_EQ(ClientAddress("0:0:0:0:0:0:0:1"), "127.0.0.1");
  EXPECT_EQ(ClientAddress("::1"), "127.0.0.1");
}

TEST(ClientAddress, D_COR_49_AMappedAddressBecomesDotted) {
  EXPECT_EQ(ClientAddress("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(ClientAddress("::ffff:c000:207"), "192.0.2.7");
}

TEST(ClientAddress, LeavesOthersAsTheyAre) {
  EXPECT_EQ(ClientAddress("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(ClientAddress("2001:db8::7"), "2001:db8::7");
  EXPECT_EQ(ClientAddress("not an address"), "not an address");
  EXPECT_EQ(ClientAddress(""), "");
}

}  // namespace
}  // namespace authtree::inline v0::nodes
