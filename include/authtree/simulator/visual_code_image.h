#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/result.h"

namespace authtree::inline v0::simulator {

/// The two kinds of code the visual code service knows.
enum class VisualCodeFormat : std::uint8_t {
  kCronto,  ///< answered by a labelled stand-in: the real symbology is proprietary and no Cronto device reads
            ///< ours
  kQrCode,  ///< a real QR code
};

/// A square of light and dark modules, without a quiet zone around it.
class ModuleGrid {
 public:
  ModuleGrid(int size, std::vector<bool> dark) : size_(size), dark_(std::move(dark)) {}

  /// Modules a side.
  [[nodiscard]] int size() const { return size_; }
  /// Whether a module is dark; what lies outside is light.
  [[nodiscard]] bool dark(int column, int row) const {
    if (column < 0 || row < 0 || column >= size_ || row >= size_) return false;
    return dark_[static_cast<std::size_t>(row) * static_cast<std::size_t>(size_) +
                 static_cast<std::size_t>(column)];
  }

 private:
  int size_;
  std::vector<bool> dark_;
};

/// The most bytes a QR code can hold.
inline constexpr std::size_t kMaxQrBytes = 2953;

/// The QR code that holds exactly these bytes, for drawing it elsewhere, a terminal for instance.
/// `ErrorCode::kInvalidInput` when there are none or more than `kMaxQrBytes`.
[[nodiscard]] Result<ModuleGrid> QrModules(std::string_view bytes);

/// Draws a code that holds exactly these bytes and returns the bytes of a PNG file, `image_size` pixels a
/// side (1 to 4096); for `kCronto` the size is cut down to a multiple of 35.
///
/// `kCronto` gives coloured modules under a banner that says it is simulated and no Cronto image. When the
/// code, and for the stand-in its banner, has no room in that size, the picture says that it is too small and
/// holds no code, so that a device finds nothing to read. `ErrorCode::kInvalidInput` for a size or a length
/// outside the limits.
[[nodiscard]] Result<std::string> RenderVisualCode(VisualCodeFormat format, std::string_view bytes,
                                                   int image_size);

/// The bytes that the code in a picture holds, found by looking at the pixels alone.
/// `ErrorCode::kInvalidInput` when this is no PNG file, an excessively large one, or a picture without a
/// code.
[[nodiscard]] Result<std::string> DecodeVisualCode(std::string_view png);

/// The bytes of the PNG file in a data URI (`data:image/png;base64,...`), the form in which nodes send
/// pictures. Nothing when it is none.
[[nodiscard]] std::optional<std::string> PngOfDataUri(std::string_view uri);

}  // namespace authtree::inline v0::simulator
