#pragma once

#include <cstdint>
#include <utility>

#include "authtree/core/secret.h"

namespace authtree::inline v0::onespan {

enum class VisualCodeFormat : std::uint8_t { kCronto, kQrCode };

/// How the service is to read a message.
enum class MessageEncoding : std::uint8_t {
  kHexString,  ///< the bytes that the hex digits stand for
  kClearText,  ///< the characters themselves
};

/// `POST /visualcodes/render` (renderVisualCodeUsingPOST), or the GET form where configured.
class RenderVisualCodeRequest {
 public:
  RenderVisualCodeRequest(Secret message, MessageEncoding encoding, VisualCodeFormat format, int image_size)
      : message_(std::move(message)), encoding_(encoding), format_(format), image_size_(image_size) {}
  [[nodiscard]] const Secret& message() const { return message_; }
  [[nodiscard]] MessageEncoding encoding() const { return encoding_; }
  [[nodiscard]] VisualCodeFormat format() const { return format_; }
  /// Side in pixels, 35 to 700.
  [[nodiscard]] int image_size() const { return image_size_; }

 private:
  Secret message_;
  MessageEncoding encoding_;
  VisualCodeFormat format_;
  int image_size_;
};

/// A rendered code. A secret: it holds the message.
struct VisualCodeImage {
  Secret png;
};

}  // namespace authtree::inline v0::onespan
