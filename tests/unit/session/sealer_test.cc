#include "authtree/session/sealer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::AnyOf;

std::shared_ptr<const KeyRing> Ring(const std::string& id, char fill) {
  return KeyRing::Make(id, Secret(std::string(KeyRing::kKeySize, fill))).value();
}

TEST(Sealer, RefusesEveryChangedBit) {
  const Sealer sealer(*Ring("k", 'a'));
  const std::string sealed = sealer.Seal(Secret("attack at dawn"), "id").value();
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = sealed;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
      const auto opened = sealer.Open(changed, "id");
      ASSERT_FALSE(opened) << "byte " << i << " bit " << bit;
      // The second and the third byte name the key.
      const bool names_another = i == 1 || i == 2;
      EXPECT_THAT(opened.error().code(),
                  AnyOf(ErrorCode::kRejected, names_another ? ErrorCode::kNotFound : ErrorCode::kRejected));
    }
  }
}

TEST(Sealer, RefusesEveryPrefix) {
  const Sealer sealer(*Ring("k", 'a'));
  const std::string sealed = sealer.Seal(Secret("attack at dawn"), "id").value();
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(sealer.Open(sealed.substr(0, size), "id")) << size;
  }
  EXPECT_FALSE(sealer.Open(sealed + "x", "id"));
}

TEST(Sealer, RefusesOtherAssociatedText) {
  const Sealer sealer(*Ring("k", 'a'));
  const std::string sealed = sealer.Seal(Secret("text"), "here").value();
  EXPECT_EQ(sealer.Open(sealed, "there").error().code(), ErrorCode::kRejected);
  EXPECT_EQ(sealer.Open(sealed, "").error().code(), ErrorCode::kRejected);
}

TEST(Sealer, RefusesUnknownKey) {
  const std::string sealed = Sealer(*Ring("k", 'a')).Seal(Secret("text"), "id").value();
  EXPECT_EQ(Sealer(*Ring("other", 'a')).Open(sealed, "id").error().code(), ErrorCode::kNotFound);
}

TEST(Sealer, RefusesOtherKeyOfTheSameId) {
  const std::string sealed = Sealer(*Ring("k", 'a')).Seal(Secret("text"), "id").value();
  EXPECT_EQ(Sealer(*Ring("k", 'b')).Open(sealed, "id").error().code(), ErrorCode::kRejected);
}

TEST(Sealer, RefusesWhatIsTooLarge) {
  const Sealer sealer(*Ring("k", 'a'));
  EXPECT_EQ(sealer.Seal(Secret(std::string((16U << 20U) + 1, 'x')), "id").error().code(),
            ErrorCode::kInvalidInput);
}

TEST(Sealer, OpensWhatItSealed) {
  const Sealer sealer(*Ring("k", 'a'));
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 5000U}) {
    const std::string text(size, 't');
    const SecretBuffer buffer(text.begin(), text.end());
    EXPECT_EQ(sealer.Open(sealer.Seal(buffer, "id").value(), "id").value().Expose(), text);
    EXPECT_EQ(sealer.Open(sealer.Seal(Secret(text), "").value(), "").value().Expose(), text);
  }
}

TEST(Sealer, OpensWithOlderKeyAfterRotation) {
  const auto old_ring = Ring("old", 'a');
  const std::string sealed = Sealer(*old_ring).Seal(Secret("text"), "id").value();
  const auto both = old_ring->WithKey("new", Secret(std::string(32, 'b'))).value()->WithActive("new").value();
  const Sealer rotated(*both);
  EXPECT_EQ(rotated.Open(sealed, "id").value().Expose(), "text");
  const std::string sealed_new = rotated.Seal(Secret("text"), "id").value();
  EXPECT_EQ(Sealer(*both->WithoutKey("old").value()).Open(sealed_new, "id").value().Expose(), "text");
}

TEST(Sealer, HidesTheTextAndNeverRepeatsItself) {
  const Sealer sealer(*Ring("k", 'a'));
  const std::string one = sealer.Seal(Secret("canary"), "id").value();
  const std::string two = sealer.Seal(Secret("canary"), "id").value();
  EXPECT_EQ(one.find("canary"), std::string::npos);
  EXPECT_NE(one, two);
}

}  // namespace
}  // namespace authtree::inline v0
