#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/testkit/node_tester.h"

#include "fact_world.h"
#include "fixture_values.h"

namespace authtree::inline v0::conformance {

/// A node of the pack with the state and the callbacks that a fact gives it.
class FactNode : public testkit::NodeTesterBase {
 public:
  FactNode(const FactWorld& world, std::string_view type, const Json& properties = Json::object());

  FactNode& Shared(std::string_view key, Value value);
  FactNode& Shared(std::string_view key, std::string_view text) {
    return Shared(key, Value(Json(std::string(text))));
  }
  FactNode& Transient(std::string_view key, Value value);
  /// The state that another node has left.
  FactNode& After(const FactNode& earlier);
  FactNode& Submit(std::vector<Callback> callbacks);
  FactNode& ClientIp(std::string_view address);
  /// `ostid_event_expiry_date`, so long after now.
  FactNode& ExpiresIn(std::chrono::seconds length);
  /// The user's name, and the fingerprint that the vendor's tests put into shared state.
  FactNode& UserAndFingerprint();
  /// The two further attributes of the vendor's tests, under the state keys of their map.
  FactNode& PhoneAndMail();

  /// One step, with the engine's rule for errors: an error that the type has an outcome for becomes that
  /// outcome, and what is said of it stands in state.
  testkit::StepResult Step();

  [[nodiscard]] bool Has(std::string_view key) const { return Text(key).has_value(); }
  /// All keys of shared state, sorted.
  [[nodiscard]] std::vector<std::string> SharedKeys() const;
};

/// The map of the vendor's tests: request fields first.
[[nodiscard]] Json PhoneAndMailMap();

}  // namespace authtree::inline v0::conformance
