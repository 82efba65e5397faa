#include "identity_book.h"

#include <algorithm>
#include <utility>

#include "authtree/core/crypto.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kMostTransactions = 1000;

}  // namespace

std::string_view ResultNow(const IdentityTransaction& transaction, Moment now) {
  constexpr std::string_view kUnfinished = "Undefined";
  if (!transaction.visited || now < *transaction.visited + transaction.script.after) return kUnfinished;
  switch (transaction.script.result) {
    case IdentityResult::kPassed:
      return "Passed";
    case IdentityResult::kFailed:
      return "Failed";
    case IdentityResult::kUndefined:
      break;
  }
  return kUnfinished;
}

const IdentityTransaction& IdentityBook::Begin(IdentityTransaction transaction) {
  transaction.id = RandomUuid();
  transaction.page = RandomUuid();
  if (transactions_.size() == kMostTransactions) transactions_.pop_front();
  return transactions_.emplace_back(std::move(transaction));
}

const IdentityTransaction* IdentityBook::Find(std::string_view id) const {
  const auto found = std::find_if(transactions_.begin(), transactions_.end(),
                                  [id](const IdentityTransaction& one) { return one.id == id; });
  return found == transactions_.end() ? nullptr : &*found;
}

const IdentityTransaction* IdentityBook::Visit(std::string_view page, Moment now) {
  const auto found = std::find_if(transactions_.begin(), transactions_.end(),
                                  [page](const IdentityTransaction& one) { return one.page == page; });
  if (found == transactions_.end()) return nullptr;
  if (!found->visited) {
    found->visited = now;
    found->script = script_;
  }
  return &*found;
}

}  // namespace authtree::inline v0::simulator
