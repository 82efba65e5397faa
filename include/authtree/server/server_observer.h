#pragma once

#include <cstdint>
#include <string_view>

namespace authtree::inline v0::server {

/// What became of a connection.
enum class ConnectionEvent : std::uint8_t {
  kOpened,
  kTurnedAway,  ///< closed as it came: there are too many
  kTlsFailed,   ///< no TLS connection came about; `kClosed` follows
  kClosed,
};

/// Told what a server does. Called on the threads of the server, several at a time: must be thread safe, must
/// not throw and must not wait. A function that is not overridden does nothing.
class ServerObserver {
 public:
  virtual ~ServerObserver() = default;
  virtual void OnConnection(ConnectionEvent event);
  /// A request was answered: by the handler, or by the server itself when it could not be read.
  virtual void OnRequest(int status);
};

}  // namespace authtree::inline v0::server
