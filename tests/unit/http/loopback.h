#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <poll.h>
#include <sys/socket.h>

#include "authtree/core/clock.h"
#include "authtree/http/transport.h"

namespace authtree::inline v0::http::testing {

using boost::asio::ip::tcp;

inline const tcp::endpoint kAnyLoopbackPort(boost::asio::ip::address_v4::loopback(), 0);

/// What a header announces; 0 when it does not.
inline std::size_t ContentLength(const std::string& header) {
  const std::string name = "Content-Length: ";
  const std::size_t at = header.find(name);
  return at == std::string::npos ? 0 : std::stoul(header.substr(at + name.size()));
}

/// One connection as a scripted peer sees it. Calls block; a broken connection reads as empty.
class PeerConnection {
 public:
  using Log = std::function<void(std::string)>;

  PeerConnection(tcp::socket& socket, Log log) : socket_(socket), log_(std::move(log)) {}

  /// Reads one request, header and body, and writes it down.
  std::string ReadRequest() {
    boost::system::error_code error;
    const std::size_t header =
        boost::asio::read_until(socket_, boost::asio::dynamic_buffer(bytes_), "\r\n\r\n", error);
    if (error) return {};
    const std::size_t total = header + ContentLength(bytes_.substr(0, header));
    if (bytes_.size() < total) {
      boost::asio::read(socket_, boost::asio::dynamic_buffer(bytes_),
                        boost::asio::transfer_exactly(total - bytes_.size()), error);
    }
    std::string request = bytes_.substr(0, total);
    bytes_.erase(0, total);
    log_(request);
    return request;
  }

  void Write(const std::string& bytes) {
    boost::system::error_code ignored;
    boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
  }

  void Reply(const std::string& body) {
    Write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }

  /// Closes with a reset instead of an orderly end.
  void Reset() {
    boost::system::error_code ignored;
    socket_.set_option(tcp::socket::linger(true, 0), ignored);
    socket_.close(ignored);
  }

  /// Waits until the other side has closed; not for ever, so that one which never does fails its test and
  /// does not hold it up.
  void WaitForClose() {
    constexpr int kPatienceMilliseconds = 10'000;
    boost::system::error_code error;
    pollfd readable{socket_.native_handle(), POLLIN, 0};
    while (!error && ::poll(&readable, 1, kPatienceMilliseconds) > 0)
      boost::asio::read(socket_, boost::asio::dynamic_buffer(bytes_), boost::asio::transfer_at_least(1),
                        error);
  }

 private:
  tcp::socket& socket_;
  Log log_;
  std::string bytes_;
};

/// A server that plays one script a connection, one connection after the other; the last script repeats.
class ScriptedPeer {
 public:
  using Script = std::function<void(PeerConnection&)>;

  explicit ScriptedPeer(std::vector<Script> scripts)
      : scripts_(std::move(scripts)), acceptor_(context_, kAnyLoopbackPort) {
    port_ = acceptor_.local_endpoint().port();
    thread_ = std::thread([this] { Serve(); });
  }
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;
  ~ScriptedPeer() {
    stopping_ = true;
    ::shutdown(acceptor_.native_handle(), SHUT_RDWR);  // wakes a blocking accept
    {
      const std::lock_guard lock(mutex_);
      if (current_ >= 0) ::shutdown(current_, SHUT_RDWR);
    }
    thread_.join();
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string base() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  [[nodiscard]] std::size_t connections() const { return connections_; }

 private:
  void Serve() {
    while (true) {
      boost::system::error_code error;
      tcp::socket socket = acceptor_.accept(error);
      if (error || stopping_) return;
      const std::size_t index = std::min<std::size_t>(connections_++, scripts_.size() - 1);
      Enter(socket.native_handle());
      PeerConnection connection(socket, [this](std::string request) { Note(std::move(request)); });
      scripts_[index](connection);
      Enter(-1);
    }
  }
  void Enter(int descriptor) {
    const std::lock_guard lock(mutex_);
    current_ = descriptor;
    if (stopping_ && descriptor >= 0) ::shutdown(descriptor, SHUT_RDWR);
  }
  void Note(std::string request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
  }

  std::vector<Script> scripts_;
  boost::asio::io_context context_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> connections_ = 0;
  mutable std::mutex mutex_;
  int current_ = -1;                   // guarded by mutex_
  std::vector<std::string> requests_;  // guarded by mutex_
  std::thread thread_;
};

/// Keeps a port on which nobody listens, so that connecting to it is refused.
class RefusingPort {
 public:
  RefusingPort() : socket_(context_, kAnyLoopbackPort) {}
  [[nodiscard]] std::string base() const {
    return "http://127.0.0.1:" + std::to_string(socket_.local_endpoint().port());
  }

 private:
  boost::asio::io_context context_;
  tcp::socket socket_;
};

inline Url UrlOf(const std::string& text) { return Url::Parse(text).value(); }

inline Request Get(const std::string& base) { return Request(Method::kGet, UrlOf(base), "/thing"); }
inline Request Post(const std::string& base, std::string_view body) {
  return Request(Method::kPost, UrlOf(base), "/thing").WithBody("application/json", Secret(body));
}

inline CallContext Within(std::chrono::milliseconds time) {
  return CallContext(SystemClock()->SteadyNow() + time);
}
inline CallContext Soon() { return Within(std::chrono::seconds(30)); }

/// Starts a call on a context; the result arrives in `result` while the context runs.
inline void Start(boost::asio::io_context& context, const Transport& transport, Request request,
                  CallContext call, std::optional<Result<Response>>& result) {
  boost::asio::co_spawn(context, transport.Send(std::move(request), call),
                        [&result](std::exception_ptr failure, Result<Response> reply) {
                          if (failure) std::rethrow_exception(failure);
                          result = std::move(reply);
                        });
}

/// A call on a context of its own, with connections of its own.
inline Result<Response> SendAlone(const Transport& transport, Request request, CallContext call = Soon()) {
  boost::asio::io_context context;
  std::optional<Result<Response>> result;
  Start(context, transport, std::move(request), call, result);
  context.run();
  return *std::move(result);
}

/// A context on which several calls share connections.
class Caller {
 public:
  Result<Response> Send(const Transport& transport, Request request, CallContext call = Soon()) {
    std::optional<Result<Response>> result;
    Start(context_, transport, std::move(request), call, result);
    context_.restart();
    context_.run();
    return *std::move(result);
  }

 private:
  boost::asio::io_context context_;
};

}  // namespace authtree::inline v0::http::testing
