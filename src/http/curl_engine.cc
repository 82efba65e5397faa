#include "curl_engine.h"

#include <chrono>
#include <utility>
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

namespace authtree::inline v0::http {
namespace {

namespace asio = boost::asio;

constexpr long kAtOnce = 0;

}  // namespace

CurlEngine::CurlEngine(asio::execution_context& context) : service(context), multi_(curl_multi_init()) {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlEngine::OnSocket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlEngine::OnTimer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

CurlEngine::~CurlEngine() = default;

CurlEngine& CurlEngine::Of(const asio::any_io_executor& executor) {
  auto& engine = asio::use_service<CurlEngine>(asio::query(executor, asio::execution::context));
  if (!engine.timer_) {
    engine.executor_ = executor;
    engine.timer_ = std::make_unique<asio::steady_timer>(executor);
  }
  return engine;
}

void CurlEngine::KeepConnections(std::size_t count) {
  if (count <= kept_connections_) return;
  kept_connections_ = count;
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(count));
}

Task<CURLcode> CurlEngine::Run(CURL* easy) {
  auto executor = co_await asio::this_coro::executor;
  auto start = [this, easy, executor](Handler handler) { Start(easy, executor, std::move(handler)); };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(CURLcode)>(start,
                                                                                         asio::use_awaitable);
}

void CurlEngine::Start(CURL* easy, asio::any_io_executor executor, Handler handler) {
  const Ticket ticket = ++last_ticket_;
  auto slot = asio::get_associated_cancellation_slot(handler);
  if (slot.is_connected()) {
    // Posted, because finishing clears the slot, which must not happen while the slot is calling.
    slot.assign([this, ticket, executor](asio::cancellation_type type) {
      if ((type & asio::cancellation_type::terminal) == asio::cancellation_type::none) return;
      asio::post(executor, [this, ticket] { Finish(ticket, CURLE_ABORTED_BY_CALLBACK); });
    });
  }
  operations_.emplace(ticket, Operation{easy, std::move(executor), slot, std::move(handler)});
  // A number in a pointer's place, never followed. NOLINTNEXTLINE(performance-no-int-to-ptr)
  curl_easy_setopt(easy, CURLOPT_PRIVATE, reinterpret_cast<void*>(ticket));
  if (curl_multi_add_handle(multi_, easy) != CURLM_OK) Finish(ticket, CURLE_FAILED_INIT);
}

/// Whoever gets here first for a ticket ends the operation: completion, deadline (libcurl's) or cancellation.
void CurlEngine::Finish(Ticket ticket, CURLcode code) {
  auto found = operations_.extract(ticket);
  if (found.empty()) return;
  Operation& operation = found.mapped();
  curl_multi_remove_handle(multi_, operation.easy);
  if (operation.slot.is_connected()) operation.slot.clear();
  auto resume = [handler = std::move(operation.handler), code]() mutable { std::move(handler)(code); };
  asio::post(operation.executor, std::move(resume));
}

void CurlEngine::Drive(curl_socket_t socket, int events) {
  int running = 0;
  curl_multi_socket_action(multi_, socket, events, &running);
  CollectFinished();
}

void CurlEngine::CollectFinished() {
  std::vector<std::pair<Ticket, CURLcode>> finished;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    char* tag = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &tag);
    finished.emplace_back(reinterpret_cast<Ticket>(tag), message->data.result);
  }
  for (const auto& [ticket, code] : finished) Finish(ticket, code);
}

void CurlEngine::Arm(const std::shared_ptr<Watch>& watch) {
  if ((watch->wanted & CURL_POLL_IN) != 0 && !watch->reading) {
    watch->reading = true;
    watch->descriptor.async_wait(asio::posix::descriptor_base::wait_read,
                                 [this, watch](const boost::system::error_code& error) {
                                   watch->reading = false;
                                   OnSocketReady(watch, CURL_CSELECT_IN, error);
                                 });
  }
  if ((watch->wanted & CURL_POLL_OUT) != 0 && !watch->writing) {
    watch->writing = true;
    watch->descriptor.async_wait(asio::posix::descriptor_base::wait_write,
                                 [this, watch](const boost::system::error_code& error) {
                                   watch->writing = false;
                                   OnSocketReady(watch, CURL_CSELECT_OUT, error);
                                 });
  }
}

void CurlEngine::OnSocketReady(const std::shared_ptr<Watch>& watch, int event,
                               const boost::system::error_code& error) {
  if (watch->dead) return;  // the descriptor may be somebody else's by now
  const int wanted_event = event == CURL_CSELECT_IN ? CURL_POLL_IN : CURL_POLL_OUT;
  if ((watch->wanted & wanted_event) != 0) {
    Drive(watch->descriptor.native_handle(), error ? CURL_CSELECT_ERR : event);
  }
  if (!watch->dead && !error) Arm(watch);
}

void CurlEngine::WatchSocket(curl_socket_t socket, int wanted) {
  auto& watch = watches_[socket];
  if (!watch) {
    watch = std::make_shared<Watch>(executor_);
    boost::system::error_code error;
    watch->descriptor.assign(socket, error);
    if (error) watch->dead = true;  // the transfer then ends at its deadline
  }
  watch->wanted = wanted;
  if (!watch->dead) Arm(watch);
}

void CurlEngine::ForgetSocket(curl_socket_t socket) {
  auto found = watches_.extract(socket);
  if (found.empty()) return;
  Watch& watch = *found.mapped();
  if (!watch.dead) watch.descriptor.release();  // the socket is libcurl's to close
  watch.dead = true;
}

void CurlEngine::SetTimer(long timeout_ms) {
  if (timeout_ms < kAtOnce) {
    timer_->cancel();
    return;
  }
  timer_->expires_after(std::chrono::milliseconds(timeout_ms));
  timer_->async_wait([this](const boost::system::error_code& error) {
    if (!error) Drive(CURL_SOCKET_TIMEOUT, 0);
  });
}

int CurlEngine::OnSocket(CURL*, curl_socket_t socket, int what, void* engine, void*) noexcept {
  auto* self = static_cast<CurlEngine*>(engine);
  if (what == CURL_POLL_REMOVE) {
    self->ForgetSocket(socket);
  } else {
    self->WatchSocket(socket, what);
  }
  return 0;
}

int CurlEngine::OnTimer(CURLM*, long timeout_ms, void* engine) noexcept {
  static_cast<CurlEngine*>(engine)->SetTimer(timeout_ms);
  return 0;
}

/// The context is going away: no handler may be called any more, only destroyed, and destroying one destroys
/// a coroutine with the easy handle in it. So libcurl must be through with all of them before the first one
/// goes.
void CurlEngine::shutdown() {
  const auto operations = std::exchange(operations_, {});
  for (const auto& [ticket, operation] : operations) curl_multi_remove_handle(multi_, operation.easy);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
  while (!watches_.empty()) ForgetSocket(watches_.begin()->first);
  timer_.reset();
  curl_multi_cleanup(multi_);
  multi_ = nullptr;
}

}  // namespace authtree::inline v0::http
