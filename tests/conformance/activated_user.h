#pragma once

#include "fact_world.h"

namespace authtree::inline v0::conformance {

/// Registers the user of the vendor's tests with the pass key, and activates the app of a phone, through the
/// nodes. What goes wrong fails the test.
void ActivateApp(const LiveWorld& world);

}  // namespace authtree::inline v0::conformance
