#pragma once

#include <memory>

#include <boost/asio/ssl/context.hpp>

#include "authtree/core/result.h"
#include "authtree/server/http_server.h"

namespace authtree::inline v0::server {

/// The OpenSSL settings of a listener. `ErrorCode::kInvalidInput` as `HttpServer::Start` describes it.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> MakeTlsContext(const ServerTls& tls);

}  // namespace authtree::inline v0::server
