#include "authtree/core/encoding.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using namespace std::string_view_literals;

struct Base64Case {
  std::string_view bytes;
  std::string_view text;
};

class Base64Vector : public ::testing::TestWithParam<Base64Case> {};

TEST_P(Base64Vector, Encodes) { EXPECT_EQ(Base64Encode(GetParam().bytes), GetParam().text); }
TEST_P(Base64Vector, Decodes) { EXPECT_EQ(Base64Decode(GetParam().text), GetParam().bytes); }

INSTANTIATE_TEST_SUITE_P(Rfc4648, Base64Vector,
                         ::testing::Values(Base64Case{"", ""}, Base64Case{"f", "Zg=="},
                                           Base64Case{"fo", "Zm8="}, Base64Case{"foo", "Zm9v"},
                                           Base64Case{"foob", "Zm9vYg=="}, Base64Case{"fooba", "Zm9vYmE="},
                                           Base64Case{"foobar", "Zm9vYmFy"},
                                           Base64Case{"\xfb\xff\0"sv, "+/8A"}));

class BadBase64 : public ::testing::TestWithParam<std::string_view> {};

TEST_P(BadBase64, IsRefused) { EXPECT_EQ(Base64Decode(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(Table, BadBase64,
                         ::testing::Values("Z", "Zg", "Zg=", "Zm8",
                                           "Z===", "====", "==", "Zg==Zg==", "Zm9v\n", "Zm 9", "Zm9-", "Zm9_",
                                           "Zh==", "Zm9=", "=Zg=", "Zm\0v"sv));

TEST(Base64Url, UsesTheUrlAlphabetWithoutPadding) {
  EXPECT_EQ(Base64UrlEncode("\xfb\xff"), "-_8");
  EXPECT_EQ(Base64UrlDecode("-_8"), "\xfb\xff");
}

TEST(Base64Url, RefusesPaddingAndTheOtherAlphabet) {
  EXPECT_EQ(Base64UrlDecode("Zg=="), std::nullopt);
  EXPECT_EQ(Base64UrlDecode("+_8"), std::nullopt);
  EXPECT_EQ(Base64UrlDecode("Z"), std::nullopt);
}

TEST(Base64Url, GivesEachValueOneSpelling) {
  EXPECT_EQ(Base64UrlDecode("Zg"), "f");
  EXPECT_EQ(Base64UrlDecode("Zh"), std::nullopt);
}

TEST(Base64, RoundTripsEveryByte) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);

  EXPECT_EQ(Base64Decode(Base64Encode(bytes)), bytes);
  EXPECT_EQ(Base64UrlDecode(Base64UrlEncode(bytes)), bytes);
}

TEST(Hex, EncodesInLowerCase) { EXPECT_EQ(HexEncode("\x00\x0f\xab\xff"sv), "000fabff"); }

TEST(Hex, DecodesEitherCase) {
  EXPECT_EQ(HexDecode("000fABff"), "\x00\x0f\xab\xff"sv);
  EXPECT_EQ(HexDecode(""), "");
}

class BadHex : public ::testing::TestWithParam<std::string_view> {};

TEST_P(BadHex, IsRefused) {
  EXPECT_EQ(HexDecode(GetParam()), std::nullopt);
  EXPECT_FALSE(IsHex(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Table, BadHex,
                         ::testing::Values("0", "abc", "0g", "g0", " 00", "00 ", "0x00", "+1", "-1", "0\n",
                                           "\0\0"sv, "/0", ":0", "@0", "`0", "\xc3\xa9"));

TEST(Hex, AnEmptyTextIsNoHexMessage) { EXPECT_FALSE(IsHex("")); }

class GoodUtf8 : public ::testing::TestWithParam<std::string_view> {};

TEST_P(GoodUtf8, IsAccepted) { EXPECT_TRUE(IsUtf8(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Table, GoodUtf8,
                         ::testing::Values("", "ascii", "\0"sv, "\x7f", "\xc2\x80", "\xdf\xbf",
                                           "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf",
                                           "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
                                           "Gr\xc3\xbc\xc3\x9f"
                                           "e"));

class BadUtf8 : public ::testing::TestWithParam<std::string_view> {};

TEST_P(BadUtf8, IsRefused) { EXPECT_FALSE(IsUtf8(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Table, BadUtf8,
                         ::testing::Values("\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41",
                                           "\xe0\x80\x80", "\xe0\x9f\xbf", "\xe1\x80", "\xed\xa0\x80",
                                           "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf",
                                           "\xf0\x90\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
                                           "\xf8\x88\x80\x80\x80", "\xfe", "\xff", "ok\xff", "\xe2\x28\xa1"));

TEST(IsUuid, AcceptsLowerCaseOnly) {
  EXPECT_TRUE(IsUuid("70e691a5-1e33-4ac3-a356-e7b6d60d92e0"));
  EXPECT_FALSE(IsUuid("70E691A5-1E33-4AC3-A356-E7B6D60D92E0"));
}

class NoUuid : public ::testing::TestWithParam<std::string_view> {};

TEST_P(NoUuid, IsRefused) { EXPECT_FALSE(IsUuid(GetParam())); }

INSTANTIATE_TEST_SUITE_P(
    Table, NoUuid,
    ::testing::Values("", "70e691a5-1e33-4ac3-a356-e7b6d60d92e", "70e691a5-1e33-4ac3-a356-e7b6d60d92e00",
                      "70e691a51e334ac3a356e7b6d60d92e00000", "70e691a5-1e33-4ac3-a356_e7b6d60d92e0",
                      "70e691ag-1e33-4ac3-a356-e7b6d60d92e0", "70e691a5-1e33-4ac3-a356-e7b6d60d92\ne",
                      "{0e691a5-1e33-4ac3-a356-e7b6d60d92e}", "------------------------------------"));

}  // namespace
}  // namespace authtree::inline v0
