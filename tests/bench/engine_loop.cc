#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "authtree/engine/engine.h"
#include "authtree/http/curl_transport.h"

#include "call_loops.h"
#include "calling_journey.h"

namespace authtree::inline v0::bench {
namespace {

class EngineLoop final : public CallLoop {
 public:
  EngineLoop(const CallTarget& target, std::size_t concurrency) : concurrency_(concurrency) {
    http::CurlOptions curl;
    curl.ca_pem = target.ca_pem;
    curl.connect_timeout = kPatience;
    journey_ = MakeCallingJourney(target.base_url, http::CurlTransport::Make(std::move(curl)).value());
  }

  void Run(std::size_t calls) override {
    left_ = calls;
    auto rethrow = [](const std::exception_ptr& thrown) {
      if (thrown) std::rethrow_exception(thrown);
    };
    for (std::size_t i = 0; i < concurrency_; ++i) boost::asio::co_spawn(context_, Walk(), rethrow);
    context_.restart();
    context_.run();
  }

 private:
  Task<void> Walk() {
    while (left_ > 0) {
      --left_;
      const RoundResult result = co_await engine_.Begin(journey_, RequestContext());
      if (std::holds_alternative<Succeeded>(result)) continue;
      std::cerr << "A call did not succeed.\n";
      std::abort();
    }
  }

  boost::asio::io_context context_{1};
  std::size_t concurrency_;
  Engine engine_ = MakePatientEngine();
  std::shared_ptr<const Journey> journey_;
  std::size_t left_ = 0;
};

}  // namespace

std::unique_ptr<CallLoop> MakeEngineLoop(const CallTarget& target, std::size_t concurrency) {
  return std::make_unique<EngineLoop>(target, concurrency);
}

}  // namespace authtree::inline v0::bench
