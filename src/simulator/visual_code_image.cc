#include "authtree/simulator/visual_code_image.h"

#define ZX_USE_UTF8 1
#include <algorithm>
#include <array>
#include <exception>
#include <optional>

#include <ZXing/ReadBarcode.h>
#include <qrcodegen/qrcodegen.hpp>

#include "authtree/core/encoding.h"

#include "bitmap_font.h"
#include "png_image.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr int kCrontoStep = 35;
constexpr int kMaxSide = 4096;
constexpr int kTextMargin = 2;
constexpr std::array kQuietZones = {4, 2};
/// No camera tells one pixel from the next; enlarging is what the lens would have done.
constexpr std::array kEnlargements = {1, 3, 5};
constexpr int kMaxEnlargedSide = 2200;
constexpr std::size_t kMaxFileBytes = 16 * 1024 * 1024;

constexpr Colour kBannerColour{160, 0, 0};
constexpr std::array<Colour, 3> kModuleColours{{{120, 0, 0}, {0, 80, 0}, {0, 0, 140}}};

std::string_view LongestThatFits(std::initializer_list<std::string_view> texts, int width, int scale) {
  for (const std::string_view text : texts) {
    if (TextWidth(text, scale) + 2 * kTextMargin <= width) return text;
  }
  return {};
}

/// Text lines above and below the code of the stand-in.
struct Banner {
  std::string_view above;  ///< may be empty
  std::string_view below;  ///< never empty: this is what makes the picture honest
  int scale = 1;
  int margin = kTextMargin;

  [[nodiscard]] int LineHeight() const { return (kLetterHeight + 2 * margin) * scale; }
};

/// Where a code goes.
struct Placement {
  int module = 0;  ///< pixels a module
  int left = 0;
  int top = 0;
};

std::optional<Placement> Place(const ModuleGrid& grid, int side, int above, int below) {
  for (const int quiet : kQuietZones) {
    const int modules = grid.size() + 2 * quiet;
    const int module = std::min(side, side - above - below) / modules;
    if (module < 1) continue;
    const int drawn = grid.size() * module;
    return Placement{module, (side - drawn) / 2, above + (side - above - below - drawn) / 2};
  }
  return std::nullopt;
}

void DrawCentred(PngImage& image, std::string_view text, int top, int scale, Colour colour) {
  DrawText(image, text, (image.width() - TextWidth(text, scale)) / 2, top, scale, colour);
}

PngImage TooSmall(int side) {
  PngImage image(side, side, kWhite);
  if (side < 2 * kLetterHeight) return image;
  const int top = side / 2 - kLetterHeight - 1;
  DrawCentred(image, "TOO", top, 1, kBannerColour);
  DrawCentred(image, "SMALL", top + kLetterHeight + 2, 1, kBannerColour);
  return image;
}

PngImage DrawQr(const ModuleGrid& grid, int side) {
  const auto place = Place(grid, side, 0, 0);
  if (!place) return TooSmall(side);
  PngImage image(side, side, kWhite);
  for (int row = 0; row < grid.size(); ++row) {
    for (int column = 0; column < grid.size(); ++column) {
      if (!grid.dark(column, row)) continue;
      image.Fill(place->left + column * place->module, place->top + row * place->module, place->module,
                 place->module, kBlack);
    }
  }
  return image;
}

PngImage DrawStandIn(const ModuleGrid& grid, int side) {
  const int scale = std::max(1, side / 175);
  const Banner banner{LongestThatFits({"SIMULATED CODE", "SIMULATED"}, side, scale),
                      LongestThatFits({"NOT A CRONTO IMAGE", "NOT CRONTO", "SIM"}, side, scale), scale,
                      side > kCrontoStep ? kTextMargin : 1};
  int above = banner.above.empty() ? 0 : banner.LineHeight();
  const int below = banner.LineHeight();
  auto place = Place(grid, side, above, below);
  if (const auto bigger = Place(grid, side, 0, below); bigger && (!place || place->module < 2)) {
    if (!place || bigger->module > place->module) {
      place = bigger;
      above = 0;
    }
  }
  if (!place || banner.below.empty()) return TooSmall(side);

  PngImage image(side, side, kWhite);
  for (int row = 0; row < grid.size(); ++row) {
    for (int column = 0; column < grid.size(); ++column) {
      if (!grid.dark(column, row)) continue;
      const auto colour =
          static_cast<std::size_t>(column * 7 + row * 5 + column * row) % kModuleColours.size();
      image.Fill(place->left + column * place->module, place->top + row * place->module, place->module,
                 place->module, kModuleColours[colour]);
    }
  }
  if (above > 0) DrawCentred(image, banner.above, banner.margin * scale, scale, kBannerColour);
  DrawCentred(image, banner.below, side - (kLetterHeight + banner.margin) * scale, scale, kBannerColour);
  return image;
}

std::optional<std::string> ReadPixels(const PngImage& image) {
  try {
    const ZXing::ImageView view(image.pixels().data(), image.width(), image.height(),
                                ZXing::ImageFormat::RGB);
    auto hints = ZXing::DecodeHints();
    hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true).setTryRotate(true);
    for (const auto binarizer : {ZXing::Binarizer::LocalAverage, ZXing::Binarizer::GlobalHistogram}) {
      hints.setBinarizer(binarizer);
      const ZXing::Result found = ZXing::ReadBarcode(view, hints);
      if (found.isValid()) return std::string(found.bytes().begin(), found.bytes().end());
    }
  } catch (const std::exception&) {
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Result<ModuleGrid> QrModules(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > kMaxQrBytes) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "a visual code holds 1 to 2953 bytes"));
  }
  try {
    const std::vector<qrcodegen::QrSegment> segments{
        qrcodegen::QrSegment::makeBytes(std::vector<std::uint8_t>(bytes.begin(), bytes.end()))};
    const auto code = qrcodegen::QrCode::encodeSegments(segments, qrcodegen::QrCode::Ecc::LOW);
    std::vector<bool> dark;
    dark.reserve(static_cast<std::size_t>(code.getSize()) * static_cast<std::size_t>(code.getSize()));
    for (int row = 0; row < code.getSize(); ++row) {
      for (int column = 0; column < code.getSize(); ++column) dark.push_back(code.getModule(column, row));
    }
    return ModuleGrid(code.getSize(), std::move(dark));
  } catch (const std::exception&) {
    return tl::unexpected(Error(ErrorCode::kInternal, "the code could not be drawn"));
  }
}

Result<std::string> RenderVisualCode(VisualCodeFormat format, std::string_view bytes, int image_size) {
  int side = image_size;
  if (format == VisualCodeFormat::kCronto) side -= side % kCrontoStep;
  if (side < 1 || side > kMaxSide) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "the size of the picture is outside the limits"));
  }
  const auto grid = QrModules(bytes);
  if (!grid) return tl::unexpected(grid.error());
  const PngImage image = format == VisualCodeFormat::kCronto ? DrawStandIn(*grid, side) : DrawQr(*grid, side);
  auto file = image.Encode();
  if (!file) return tl::unexpected(Error(ErrorCode::kInternal, "the picture could not be written"));
  return *std::move(file);
}

Result<std::string> DecodeVisualCode(std::string_view png) {
  const auto image = png.size() <= kMaxFileBytes ? PngImage::Decode(png) : std::nullopt;
  if (!image)
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "this is no PNG picture that can be read"));
  for (const int factor : kEnlargements) {
    if (factor > 1 && std::max(image->width(), image->height()) * factor > kMaxEnlargedSide) break;
    if (auto bytes = ReadPixels(factor == 1 ? *image : image->Enlarged(factor))) return *std::move(bytes);
  }
  return tl::unexpected(Error(ErrorCode::kInvalidInput, "there is no visual code in the picture"));
}

std::optional<std::string> PngOfDataUri(std::string_view uri) {
  static constexpr std::string_view kPrefix = "data:image/png;base64,";
  if (!uri.starts_with(kPrefix)) return std::nullopt;
  return Base64Decode(uri.substr(kPrefix.size()));
}

}  // namespace authtree::inline v0::simulator
