#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/simulator/service_config.h"

#include "fault_transports.h"

namespace authtree::inline v0::faults {

/// The node at which a fault happens.
enum class Place : std::uint8_t { kRegister, kAddDevice, kActivateDevice, kRenderVisualCode };
inline constexpr std::array<Place, 4> kPlaces{Place::kRegister, Place::kAddDevice, Place::kActivateDevice,
                                              Place::kRenderVisualCode};

/// "Register", ..., as in a test's name.
[[nodiscard]] std::string PlaceName(Place place);
/// The type of the node there.
[[nodiscard]] std::string NodeTypeAt(Place place);

/// How to bring a fault about.
struct Setup {
  std::function<void(simulator::ServiceConfig&)> service;  ///< of the simulated service
  simulator::DigipassConfig device;                        ///< what the person holds
  std::string serial = "VDS1000001";                       ///< what the person types
  std::string device_code;                                 ///< the same; empty: what the device shows
  std::string signature;                                   ///< the same
  FaultMaker wire;                ///< in place of the way to the service, at this node only
  std::chrono::seconds pause{0};  ///< before the person answers the prompt ahead of the node
};

/// What has to come out.
struct Told {
  std::string code;
  std::string sentence;
};

/// One fault at one node.
struct ErrorCase {
  std::function<Setup()> make;  ///< empty: this fault cannot happen here
  Told told;
  std::string why_not;
};

/// One fault, everywhere.
struct ErrorRow {
  std::string fault;
  std::array<ErrorCase, kPlaces.size()> cases;  ///< in the order of `kPlaces`
};

/// All faults: what the service says, what the answers look like, what happens to connections and TLS.
[[nodiscard]] std::vector<ErrorRow> BusinessRows();
[[nodiscard]] std::vector<ErrorRow> ReplyRows();
[[nodiscard]] std::vector<ErrorRow> ConnectionRows();
[[nodiscard]] std::vector<ErrorRow> AllErrorRows();

/// What came out of a journey with a fault in it.
struct Seen {
  std::string outcome;                  ///< that the node left by
  Told told;                            ///< what was in state and on the page, without the correlation id
  std::string end;                      ///< of the journey, after the error was read
  std::chrono::milliseconds took{0};    ///< the round with the fault in it, by the clock of the journey
  std::vector<std::string> violations;  ///< of the service's description, by requests that did arrive
};

/// Walks an offline activation into the fault.
[[nodiscard]] Seen Observe(Place place, const Setup& setup);

/// What a cell of the table says.
[[nodiscard]] std::string CellText(const Seen& seen);

}  // namespace authtree::inline v0::faults
