#include "authtree/session/session_observer.h"

namespace authtree::inline v0 {

std::string_view StoreOperationName(StoreOperation operation) {
  switch (operation) {
    case StoreOperation::kTake:
      return "take";
    case StoreOperation::kPut:
      return "put";
  }
  return {};
}

void SessionObserver::OnStore(const StoreEvent& /*event*/) {}
void SessionObserver::OnKeyReload(const KeyReload& /*event*/) {}

}  // namespace authtree::inline v0
