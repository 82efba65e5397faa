#pragma once

#include <cstdint>

#include "authtree/node/callback.h"

namespace authtree::inline v0::nodes {

/// What a script lets AM's own pages do, with the module for pages.
enum class PageTask : std::uint8_t { kFillDeviceData, kShowVisualCode, kHideVisualCode };

/// The script for a task. Its text is a constant: all values are in hidden values beside it.
[[nodiscard]] Callback PageScript(PageTask task);

/// A hidden value whose field holds the value from the start, not the id. AM's pages put into their documents
/// what is in a field, and nothing else of a hidden value.
[[nodiscard]] Callback PutIntoPage(Callback hidden_value);

}  // namespace authtree::inline v0::nodes
