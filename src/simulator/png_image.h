#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0::simulator {

using Colour = std::array<std::uint8_t, 3>;

inline constexpr Colour kWhite{255, 255, 255};
inline constexpr Colour kBlack{0, 0, 0};

/// A picture in memory: red, green, blue, one byte each.
class PngImage {
 public:
  PngImage(int width, int height, Colour background);

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  /// The bytes, row after row, three a pixel.
  [[nodiscard]] const std::vector<std::uint8_t>& pixels() const { return pixels_; }

  /// Fills a rectangle; what lies outside the picture is left out.
  void Fill(int left, int top, int width, int height, Colour colour);

  /// The same picture with every pixel drawn `factor` by `factor` times.
  [[nodiscard]] PngImage Enlarged(int factor) const;

  /// The file: the pixels, and no other chunk that could carry a payload.
  [[nodiscard]] std::optional<std::string> Encode() const;

  /// Reads a file; transparent parts become white. Nothing when it is no PNG file or more than 4096 pixels a
  /// side.
  [[nodiscard]] static std::optional<PngImage> Decode(std::string_view file);

 private:
  int width_;
  int height_;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace authtree::inline v0::simulator
