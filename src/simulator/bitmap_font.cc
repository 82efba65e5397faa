#include "bitmap_font.h"

#include <array>
#include <cstdint>

namespace authtree::inline v0::simulator {
namespace {

constexpr int kLetterWidth = 5;
constexpr int kPitch = kLetterWidth + 1;

struct Glyph {
  char letter;
  std::array<std::uint8_t, kLetterHeight> rows;  ///< five bits a row, the highest is the left one
};

constexpr std::array kGlyphs = {
    Glyph{'A', {0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001}},
    Glyph{'C', {0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110}},
    Glyph{'D', {0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110}},
    Glyph{'E', {0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111}},
    Glyph{'G', {0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01110}},
    Glyph{'I', {0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110}},
    Glyph{'L', {0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111}},
    Glyph{'M', {0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001}},
    Glyph{'N', {0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001}},
    Glyph{'O', {0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110}},
    Glyph{'R', {0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001}},
    Glyph{'S', {0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110}},
    Glyph{'T', {0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100}},
    Glyph{'U', {0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110}},
};

void DrawGlyph(PngImage& image, const Glyph& glyph, int left, int top, int scale, Colour colour) {
  int row = 0;
  for (const unsigned bits : glyph.rows) {
    for (int column = 0; column < kLetterWidth; ++column) {
      if ((bits >> (kLetterWidth - 1 - column)) & 1U) {
        image.Fill(left + column * scale, top + row * scale, scale, scale, colour);
      }
    }
    ++row;
  }
}

}  // namespace

int TextWidth(std::string_view text, int scale) {
  return (static_cast<int>(text.size()) * kPitch - 1) * scale;
}

void DrawText(PngImage& image, std::string_view text, int left, int top, int scale, Colour colour) {
  for (const char letter : text) {
    for (const Glyph& glyph : kGlyphs) {
      if (glyph.letter == letter) DrawGlyph(image, glyph, left, top, scale, colour);
    }
    left += kPitch * scale;
  }
}

}  // namespace authtree::inline v0::simulator
