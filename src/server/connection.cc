#include "connection.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "authtree/core/wait.h"

#include "exchange.h"

namespace authtree::inline v0::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

static_assert(!std::is_aggregate_v<http::ServerRequest> && !std::is_aggregate_v<http::Response>,
              "g++ 12 destroys an aggregate temporary twice when a coroutine takes it");

constexpr auto kAwaitable = asio::as_tuple(asio::use_awaitable);
constexpr auto kLingerTime = std::chrono::seconds(1);
constexpr std::size_t kLingerBytes = std::size_t{4} * 1024 * 1024;

using AnswerPlace = std::shared_ptr<std::optional<http::ServerReply>>;

/// Owns all it uses: it may have to go on when nobody waits for it any more.
Task<void> AskInto(std::shared_ptr<http::Handler> handler, http::ServerRequest request, AnswerPlace place) {
  place->emplace(co_await handler->Reply(std::move(request)));
}

/// Asks the handler, and waits as long as it may take. What it throws is a mistake of its own, and its text
/// stays in there.
Task<http::ServerReply> Answer(const Shared& shared, http::ServerRequest request) {
  const ServerOptions& options = shared.options;
  const auto place = std::make_shared<std::optional<http::ServerReply>>();
  Task<void> asking = AskInto(shared.handler, std::move(request), place);
  const auto deadline = options.clock->SteadyNow() + options.answer_timeout;
  const Woken woken = co_await RunUntil(std::move(asking), deadline, *options.timers);
  if (woken != Woken::kSignal) {
    co_return http::ServerReply(Refusal(beast::http::status::service_unavailable,
                                        "The request took too long. Try again in a moment."));
  }
  const int status = *place ? (*place)->response().status() : 0;
  if (status >= 200 && status <= 599) co_return std::move(**place);
  co_return http::ServerReply(
      Refusal(beast::http::status::internal_server_error, "The request could not be answered."));
}

/// Ends a connection in a way that the client sees as broken: it gets nothing more, not even an end.
void Reset(beast::tcp_stream& socket) {
  error_code ignored;
  socket.socket().set_option(asio::socket_base::linger(true, 0), ignored);
  socket.close();
}

/// Writes an answer, which must live until then. False when the connection broke.
template <class Stream>
Task<bool> Write(Stream& stream, const http::Response& response, const RequestParser& parser,
                 bool keep_alive) {
  const std::string_view body = response.body().Expose();
  auto head = Head(response, parser.is_header_done() ? parser.get().version() : 11U);
  if (HasNoLength(response.status()) || parser.get().method() == beast::http::verb::head) {
    beast::http::response<beast::http::empty_body> message(std::move(head));
    if (!HasNoLength(response.status())) message.content_length(body.size());
    message.keep_alive(keep_alive);
    const auto [error, size] = co_await beast::http::async_write(stream, message, kAwaitable);
    co_return !error;
  }
  beast::http::response<beast::http::span_body<const char>> message(std::move(head));
  message.body() = {body.data(), body.size()};
  message.content_length(body.size());
  message.keep_alive(keep_alive);
  const auto [error, size] = co_await beast::http::async_write(stream, message, kAwaitable);
  co_return !error;
}

/// Writes the head of an answer and half of the body that it announces.
template <class Stream>
Task<void> WriteHalf(Stream& stream, const http::Response& response, const RequestParser& parser) {
  const std::string_view body = response.body().Expose();
  beast::http::response<beast::http::span_body<const char>> message(Head(response, parser.get().version()));
  message.body() = {body.data(), body.size() / 2};
  message.content_length(body.size());
  message.keep_alive(false);
  co_await beast::http::async_write(stream, message, kAwaitable);
}

/// Lets time pass before an answer leaves. Dropped with the connection when the server stops.
Task<void> Hold(Worker& worker, std::chrono::milliseconds delay) {
  if (delay.count() <= 0) co_return;
  asio::steady_timer timer(worker.context, delay);
  co_await timer.async_wait(kAwaitable);
}

/// Reads one request. A client that waits to be told so is told to send its body.
template <class Stream>
Task<error_code> Read(Worker& worker, Stream& stream, RequestBuffer& buffer, RequestParser& parser) {
  auto& socket = beast::get_lowest_layer(stream);
  {
    const IdleMark idle(worker, socket);
    socket.expires_after(worker.shared.options.idle_timeout);
    const auto [error, size] = co_await beast::http::async_read_header(stream, buffer, parser, kAwaitable);
    if (error) co_return error;
  }
  socket.expires_after(worker.shared.options.request_timeout);
  if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
    beast::http::response<beast::http::empty_body> go_on(beast::http::status::continue_,
                                                         parser.get().version());
    const auto [error, size] = co_await beast::http::async_write(stream, go_on, kAwaitable);
    if (error) co_return error;
  }
  const auto [error, size] = co_await beast::http::async_read(stream, buffer, parser, kAwaitable);
  co_return error;
}

/// Answers request after request until one side has had enough.
template <class Stream>
Task<void> Converse(Worker& worker, Stream& stream, std::string client_ip) {
  const ServerOptions& options = worker.shared.options;
  auto& socket = beast::get_lowest_layer(stream);
  RequestBuffer buffer;
  while (!worker.stopping) {
    RequestParser parser;
    parser.header_limit(static_cast<std::uint32_t>(options.max_header_bytes));
    parser.body_limit(options.max_body_bytes);
    const error_code error = co_await Read(worker, stream, buffer, parser);
    auto refusal = error ? RefusalFor(error) : Check(parser);
    if (error && !refusal) co_return;
    if (refusal) {
      worker.shared.TellAnswered(refusal->status());
      socket.expires_after(options.request_timeout);
      co_await Write(stream, *refusal, parser, false);
      co_return;
    }
    const bool wants_more = parser.get().keep_alive();
    auto request = Convert(parser, client_ip);
    socket.expires_never();
    const http::ServerReply reply = co_await Answer(worker.shared, std::move(request));
    worker.shared.TellAnswered(reply.response().status());
    co_await Hold(worker, reply.delay());
    socket.expires_after(options.request_timeout);
    switch (reply.delivery()) {
      case http::Delivery::kWhole:
        break;
      case http::Delivery::kReset:
        Reset(socket);
        co_return;
      case http::Delivery::kTruncated:
        co_await WriteHalf(stream, reply.response(), parser);
        co_return;
    }
    const bool keep_alive = wants_more && !worker.stopping;
    if (!co_await Write(stream, reply.response(), parser, keep_alive) || !keep_alive) co_return;
  }
}

/// Closes in a way that lets the client read our last answer: closing with unread bytes would reset the
/// connection.
Task<void> Linger(Worker& worker, beast::tcp_stream& socket) {
  if (!socket.socket().is_open()) co_return;
  error_code ignored;
  socket.socket().shutdown(tcp::socket::shutdown_send, ignored);
  const IdleMark idle(worker, socket);
  socket.expires_after(kLingerTime);
  std::array<char, 4096> scrap{};
  for (std::size_t total = 0; total < kLingerBytes && !worker.stopping;) {
    const auto [error, size] = co_await socket.async_read_some(asio::buffer(scrap), kAwaitable);
    if (error) break;
    total += size;
  }
  socket.close();
}

Task<void> ConverseOverTls(Worker& worker, beast::tcp_stream& socket, Shared::Tls context,
                           std::string client_ip) {
  beast::ssl_stream<beast::tcp_stream&> tls(socket, *context);
  {
    const IdleMark idle(worker, socket);
    socket.expires_after(worker.shared.options.request_timeout);
    const auto [error] = co_await tls.async_handshake(asio::ssl::stream_base::server, kAwaitable);
    if (error) {
      worker.shared.Tell(ConnectionEvent::kTlsFailed);
      co_return;
    }
  }
  co_await Converse(worker, tls, std::move(client_ip));
  // No time to wait for the client's farewell, or nobody who would say it.
  if (worker.stopping || !socket.socket().is_open()) co_return;
  const IdleMark idle(worker, socket);
  socket.expires_after(kLingerTime);
  co_await tls.async_shutdown(kAwaitable);
}

std::string AddressOf(const tcp::socket& socket) {
  error_code error;
  const auto address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

}  // namespace

Task<void> Serve(Worker& worker, tcp::socket accepted) {
  const CountMark counted(worker.shared);
  error_code ignored;
  accepted.set_option(tcp::no_delay(true), ignored);
  std::string client_ip = AddressOf(accepted);
  beast::tcp_stream socket(std::move(accepted));
  if (Shared::Tls tls = worker.shared.tls()) {
    co_await ConverseOverTls(worker, socket, std::move(tls), std::move(client_ip));
  } else {
    co_await Converse(worker, socket, std::move(client_ip));
  }
  co_await Linger(worker, socket);
}

}  // namespace authtree::inline v0::server
