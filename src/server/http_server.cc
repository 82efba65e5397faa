#include "authtree/server/http_server.h"

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>

#include "authtree/core/timers.h"

#include "connection.h"
#include "tls_context.h"
#include "worker.h"

namespace authtree::inline v0::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kAwaitable = asio::as_tuple(asio::use_awaitable);
constexpr auto kAcceptPause = std::chrono::milliseconds(50);

Task<void> Accept(Worker& worker) {
  asio::steady_timer pause(worker.context);
  while (!worker.stopping) {
    auto [error, socket] = co_await worker.acceptor.async_accept(kAwaitable);
    if (error && worker.acceptor.is_open()) {  // out of descriptors, as a rule: some will come back
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kAwaitable);
    }
    if (error) continue;
    if (worker.shared.connections >= worker.shared.options.max_connections) {
      worker.shared.Tell(ConnectionEvent::kTurnedAway);
      continue;
    }
    asio::co_spawn(worker.context, Serve(worker, std::move(socket)), asio::detached);
  }
}

tl::unexpected<Error> Invalid(FixedText sentence, FixedText field) {
  return tl::unexpected(
      Error(ErrorCode::kInvalidInput, sentence).With(Fact::kField, std::string(field.view())));
}

/// Opens the listening socket of one worker. Several workers share a port by SO_REUSEPORT.
error_code Listen(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, bool shared_port) {
  error_code error;
  if (acceptor.open(endpoint.protocol(), error)) return error;
  if (acceptor.set_option(tcp::acceptor::reuse_address(true), error)) return error;
  const int on = 1;
  if (shared_port && setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on)) != 0) {
    return error_code(errno, boost::system::system_category());
  }
  if (acceptor.bind(endpoint, error)) return error;
  acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(ServerOptions options, std::shared_ptr<http::Handler> handler, Shared::Tls tls)
      : shared_(std::move(options), std::move(handler), std::move(tls)) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { Stop(); }

  Result<void> Listen();
  void Run();
  Result<void> ReplaceTls(const ServerTls& tls);
  void Stop();
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void RunOne(Worker& worker);

  Shared shared_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t running_ = 0;  ///< guarded by mutex_
};

Result<void> HttpServer::Impl::Listen() {
  error_code error;
  const auto address = asio::ip::make_address(shared_.options.address, error);
  if (error)
    return Invalid("The address to listen on is no IP address. Give one such as 127.0.0.1 or ::1.",
                   "address");
  tcp::endpoint endpoint(address, shared_.options.port);
  const unsigned threads = shared_.options.threads;
  for (unsigned i = 0; i < threads; ++i) {
    auto worker = std::make_unique<Worker>(shared_);
    error = server::Listen(worker->acceptor, endpoint, threads > 1);
    if (error == asio::error::address_in_use) {
      return tl::unexpected(
          Error(ErrorCode::kUnavailable,
                "The port is taken by another program. Stop that program or choose another port."));
    }
    if (error == asio::error::access_denied) {
      return tl::unexpected(Error(ErrorCode::kUnavailable,
                                  "This program may not listen on the port. Choose one from 1024 upwards."));
    }
    if (error) {
      return tl::unexpected(
          Error(ErrorCode::kUnavailable,
                "The address cannot be listened on. Check that it is one of this machine's."));
    }
    endpoint = worker->acceptor.local_endpoint();
    workers_.push_back(std::move(worker));
  }
  port_ = endpoint.port();
  return {};
}

void HttpServer::Impl::Run() {
  running_ = workers_.size();
  for (const auto& worker : workers_) {
    asio::co_spawn(worker->context, Accept(*worker), asio::detached);
    worker->thread = std::thread([this, &one = *worker] { RunOne(one); });
  }
}

Result<void> HttpServer::Impl::ReplaceTls(const ServerTls& tls) {
  if (shared_.tls() == nullptr) {
    return tl::unexpected(
        Error(ErrorCode::kConflict, "The server was started without TLS. Start it with a certificate."));
  }
  auto made = MakeTlsContext(tls);
  if (!made) return tl::unexpected(made.error());
  shared_.ReplaceTls(*std::move(made));
  return {};
}

void HttpServer::Impl::RunOne(Worker& worker) {
  worker.context.run();
  const std::lock_guard lock(mutex_);
  --running_;
  ended_.notify_all();
}

void HttpServer::Impl::Stop() {
  for (const auto& worker : workers_) {
    asio::post(worker->context, [&one = *worker] {
      one.stopping = true;
      error_code ignored;
      one.acceptor.close(ignored);
      for (beast::tcp_stream* stream : one.idle) stream->cancel();
    });
  }
  std::unique_lock lock(mutex_);
  ended_.wait_for(lock, shared_.options.stop_timeout, [this] { return running_ == 0; });
  lock.unlock();
  for (const auto& worker : workers_) {
    worker->context.stop();
    if (worker->thread.joinable()) worker->thread.join();
  }
  workers_.clear();
}

Result<std::unique_ptr<HttpServer>> HttpServer::Start(ServerOptions options,
                                                      std::shared_ptr<http::Handler> handler) {
  if (options.threads == 0) return Invalid("A server needs at least one thread.", "threads");
  if (options.clock == nullptr) options.clock = SystemClock();
  if (options.timers == nullptr) options.timers = SystemTimers(options.clock);
  Shared::Tls tls;
  if (options.tls) {
    auto made = MakeTlsContext(*options.tls);
    if (!made) return tl::unexpected(made.error());
    tls = *std::move(made);
  }
  try {
    auto impl = std::make_unique<Impl>(std::move(options), std::move(handler), std::move(tls));
    if (auto listening = impl->Listen(); !listening) return tl::unexpected(listening.error());
    impl->Run();
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
  } catch (const std::runtime_error&) {  // what Asio and the threads of the standard library throw
    return tl::unexpected(
        Error(ErrorCode::kUnavailable,
              "The machine has no thread or descriptor left for a server. Raise its limits."));
  }
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const { return impl_->port(); }
Result<void> HttpServer::ReplaceTls(const ServerTls& tls) { return impl_->ReplaceTls(tls); }
void HttpServer::Stop() { impl_->Stop(); }

}  // namespace authtree::inline v0::server
