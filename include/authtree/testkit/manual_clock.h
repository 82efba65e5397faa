#pragma once

#include "authtree/core/manual_clock.h"

namespace authtree::inline v0::testkit {

/// Time that stands still until a test moves it; see core/manual_clock.h.
using authtree::ManualClock;

}  // namespace authtree::inline v0::testkit
