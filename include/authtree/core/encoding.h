#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace authtree::inline v0 {

/// Two lower-case hexadecimal digits a byte, nothing padded: the form OneSpan messages are kept in.
[[nodiscard]] std::string HexEncode(std::string_view bytes);
/// Strict: an even number of digits of either case, else nothing.
[[nodiscard]] std::optional<std::string> HexDecode(std::string_view text);
/// True for a non-empty, even number of hexadecimal digits.
[[nodiscard]] bool IsHex(std::string_view text);

/// RFC 4648 section 4, with padding.
[[nodiscard]] std::string Base64Encode(std::string_view bytes);
[[nodiscard]] std::optional<std::string> Base64Decode(std::string_view text);

/// RFC 4648 section 5, without padding.
[[nodiscard]] std::string Base64UrlEncode(std::string_view bytes);
[[nodiscard]] std::optional<std::string> Base64UrlDecode(std::string_view text);

/// True for well-formed UTF-8: no overlong forms, no surrogates.
[[nodiscard]] bool IsUtf8(std::string_view text);

/// True for the 36-character text form of a UUID in lower case.
[[nodiscard]] bool IsUuid(std::string_view text);

}  // namespace authtree::inline v0
