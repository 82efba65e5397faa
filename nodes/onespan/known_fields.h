#pragma once

#include <span>
#include <string_view>

namespace authtree::inline v0::nodes {

/// The fields that the bodies of an operation have, by which the direction of an attribute map is told.
[[nodiscard]] std::span<const std::string_view> KnownAuthenticationFields();
[[nodiscard]] std::span<const std::string_view> KnownTransactionFields();
[[nodiscard]] std::span<const std::string_view> KnownUserFields();
[[nodiscard]] std::span<const std::string_view> KnownVirtualOtpFields();

/// True for those of logins, events and transactions that the nodes fill in themselves, in whatever case: a
/// map must not name them.
[[nodiscard]] bool IsBuiltInAuthenticationField(std::string_view field);
/// The same for accounts and for virtual one-time passwords.
[[nodiscard]] bool IsBuiltInUserField(std::string_view field);
[[nodiscard]] bool IsBuiltInVirtualOtpField(std::string_view field);

}  // namespace authtree::inline v0::nodes
