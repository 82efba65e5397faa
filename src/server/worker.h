#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "authtree/http/handler.h"
#include "authtree/server/http_server.h"

namespace authtree::inline v0::server {

/// What all threads of a server share. Constant but for the count and the certificate.
class Shared {
 public:
  using Tls = std::shared_ptr<boost::asio::ssl::context>;

  /// `with` is null for a plain server. `given` has a clock and timers.
  Shared(ServerOptions given, std::shared_ptr<http::Handler> answering, Tls with)
      : options(std::move(given)), handler(std::move(answering)), tls_(std::move(with)) {}

  /// For one connection, to be kept as long as that.
  [[nodiscard]] Tls tls() const {
    const std::lock_guard lock(mutex_);
    return tls_;
  }
  void ReplaceTls(Tls with) {
    const std::lock_guard lock(mutex_);
    tls_ = std::move(with);
  }

  void Tell(ConnectionEvent event) const {
    if (options.observer != nullptr) options.observer->OnConnection(event);
  }
  void TellAnswered(int status) const {
    if (options.observer != nullptr) options.observer->OnRequest(status);
  }

  const ServerOptions options;
  const std::shared_ptr<http::Handler> handler;
  std::atomic<std::size_t> connections{0};

 private:
  mutable std::mutex mutex_;
  Tls tls_;  ///< guarded by mutex_
};

/// One thread with its `io_context`. Once started, its members belong to that thread.
class Worker {
 public:
  explicit Worker(Shared& all) : shared(all) {}

  Shared& shared;
  std::set<boost::beast::tcp_stream*> idle;  ///< connections without a request
  bool stopping = false;
  boost::asio::io_context context{1};
  boost::asio::ip::tcp::acceptor acceptor{context};
  std::thread thread;
};

/// Marks a connection as one that a stop may close, as long as the mark lives.
class IdleMark {
 public:
  IdleMark(Worker& worker, boost::beast::tcp_stream& stream) : worker_(worker), stream_(stream) {
    worker_.idle.insert(&stream_);
  }
  ~IdleMark() { worker_.idle.erase(&stream_); }
  IdleMark(const IdleMark&) = delete;
  IdleMark& operator=(const IdleMark&) = delete;

 private:
  Worker& worker_;
  boost::beast::tcp_stream& stream_;
};

/// Counts a connection as long as it lives, and tells the observer when it opens and closes.
class CountMark {
 public:
  explicit CountMark(Shared& shared) : shared_(shared) {
    ++shared_.connections;
    shared_.Tell(ConnectionEvent::kOpened);
  }
  ~CountMark() {
    --shared_.connections;
    shared_.Tell(ConnectionEvent::kClosed);
  }
  CountMark(const CountMark&) = delete;
  CountMark& operator=(const CountMark&) = delete;

 private:
  Shared& shared_;
};

}  // namespace authtree::inline v0::server
