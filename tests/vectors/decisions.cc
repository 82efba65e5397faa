#include <vector>

#include "decision.h"

namespace authtree::inline v0::vectors {

std::span<const Decision> Decisions() {
  static const std::vector<Decision> kAll = [] {
    std::vector<Decision> all;
    for (const std::span<const Decision> group :
         {ErrorDecisions(), InputDecisions(), RequestDecisions(), ReplyDecisions(), StateDecisions(),
          PromptDecisions(), AccountDecisions(), IdentityDecisions()}) {
      all.insert(all.end(), group.begin(), group.end());
    }
    return all;
  }();
  return kAll;
}

}  // namespace authtree::inline v0::vectors
