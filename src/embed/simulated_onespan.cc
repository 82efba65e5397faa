#include "authtree/embed/simulated_onespan.h"

#include <utility>

#include "authtree/core/clock.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"
#include "authtree/simulator/onespan_service.h"

namespace authtree::inline v0::embed {

std::shared_ptr<const onespan::Api> SimulateOneSpan(simulator::ServiceConfig config,
                                                    std::shared_ptr<const Clock> clock) {
  if (clock == nullptr) clock = SystemClock();
  auto service = std::make_shared<simulator::OneSpanService>(std::move(config), clock);
  // The URL is never opened: the transport hands every request to the service.
  onespan::RestApiOptions options{.location = *onespan::ServiceLocation::AtUrl("demo", "https://localhost")};
  options.clock = std::move(clock);
  return *onespan::RestApi::Make(std::move(options),
                                 std::make_shared<const simulator::InProcessTransport>(std::move(service)));
}

}  // namespace authtree::inline v0::embed
