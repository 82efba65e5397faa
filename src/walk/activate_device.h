#pragma once

#include <string>

#include "authtree/simulator/onespan_service.h"
#include "authtree/simulator/virtual_digipass.h"

namespace authtree::inline v0::walk {

/// Registers a user and activates the device for her with the operations that a journey would use. An empty
/// serial number leaves the choice of the license to the service. False when the service refuses one of them.
[[nodiscard]] bool ActivateDevice(simulator::OneSpanService& service, simulator::VirtualDigipass& device,
                                  const std::string& user, const std::string& serial_number);

}  // namespace authtree::inline v0::walk
