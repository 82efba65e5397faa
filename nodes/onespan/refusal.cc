#include "refusal.h"

#include <string>

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {

Action Refusal(std::string_view outcome, FixedText sentence, ErrorCode code) {
  return Action::To(outcome)
      .Put(ostid::kErrorMessage, std::string(sentence.view()))
      .Put(ostid::kErrorCode, std::string(ErrorCodeName(code)));
}

}  // namespace authtree::inline v0::nodes
