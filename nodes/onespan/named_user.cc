#include "named_user.h"

#include "authentication_attempt.h"
#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

Result<std::string> NamedUser(const StateView& state) {
  const Result<std::string> key = state.Require(ostid::kUserNameKey);
  if (!key) return tl::unexpected(key.error());
  return RequireUserName(state, *key);
}

}  // namespace authtree::inline v0::nodes
