#pragma once

#include <string>

#include "authtree/simulator/service_config.h"

namespace authtree::inline v0::cli {

/// A request to the simulated service as `authtree simulate` prints it: a line with the request and the
/// status, then what was sent (`>`) and answered (`<`), when there are such bodies. Ends with a line break.
[[nodiscard]] std::string RequestText(const simulator::RequestEvent& event);

}  // namespace authtree::inline v0::cli
