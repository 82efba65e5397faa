#pragma once

namespace authtree::cli {

/// The text of the journey file that demos run.
extern const char* const kDemoJourney;

}  // namespace authtree::cli
