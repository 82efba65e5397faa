#include "authtree/version.h"

namespace authtree::inline v0 {

std::string_view LibraryVersion() noexcept { return AUTHTREE_VERSION; }

}  // namespace authtree::inline v0
