#pragma once

namespace authtree::inline v0::nodes {

/// The files of src/browser/scripts, to the byte: the documentation tells their hashes.
extern const char* const kFillDeviceDataScript;
extern const char* const kShowVisualCodeScript;
extern const char* const kHideVisualCodeScript;

}  // namespace authtree::inline v0::nodes
