#pragma once

#include <string>

#include "authtree/core/secret.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/simulator/virtual_digipass.h"

namespace authtree::inline v0::walk {

/// Registers a user and activates the device for her with the operations that a journey would use. An empty
/// serial number leaves the choice of the license to the service. False when the service refuses one of them.
[[nodiscard]] bool ActivateDevice(simulator::OneSpanService& service, simulator::VirtualDigipass& device,
                                  const std::string& user, const std::string& serial_number);

/// What an administrator does for a user who has an account with a static password: gives her that license
/// unless she has it, and activates the device for it with the operations of that flow. False when the
/// service refuses one of them.
[[nodiscard]] bool ActivateByAdministrator(simulator::OneSpanService& service,
                                           simulator::VirtualDigipass& device, const std::string& user,
                                           const Secret& static_password, const std::string& serial_number);

}  // namespace authtree::inline v0::walk
