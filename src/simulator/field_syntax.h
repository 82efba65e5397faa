#pragma once

#include <string_view>

#include "authtree/core/encoding.h"

#include "field_rules.h"

namespace authtree::inline v0::simulator {

/// Three of A-Z and 0-9, then seven digits.
[[nodiscard]] bool IsLicenseSerial(std::string_view text);
/// A license serial, alone or with a dash and one or two digits.
[[nodiscard]] bool IsAnySerial(std::string_view text);
[[nodiscard]] bool IsHexDigits(std::string_view text);
[[nodiscard]] bool IsIpv4(std::string_view text);
[[nodiscard]] bool IsPhone(std::string_view text);
/// No control characters, no outer blanks.
[[nodiscard]] bool IsDescription(std::string_view text);
[[nodiscard]] bool IsEnvironmentName(std::string_view text);
/// Something beside white space.
[[nodiscard]] bool IsNotBlank(std::string_view text);
/// A sign perhaps, up to 20 digits, up to 3 decimals.
[[nodiscard]] bool IsAmount(std::string_view text);

inline constexpr TextSyntax kLicenseSerialSyntax{"^[A-Z0-9]{3}[0-9]{7}$", IsLicenseSerial};
inline constexpr TextSyntax kAnySerialSyntax{"^[A-Z0-9]{3}[0-9]{7}(-[0-9]{1,2})?$", IsAnySerial};
inline constexpr TextSyntax kHexDigits{"^[0-9a-fA-F]+$", IsHexDigits};
inline constexpr TextSyntax kHexBytes{"^([0-9a-fA-F]{2})+$", IsHex};
inline constexpr TextSyntax kIpv4{"an IPv4 address", IsIpv4};
inline constexpr TextSyntax kPhone{"^[\\+\\-\\(\\)0-9 ]{0,20}$", IsPhone};
inline constexpr TextSyntax kDescription{"^(?=^\\S)(?=.*\\S$)[^\\x00-\\x1F\\x7F]{1,255}$", IsDescription};
inline constexpr TextSyntax kEnvironmentName{"^[a-zA-Z0-9-_]+$", IsEnvironmentName};
inline constexpr TextSyntax kRequestIdSyntax{"a UUID in lower case", IsUuid};
inline constexpr TextSyntax kNotBlank{"[^\\s]", IsNotBlank};
inline constexpr TextSyntax kAmount{"^-?[0-9]{1,20}(\\.[0-9]{1,3})?$", IsAmount};

}  // namespace authtree::inline v0::simulator
