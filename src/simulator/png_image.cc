#include "png_image.h"

#include <algorithm>

#include <png.h>

namespace authtree::inline v0::simulator {
namespace {

constexpr png_uint_32 kMaxSide = 4096;
constexpr std::size_t kChannels = 3;

std::size_t Bytes(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * kChannels;
}

}  // namespace

PngImage::PngImage(int width, int height, Colour background)
    : width_(width), height_(height), pixels_(Bytes(width, height)) {
  Fill(0, 0, width, height, background);
}

void PngImage::Fill(int left, int top, int width, int height, Colour colour) {
  const int right = std::min(left + width, width_);
  const int bottom = std::min(top + height, height_);
  for (int row = std::max(top, 0); row < bottom; ++row) {
    for (int column = std::max(left, 0); column < right; ++column) {
      std::copy(colour.begin(), colour.end(), pixels_.begin() + (row * width_ + column) * int{kChannels});
    }
  }
}

PngImage PngImage::Enlarged(int factor) const {
  PngImage large(width_ * factor, height_ * factor, kWhite);
  auto out = large.pixels_.begin();
  for (int row = 0; row < large.height_; ++row) {
    for (int column = 0; column < large.width_; ++column) {
      const auto from = pixels_.begin() + ((row / factor) * width_ + column / factor) * int{kChannels};
      out = std::copy(from, from + int{kChannels}, out);
    }
  }
  return large;
}

std::optional<std::string> PngImage::Encode() const {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width_);
  image.height = static_cast<png_uint_32>(height_);
  image.format = PNG_FORMAT_RGB;

  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string file(size, '\0');
  const int done = png_image_write_to_memory(&image, file.data(), &size, 0, pixels_.data(), 0, nullptr);
  png_image_free(&image);
  if (done == 0) return std::nullopt;
  file.resize(size);
  return file;
}

std::optional<PngImage> PngImage::Decode(std::string_view file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) return std::nullopt;
  if (image.width == 0 || image.height == 0 || image.width > kMaxSide || image.height > kMaxSide) {
    png_image_free(&image);
    return std::nullopt;
  }
  image.format = PNG_FORMAT_RGB;
  PngImage picture(static_cast<int>(image.width), static_cast<int>(image.height), kWhite);
  const png_color white{255, 255, 255};
  const int done = png_image_finish_read(&image, &white, picture.pixels_.data(), 0, nullptr);
  png_image_free(&image);
  if (done == 0) return std::nullopt;
  return picture;
}

}  // namespace authtree::inline v0::simulator
