#include <chrono>
#include <unordered_map>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "call_loops.h"
#include "raw_handle.h"

namespace authtree::inline v0::bench {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// The least code that drives a multi handle on Asio: callbacks, no coroutine, no cancellation.
class MultiLoop final : public CallLoop {
 public:
  MultiLoop(const CallTarget& target, std::size_t concurrency) : multi_(curl_multi_init()) {
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &MultiLoop::OnSocket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &MultiLoop::OnTimer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(concurrency * 2));
    for (std::size_t i = 0; i < concurrency; ++i) {
      handles_.push_back(std::make_unique<RawHandle>(target));
      curl_easy_setopt(handles_.back()->get(), CURLOPT_PRIVATE, handles_.back().get());
    }
  }

  ~MultiLoop() override {
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
    for (auto& [socket, watch] : watches_) watch->descriptor.release();
    curl_multi_cleanup(multi_);
  }

  void Run(std::size_t calls) override {
    left_ = calls;
    busy_ = 0;
    for (const auto& handle : handles_) Begin(*handle);
    context_.restart();
    while (busy_ > 0) context_.run_one();
  }

 private:
  struct Watch {
    explicit Watch(asio::io_context& context) : descriptor(context) {}
    asio::posix::stream_descriptor descriptor;
    int wanted = 0;
    bool reading = false;
    bool writing = false;
    bool dead = false;
  };

  void Begin(RawHandle& handle) {
    if (left_ == 0) return;
    --left_;
    ++busy_;
    curl_multi_add_handle(multi_, handle.get());
  }

  void Drive(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, events, &running);
    int queued = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &queued)) {
      const CURLcode code = message->data.result;
      char* owner = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &owner);
      auto* handle = reinterpret_cast<RawHandle*>(owner);
      curl_multi_remove_handle(multi_, handle->get());
      handle->Check(code);
      --busy_;
      Begin(*handle);
    }
  }

  void Arm(const std::shared_ptr<Watch>& watch) {
    if ((watch->wanted & CURL_POLL_IN) != 0 && !watch->reading) {
      watch->reading = true;
      watch->descriptor.async_wait(asio::posix::descriptor_base::wait_read,
                                   [this, watch](const error_code& error) {
                                     watch->reading = false;
                                     OnReady(watch, CURL_CSELECT_IN, error);
                                   });
    }
    if ((watch->wanted & CURL_POLL_OUT) != 0 && !watch->writing) {
      watch->writing = true;
      watch->descriptor.async_wait(asio::posix::descriptor_base::wait_write,
                                   [this, watch](const error_code& error) {
                                     watch->writing = false;
                                     OnReady(watch, CURL_CSELECT_OUT, error);
                                   });
    }
  }

  void OnReady(const std::shared_ptr<Watch>& watch, int event, const error_code& error) {
    if (watch->dead || error) return;
    Drive(watch->descriptor.native_handle(), event);
    if (!watch->dead) Arm(watch);
  }

  void Forget(curl_socket_t socket) {
    auto found = watches_.extract(socket);
    if (found.empty()) return;
    found.mapped()->dead = true;
    found.mapped()->descriptor.release();
  }

  void WatchSocket(curl_socket_t socket, int wanted) {
    std::shared_ptr<Watch>& watch = watches_[socket];
    if (!watch) {
      watch = std::make_shared<Watch>(context_);
      watch->descriptor.assign(socket);
    }
    watch->wanted = wanted;
    Arm(watch);
  }

  static int OnSocket(CURL*, curl_socket_t socket, int what, void* loop, void*) noexcept {
    auto* self = static_cast<MultiLoop*>(loop);
    if (what == CURL_POLL_REMOVE) {
      self->Forget(socket);
    } else {
      self->WatchSocket(socket, what);
    }
    return 0;
  }

  static int OnTimer(CURLM*, long timeout_ms, void* loop) noexcept {
    auto* self = static_cast<MultiLoop*>(loop);
    if (timeout_ms < 0) {
      self->timer_.cancel();
      return 0;
    }
    self->timer_.expires_after(std::chrono::milliseconds(timeout_ms));
    self->timer_.async_wait([self](const error_code& error) {
      if (!error) self->Drive(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
  }

  asio::io_context context_{1};
  asio::steady_timer timer_{context_};
  CURLM* multi_;
  std::vector<std::unique_ptr<RawHandle>> handles_;
  std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> watches_;
  std::size_t left_ = 0;
  std::size_t busy_ = 0;
};

}  // namespace

std::unique_ptr<CallLoop> MakeMultiLoop(const CallTarget& target, std::size_t concurrency) {
  return std::make_unique<MultiLoop>(target, concurrency);
}

}  // namespace authtree::inline v0::bench
