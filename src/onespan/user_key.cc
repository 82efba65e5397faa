#include "user_key.h"

#include "field_rules.h"

namespace authtree::inline v0::onespan {

std::optional<Error> CheckUserKey(const UserId& user) {
  if (auto problem = CheckText(kUserIdRule, user.user())) return problem;
  return CheckText(kPathDomainRule, user.domain());
}

}  // namespace authtree::inline v0::onespan
