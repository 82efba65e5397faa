#pragma once

#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "authtree/server/http_server.h"

#include "loopback.h"

namespace authtree::inline v0::http::testing {

/// Answers by path: what the request was, a throw, or nothing ever.
class TestHandler final : public Handler {
 public:
  [[nodiscard]] Task<Response> Handle(ServerRequest request) override {
    if (request.path() == "/throw") throw std::runtime_error("the handler's own text");
    if (request.path() == "/no-status") co_return Response();
    if (request.path() == "/empty") co_return Response(204);
    if (request.path() == "/own-length")
      co_return Response(200).WithHeader("Content-Length", "1").WithHeader("X-Own", "1");
    if (request.path() == "/never") {
      boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                      boost::asio::steady_timer::time_point::max());
      waiting.set_value();
      co_await never.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
      cancelled.set_value();
    }
    std::string text(MethodName(request.method()));
    text.append(" ").append(request.target()).append(" from ").append(request.client_ip());
    text.append(" [").append(request.headers().Find("X-Test")).append("] ").append(request.body().Expose());
    co_return Response(200).WithBody("text/plain", Secret(text));
  }

  std::promise<void> waiting;
  std::promise<void> cancelled;
};

/// A client that sends bytes as they are.
class RawClient {
 public:
  explicit RawClient(const server::HttpServer& server) : socket_(context_) {
    socket_.connect(tcp::endpoint(boost::asio::ip::address_v4::loopback(), server.port()));
  }

  void Send(const std::string& bytes) {
    boost::system::error_code ignored;
    boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
  }

  /// One reply with as much body as it announces.
  std::string ReadReply() {
    boost::system::error_code error;
    const std::size_t header =
        boost::asio::read_until(socket_, boost::asio::dynamic_buffer(bytes_), "\r\n\r\n", error);
    const std::size_t total = header + ContentLength(bytes_.substr(0, header));
    if (bytes_.size() < total) {
      boost::asio::read(socket_, boost::asio::dynamic_buffer(bytes_),
                        boost::asio::transfer_exactly(total - bytes_.size()), error);
    }
    std::string reply = bytes_.substr(0, total);
    bytes_.erase(0, total);
    return reply;
  }

  /// Everything until the server closes.
  std::string ReadAll() {
    boost::system::error_code error;
    boost::asio::read(socket_, boost::asio::dynamic_buffer(bytes_), error);
    return std::exchange(bytes_, {});
  }

 private:
  boost::asio::io_context context_;
  tcp::socket socket_;
  std::string bytes_;
};

/// On a free port of the loopback address.
inline std::unique_ptr<server::HttpServer> StartServer(
    server::ServerOptions options = {}, std::shared_ptr<Handler> handler = std::make_shared<TestHandler>()) {
  return server::HttpServer::Start(std::move(options), std::move(handler)).value();
}

/// What a new server answers to these bytes on one connection, until it closes.
inline std::string Exchange(const std::string& bytes, server::ServerOptions options = {}) {
  const auto server = StartServer(std::move(options));
  RawClient client(*server);
  client.Send(bytes);
  return client.ReadAll();
}

/// A request after which the server closes the connection.
inline std::string LastRequest(const std::string& line, const std::string& headers = {}) {
  return line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + headers + "\r\n";
}

}  // namespace authtree::inline v0::http::testing
