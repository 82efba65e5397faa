#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "authtree/core/clock.h"
#include "authtree/core/diagnostics.h"
#include "authtree/http/tls_identity_source.h"
#include "authtree/http/transport_observer.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/api.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/virtual_digipass.h"

#include "options.h"
#include "simulated_service.h"

namespace authtree::inline v0::cli {

/// What is told of the calls to the service; both may be empty.
struct ServiceObservers {
  std::function<void(const onespan::CallRecord&)> on_call;
  std::shared_ptr<http::TransportObserver> transport;
};

/// The OneSpan client that the nodes use, and the simulated service behind it when there is one.
struct ServiceConnection {
  std::unique_ptr<SimulatedService> simulated;  ///< null for a real service
  simulator::DigipassConfig digipass;
  /// The serial number that stands on the virtual Digipass: a license of the simulated tenant.
  std::string digipass_serial;
  std::shared_ptr<const onespan::Api> api;
  /// Commands and verifications have no transport unless the options name hosts for them.
  OneSpanNodeOptions nodes;
  /// The files of the client certificate, which may be read again; null when there are none.
  std::shared_ptr<http::TlsIdentityFiles> identity;
};

/// Connects as the options say. Everything is checked here, before the first journey: nothing that is missing
/// or unusable (a certificate, a key, an environment) is found out by a user. Null `api` when there are
/// errors, and when no option names a service: fine for journeys that call none.
[[nodiscard]] ServiceConnection ConnectService(const ServiceOptions& options,
                                               std::shared_ptr<const Clock> clock, Diagnostics& diagnostics,
                                               ServiceObservers observers = {});

}  // namespace authtree::inline v0::cli
