#include <algorithm>
#include <thread>
#include <vector>

#include "call_loops.h"
#include "raw_handle.h"

namespace authtree::inline v0::bench {
namespace {

class EasyLoop final : public CallLoop {
 public:
  EasyLoop(const CallTarget& target, std::size_t concurrency, long new_connections) {
    for (std::size_t i = 0; i < concurrency; ++i) {
      handles_.push_back(std::make_unique<RawHandle>(target));
      curl_easy_setopt(handles_.back()->get(), CURLOPT_FRESH_CONNECT, new_connections);
      curl_easy_setopt(handles_.back()->get(), CURLOPT_FORBID_REUSE, new_connections);
      // A new connection that resumes a TLS session would not be all that new.
      curl_easy_setopt(handles_.back()->get(), CURLOPT_SSL_SESSIONID_CACHE, 1L - new_connections);
    }
  }

  void Run(std::size_t calls) override {
    const std::size_t each = std::max<std::size_t>(1, calls / handles_.size());
    std::vector<std::thread> threads;
    for (const auto& handle : handles_) {
      threads.emplace_back([&handle, each] {
        for (std::size_t i = 0; i < each; ++i) handle->Check(curl_easy_perform(handle->get()));
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

 private:
  std::vector<std::unique_ptr<RawHandle>> handles_;
};

}  // namespace

std::unique_ptr<CallLoop> MakeEasyLoop(const CallTarget& target, std::size_t concurrency) {
  return std::make_unique<EasyLoop>(target, concurrency, 0L);
}

std::unique_ptr<CallLoop> MakeReconnectingLoop(const CallTarget& target, std::size_t concurrency) {
  return std::make_unique<EasyLoop>(target, concurrency, 1L);
}

}  // namespace authtree::inline v0::bench
