#pragma once

#include <optional>
#include <string>

#include "authtree/am/authenticate_observer.h"

namespace authtree::inline v0::am {

/// What becomes known of a request while it is answered, for the observer.
struct RequestFindings {
  std::string transaction_id;
  AuthenticateKind kind = AuthenticateKind::kOther;
  std::optional<SessionRefusal> refusal;
  std::string journey;      ///< of an authId that is ours
  std::string tracking_id;  ///< of an authId that is ours
};

}  // namespace authtree::inline v0::am
