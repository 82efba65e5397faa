#include "command_store.h"

namespace authtree::inline v0::walk {

Task<http::Response> CommandStore::Handle(http::ServerRequest /*request*/) {
  on_call_("store_command " + std::to_string(status_));
  co_return http::Response(status_);
}

}  // namespace authtree::inline v0::walk
