#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <curl/curl.h>

#include "authtree/core/task.h"

namespace authtree::inline v0::http {

/// libcurl's process-wide state, counted by libcurl itself.
class CurlGlobal {
 public:
  CurlGlobal() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~CurlGlobal() { curl_global_cleanup(); }
  CurlGlobal(const CurlGlobal&) = delete;
  CurlGlobal& operator=(const CurlGlobal&) = delete;
};

/// Drives the transfers of one `io_context`: a multi handle whose sockets and timer are waited for by Asio.
///
/// Used from the one thread that runs the context. libcurl's callbacks never resume a coroutine: finished
/// transfers are collected after libcurl has returned, and resumed by posts.
class CurlEngine final : public boost::asio::execution_context::service {
 public:
  static inline boost::asio::execution_context::id id;

  explicit CurlEngine(boost::asio::execution_context& context);
  ~CurlEngine() override;

  /// The engine of the context behind `executor`, made at the first call.
  [[nodiscard]] static CurlEngine& Of(const boost::asio::any_io_executor& executor);

  /// Keeps at least `count` idle connections.
  void KeepConnections(std::size_t count);

  /// Runs one transfer to its end. `easy` belongs to the caller and must not be destroyed before this
  /// coroutine is. A cancelled transfer ends with CURLE_ABORTED_BY_CALLBACK.
  [[nodiscard]] Task<CURLcode> Run(CURL* easy);

 private:
  using Handler = boost::asio::async_result<boost::asio::use_awaitable_t<>, void(CURLcode)>::handler_type;
  using Ticket = std::uintptr_t;

  /// One transfer that somebody awaits.
  struct Operation {
    CURL* easy;
    boost::asio::any_io_executor executor;
    boost::asio::cancellation_slot slot;
    Handler handler;
  };

  /// One socket of libcurl's, borrowed for waiting.
  struct Watch {
    explicit Watch(const boost::asio::any_io_executor& executor) : descriptor(executor) {}

    boost::asio::posix::stream_descriptor descriptor;
    int wanted = 0;
    bool reading = false;
    bool writing = false;
    bool dead = false;
  };

  void shutdown() override;

  void Start(CURL* easy, boost::asio::any_io_executor executor, Handler handler);
  void Finish(Ticket ticket, CURLcode code);
  void Drive(curl_socket_t socket, int events);
  void CollectFinished();

  void Arm(const std::shared_ptr<Watch>& watch);
  void OnSocketReady(const std::shared_ptr<Watch>& watch, int event, const boost::system::error_code& error);
  void WatchSocket(curl_socket_t socket, int wanted);
  void ForgetSocket(curl_socket_t socket);
  void SetTimer(long timeout_ms);

  static int OnSocket(CURL* easy, curl_socket_t socket, int what, void* engine, void* watch) noexcept;
  static int OnTimer(CURLM* multi, long timeout_ms, void* engine) noexcept;

  CurlGlobal global_;
  CURLM* multi_;
  boost::asio::any_io_executor executor_;
  std::unique_ptr<boost::asio::steady_timer> timer_;
  std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> watches_;
  std::unordered_map<Ticket, Operation> operations_;
  Ticket last_ticket_ = 0;
  std::size_t kept_connections_ = 0;
};

}  // namespace authtree::inline v0::http
