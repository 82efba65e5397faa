#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/secret.h"

#include "refusal.h"
#include "tenant.h"

namespace authtree::inline v0::simulator {

struct RegisterCommand {
  std::string user_id;
  std::string domain;
  std::optional<Secret> static_password;
  std::string license_type;
  std::string serial_number;  ///< wish; empty for none
  std::string description;
};

struct Registered {
  std::string registration_id;  ///< empty for onlineMDL
  Secret activation_password;   ///< hexadecimal Activation Message 1 for offlineMDL
  std::string serial_number;
};

/// Makes the account if need be, assigns a license and opens a registration.
[[nodiscard]] Outcome<Registered> Register(Tenant& tenant, ActivationKind kind,
                                           const RegisterCommand& command, Moment now);

/// Makes the account if need be and answers a registration id that no other operation accepts.
[[nodiscard]] Outcome<std::string> RegisterFido(Tenant& tenant, const RegisterCommand& command);

struct AddedDevice {
  Secret activation_message2;  ///< hexadecimal
  bool first_instance = false;
  DeviceType device_type = DeviceType::kHardware;
  std::string user_id;
  std::string domain;
  std::string serial_number;
};
[[nodiscard]] Outcome<AddedDevice> AddDevice(Tenant& tenant, std::string_view registration_id,
                                             const Secret& device_code, Moment now);

struct StartCommand {
  std::string user_id;
  std::string domain;
  Secret static_password;
  ActivationKind kind = ActivationKind::kOnline;
  std::string serial_number;  ///< of a license of the user; empty for any
  std::string description;
  std::optional<Secret> device_code;  ///< of an offline activation that is begun with it
};

struct Started {
  std::string registration_id;
  std::string serial_number;         ///< of the license
  Secret activation_password;        ///< hexadecimal Activation Message 1 for offlineMDL
  std::optional<AddedDevice> added;  ///< with a device code
};
/// Opens a registration for an account that exists, on a license that it has. 404 without an account or a
/// license, 409 for a wrong password, a locked or disabled account, a wrong device code and the limits.
[[nodiscard]] Outcome<Started> StartRegistration(Tenant& tenant, const StartCommand& command, Moment now);

/// Activation Message 1 of a license, in hexadecimal digits: 404 when there is none, 409 when it cannot be
/// activated on devices.
[[nodiscard]] Outcome<Secret> ActivationMessageOf(Tenant& tenant, std::string_view serial);

struct ActivatedDevice {
  std::string user_id;
  std::string domain;
  std::string serial_number;
};
[[nodiscard]] Outcome<ActivatedDevice> Activate(Tenant& tenant, std::string_view registration_id,
                                                const Secret& signature, Moment now);

enum class ActivationStatus : std::uint8_t { kUnknown, kPending, kActivated, kTimeout };
[[nodiscard]] ActivationStatus StatusOf(Tenant& tenant, const AccountKey& account, Moment now);

[[nodiscard]] std::optional<Refusal> Unregister(Tenant& tenant, const AccountKey& account, Moment now);

}  // namespace authtree::inline v0::simulator
