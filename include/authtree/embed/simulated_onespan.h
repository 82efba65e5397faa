#pragma once

#include <memory>

#include "authtree/simulator/service_config.h"

namespace authtree::inline v0 {

class Clock;
namespace onespan {
class Api;
}

namespace embed {

/// A client whose calls are answered by a simulated OneSpan service in this process: for
/// `RunnerOptions::onespan_api`, to try and to test without a tenant. Stands in the library
/// `embed_simulator`. `clock` may be null. Everything that is simulated is gone with the last copy of the
/// pointer.
[[nodiscard]] std::shared_ptr<const onespan::Api> SimulateOneSpan(
    simulator::ServiceConfig config = {}, std::shared_ptr<const Clock> clock = nullptr);

}  // namespace embed
}  // namespace authtree::inline v0
