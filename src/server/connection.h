#pragma once

#include <boost/asio/ip/tcp.hpp>

#include "authtree/core/task.h"

#include "worker.h"

namespace authtree::inline v0::server {

/// Talks with one client until one side has had enough, over TLS if the server has it, and closes. `worker`
/// must live until then.
[[nodiscard]] Task<void> Serve(Worker& worker, boost::asio::ip::tcp::socket accepted);

}  // namespace authtree::inline v0::server
