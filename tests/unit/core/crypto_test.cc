#include "authtree/core/crypto.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

using ::testing::MatchesRegex;

struct DigestCase {
  std::string input;
  std::string digest;
};

class Sha256Vector : public ::testing::TestWithParam<DigestCase> {};

TEST_P(Sha256Vector, Matches) { EXPECT_EQ(HexEncode(Sha256(GetParam().input)), GetParam().digest); }

// FIPS 180-4 examples.
INSTANTIATE_TEST_SUITE_P(
    Fips180, Sha256Vector,
    ::testing::Values(DigestCase{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                      DigestCase{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
                      DigestCase{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
                      DigestCase{std::string(1000000, 'a'),
                                 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}));

struct HmacCase {
  std::string key;
  std::string data;
  std::string mac;
};

class HmacVector : public ::testing::TestWithParam<HmacCase> {};

TEST_P(HmacVector, Matches) {
  EXPECT_EQ(HexEncode(HmacSha256(GetParam().key, GetParam().data)), GetParam().mac);
}

TEST_P(HmacVector, MatchesWithAPreparedKey) {
  const HmacSha256Key key{Secret(GetParam().key)};
  EXPECT_EQ(HexEncode(key.Sign(GetParam().data)), GetParam().mac);
  EXPECT_EQ(HexEncode(key.Sign(GetParam().data)), GetParam().mac) << "the second time";
}

std::string CountingKey() {
  std::string key;
  for (char c = 1; c <= 25; ++c) key += c;
  return key;
}

INSTANTIATE_TEST_SUITE_P(
    Rfc4231, HmacVector,
    ::testing::Values(
        HmacCase{std::string(20, '\x0b'), "Hi There",
                 "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        HmacCase{"Jefe", "what do ya want for nothing?",
                 "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        HmacCase{std::string(20, '\xaa'), std::string(50, '\xdd'),
                 "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        HmacCase{CountingKey(), std::string(50, '\xcd'),
                 "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        HmacCase{std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
                 "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        HmacCase{std::string(131, '\xaa'),
                 "This is a test using a larger than block-size key and a larger than block-size data. The "
                 "key needs to be hashed before being used by the HMAC algorithm.",
                 "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
        HmacCase{"", "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"}));

TEST(Hmac, AnEmptyKeyDoesNotReuseTheKeyOfTheCallBefore) {
  const std::string alone = HmacSha256("", "data");

  (void)HmacSha256("another key", "data");

  EXPECT_EQ(HmacSha256(std::string_view(), "data"), alone);
}

TEST(RandomUuid, IsVersion4InLowerCase) {
  for (int i = 0; i < 200; ++i) {
    const std::string uuid = RandomUuid();
    ASSERT_THAT(uuid, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    ASSERT_TRUE(IsUuid(uuid)) << uuid;
  }
}

TEST(RandomUuid, DoesNotRepeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(RandomUuid());

  EXPECT_EQ(seen.size(), 1000U);
}

TEST(RandomBytes, GivesAsManyAsAsked) {
  EXPECT_TRUE(RandomBytes(0).empty());
  EXPECT_EQ(RandomBytes(33).size(), 33U);
  EXPECT_NE(RandomBytes(16), RandomBytes(16));
}

TEST(ConstantTimeEquals, ComparesLikeAnyOtherComparison) {
  EXPECT_TRUE(ConstantTimeEquals("", ""));
  EXPECT_TRUE(ConstantTimeEquals("same", "same"));
  EXPECT_FALSE(ConstantTimeEquals("same", "samf"));
  EXPECT_FALSE(ConstantTimeEquals("same", "sam"));
  EXPECT_FALSE(ConstantTimeEquals("", "s"));
}

}  // namespace
}  // namespace authtree::inline v0
