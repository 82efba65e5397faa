#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/simulator/visual_code_image.h"

#include "png_image.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;

/// Bytes of every kind, always the same: NUL, high bytes, text, a mixture.
std::string Payload(std::size_t size, int kind) {
  std::string bytes;
  unsigned state = 7 + static_cast<unsigned>(size);
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 1664525U + 1013904223U;
    const char options[] = {'\0', '\xFF', static_cast<char>('0' + i % 10), static_cast<char>(state >> 24U)};
    bytes += options[kind];
  }
  return bytes;
}

std::string Draw(VisualCodeFormat format, std::string_view bytes, int size) {
  const auto png = RenderVisualCode(format, bytes, size);
  EXPECT_TRUE(png) << png.error().Describe();
  return png.value_or(std::string());
}

/// The names of the chunks in a PNG file.
std::vector<std::string> Chunks(std::string_view png) {
  std::vector<std::string> names;
  for (std::size_t at = 8; at + 8 <= png.size();) {
    std::size_t length = 0;
    for (const char byte : png.substr(at, 4)) length = length << 8U | static_cast<unsigned char>(byte);
    names.emplace_back(png.substr(at + 4, 4));
    at += length + 12;
  }
  return names;
}

class PictureRoundTripTest : public ::testing::TestWithParam<std::tuple<VisualCodeFormat, int>> {};

TEST_P(PictureRoundTripTest, EveryPayloadComesBackFromThePixels) {
  const auto [format, size] = GetParam();
  for (const std::size_t length : {1U, 2U, 7U, 20U, 38U, 64U, 99U, 100U}) {
    for (int kind = 0; kind < 4; ++kind) {
      const std::string bytes = Payload(length, kind);
      const auto read = DecodeVisualCode(Draw(format, bytes, size));
      ASSERT_TRUE(read) << size << " pixels, " << length << " bytes of kind " << kind;
      EXPECT_EQ(*read, bytes);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, PictureRoundTripTest,
                         ::testing::Combine(::testing::Values(VisualCodeFormat::kCronto,
                                                              VisualCodeFormat::kQrCode),
                                            ::testing::Values(70, 105, 140, 175, 210, 350, 420, 700)));

TEST(PictureTest, EveryLengthUpToAHundredBytesFitsTheDefaultSize) {
  for (std::size_t length = 1; length <= 100; ++length) {
    const std::string bytes = Payload(length, 3);
    const auto read = DecodeVisualCode(Draw(VisualCodeFormat::kCronto, bytes, 175));
    ASSERT_TRUE(read) << length;
    EXPECT_EQ(*read, bytes);
  }
}

TEST(PictureTest, QrHasExactlyTheSizeAskedForAndCrontoAMultipleOf35) {
  for (const int size : {35, 36, 100, 174, 175, 209, 700}) {
    const auto qr = PngImage::Decode(Draw(VisualCodeFormat::kQrCode, "x", size));
    const auto cronto = PngImage::Decode(Draw(VisualCodeFormat::kCronto, "x", size));
    ASSERT_TRUE(qr && cronto);
    EXPECT_EQ(qr->width(), size);
    EXPECT_EQ(qr->height(), size);
    EXPECT_EQ(cronto->width(), size / 35 * 35);
    EXPECT_EQ(cronto->height(), size / 35 * 35);
  }
}

TEST(PictureTest, QrIsBlackAndWhiteOnly) {
  const auto picture = PngImage::Decode(Draw(VisualCodeFormat::kQrCode, Payload(50, 3), 200));
  for (const auto byte : picture->pixels()) ASSERT_TRUE(byte == 0 || byte == 255);
}

TEST(PictureTest, TheStandInCarriesABannerOutsideItsCode) {
  for (const int size : {35, 70, 105, 140, 175, 210, 700}) {
    const auto picture = PngImage::Decode(Draw(VisualCodeFormat::kCronto, "1", size));
    ASSERT_TRUE(picture);
    int banner = 0;
    for (std::size_t at = 0; at < picture->pixels().size(); at += 3) {
      banner += picture->pixels()[at] == 160 && picture->pixels()[at + 1] == 0 ? 1 : 0;
    }
    EXPECT_GT(banner, 20) << size;
    EXPECT_TRUE(DecodeVisualCode(Draw(VisualCodeFormat::kCronto, "1", size))) << size;
  }
}

TEST(PictureTest, WhatHasNoRoomIsSaidInThePictureAndCannotBeRead) {
  for (const auto format : {VisualCodeFormat::kCronto, VisualCodeFormat::kQrCode}) {
    const auto read = DecodeVisualCode(Draw(format, Payload(500, 3), 35));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::kInvalidInput);
  }
}

TEST(PictureTest, LargeMessagesFitLargePictures) {
  const std::string bytes = Payload(535, 3);
  EXPECT_EQ(DecodeVisualCode(Draw(VisualCodeFormat::kCronto, bytes, 350)).value_or(""), bytes);
  const std::string larger = Payload(2101, 3);
  EXPECT_EQ(DecodeVisualCode(Draw(VisualCodeFormat::kQrCode, larger, 700)).value_or(""), larger);
}

TEST(PictureTest, TheFileHoldsNothingButPixels) {
  for (const auto format : {VisualCodeFormat::kCronto, VisualCodeFormat::kQrCode}) {
    auto chunks = Chunks(Draw(format, "secret", 175));
    std::erase(chunks, "sRGB");
    EXPECT_THAT(chunks, ElementsAre("IHDR", "IDAT", "IEND"));
  }
}

TEST(PictureTest, LimitsAreErrors) {
  EXPECT_FALSE(RenderVisualCode(VisualCodeFormat::kQrCode, "", 175));
  EXPECT_FALSE(RenderVisualCode(VisualCodeFormat::kQrCode, std::string(kMaxQrBytes + 1, 'x'), 175));
  EXPECT_FALSE(RenderVisualCode(VisualCodeFormat::kQrCode, "x", 0));
  EXPECT_FALSE(RenderVisualCode(VisualCodeFormat::kCronto, "x", 34));
  EXPECT_FALSE(RenderVisualCode(VisualCodeFormat::kQrCode, "x", 4097));
  EXPECT_FALSE(QrModules(""));
}

TEST(PictureTest, WhatIsNoCodeIsAnError) {
  const std::string png = Draw(VisualCodeFormat::kQrCode, "x", 175);
  const std::string white = *PngImage(175, 175, kWhite).Encode();
  for (const std::string& file : {std::string(), std::string("not a picture"), png.substr(0, png.size() / 2),
                                  white, png.substr(0, 33)}) {
    const auto read = DecodeVisualCode(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), ErrorCode::kInvalidInput);
  }
}

TEST(PictureTest, ModulesAreTheDrawnCode) {
  const auto grid = QrModules("hello");
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->size(), 21);
  EXPECT_TRUE(grid->dark(0, 0));
  EXPECT_FALSE(grid->dark(1, 1));
  EXPECT_FALSE(grid->dark(-1, 0));
  EXPECT_FALSE(grid->dark(0, 21));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
