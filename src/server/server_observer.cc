#include "authtree/server/server_observer.h"

namespace authtree::inline v0::server {

void ServerObserver::OnConnection(ConnectionEvent /*event*/) {}
void ServerObserver::OnRequest(int /*status*/) {}

}  // namespace authtree::inline v0::server
