#pragma once

#include <string>
#include <string_view>

/// The published limits of the service, written down once more: a decision must not lean on the code that is
/// being compared.
namespace authtree::inline v0::vectors {

/// Whether the service's description refuses this text in the field of that name. False for fields without a
/// limit.
[[nodiscard]] bool BreaksLimits(std::string_view field, std::string_view value);

/// A field that the nodes fill in themselves, in whatever case.
[[nodiscard]] bool IsBuiltIn(std::string_view field);

[[nodiscard]] bool IsDecimal(std::string_view text);
[[nodiscard]] bool IsDottedIpv4(std::string_view text);
[[nodiscard]] bool IsDnsLabel(std::string_view text);
/// One of the eleven names of environments.
[[nodiscard]] bool IsEnvironment(std::string_view name);
/// https with a host, or http to this machine, and no version at its end.
[[nodiscard]] bool IsServiceUrl(std::string_view url);

}  // namespace authtree::inline v0::vectors
