#pragma once

namespace authtree::inline v0::cli {

/// The text of the journey file that demos run.
extern const char* const kDemoJourney;

}  // namespace authtree::inline v0::cli
