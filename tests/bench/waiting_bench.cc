// Many journeys on one thread, each of which waits for a service that takes its time.
// Usage: waiting_bench JOURNEYS SECONDS DELAY_MS [BASE_URL [CA_FILE]]
//
// Without a base URL the service is a timer in this process: what is measured is the engine with its nodes
// and its client. With one the calls go through libcurl. Every journey that ends is begun anew. Prints one
// JSON object: journeys, through, threads, bytes_each, per_second, ideal_per_second, cpu_percent.
#include <chrono>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "authtree/core/json.h"
#include "authtree/engine/engine.h"
#include "authtree/http/curl_transport.h"

#include "calling_journey.h"
#include "process_usage.h"

namespace authtree::inline v0::bench {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

/// Answers after a while.
class SlowTransport final : public http::Transport {
 public:
  explicit SlowTransport(milliseconds delay) : delay_(delay) {}

  Task<Result<http::Response>> Send(http::Request /*request*/, CallContext /*call*/) const override {
    asio::steady_timer timer(co_await asio::this_coro::executor, delay_);
    co_await timer.async_wait(asio::use_awaitable);
    co_return http::Response(200).WithBody("application/json", Secret(body_));
  }

 private:
  milliseconds delay_;
  std::string body_ = AddedDeviceReply();
};

struct Plan {
  std::size_t journeys = 0;
  std::chrono::seconds duration{};
  milliseconds delay{};
  std::string base_url;  ///< empty: in process
  std::string ca_pem;
};

class Waiting {
 public:
  explicit Waiting(Plan plan) : plan_(std::move(plan)) {
    std::shared_ptr<const http::Transport> transport = std::make_shared<SlowTransport>(plan_.delay);
    if (!plan_.base_url.empty()) {
      http::CurlOptions curl;
      curl.ca_pem = plan_.ca_pem;
      curl.max_connections = plan_.journeys;
      curl.connect_timeout = kPatience;
      transport = http::CurlTransport::Make(std::move(curl)).value();
    }
    const std::string url = plan_.base_url.empty() ? "https://onespan.test" : plan_.base_url;
    journey_ = MakeCallingJourney(url, std::move(transport));
  }

  void Run() {
    Spawn(Walk(milliseconds(0)));  // one for what is made only once
    RunFor(plan_.delay * 2);
    const std::size_t resident_before = ResidentBytes();
    for (std::size_t i = 1; i < plan_.journeys; ++i) {
      Spawn(Walk(plan_.delay * static_cast<int>(i) / static_cast<int>(plan_.journeys)));
    }
    RunFor(plan_.delay * 2 + std::chrono::seconds(1));

    const auto clock = SystemClock();
    const std::size_t done_before = done_;
    const auto cpu_before = CpuTime();
    const auto began = clock->SteadyNow();
    RunFor(plan_.duration);
    const double seconds = std::chrono::duration<double>(clock->SteadyNow() - began).count();
    const double cpu_seconds = std::chrono::duration<double>(CpuTime() - cpu_before).count();
    const std::size_t resident = ResidentBytes() - resident_before;

    OrderedJson line;
    line["journeys"] = plan_.journeys;
    line["through"] = plan_.base_url.empty() ? "timer" : plan_.ca_pem.empty() ? "curl, plain" : "curl, TLS";
    line["threads"] = ThreadCount();
    line["bytes_each"] = static_cast<double>(resident) / static_cast<double>(plan_.journeys);
    line["per_second"] = static_cast<double>(done_ - done_before) / seconds;
    line["ideal_per_second"] =
        static_cast<double>(plan_.journeys) / std::chrono::duration<double>(plan_.delay).count();
    line["cpu_percent"] = 100 * cpu_seconds / seconds;
    std::cout << DumpJson(line) << std::endl;
    std::_Exit(0);  // nothing that waits has to be taken apart
  }

 private:
  void Spawn(Task<void> task) {
    auto rethrow = [](const std::exception_ptr& thrown) {
      if (thrown) std::rethrow_exception(thrown);
    };
    asio::co_spawn(context_, std::move(task), rethrow);
  }

  void RunFor(std::chrono::steady_clock::duration time) { context_.run_for(time); }

  /// Journey after journey; the first one later than those of others, so that not all wake up at once.
  Task<void> Walk(milliseconds head_start) {
    asio::steady_timer timer(co_await asio::this_coro::executor, head_start);
    co_await timer.async_wait(asio::use_awaitable);
    while (true) {
      const RoundResult result = co_await engine_.Begin(journey_, RequestContext());
      if (!std::holds_alternative<Succeeded>(result)) {
        std::cerr << "A journey did not succeed.\n";
        std::abort();
      }
      ++done_;
    }
  }

  Plan plan_;
  asio::io_context context_{1};
  Engine engine_ = MakePatientEngine();
  std::shared_ptr<const Journey> journey_;
  std::size_t done_ = 0;
};

std::string ReadFile(const char* path) {
  const std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace
}  // namespace authtree::inline v0::bench

int main(int argc, char** argv) {
  authtree::bench::Plan plan;
  if (argc >= 4) {
    plan.journeys = std::strtoul(argv[1], nullptr, 10);
    plan.duration = std::chrono::seconds(std::strtol(argv[2], nullptr, 10));
    plan.delay = std::chrono::milliseconds(std::strtol(argv[3], nullptr, 10));
  }
  if (argc > 6 || plan.journeys == 0 || plan.duration.count() <= 0 || plan.delay.count() <= 0) {
    std::cerr << "usage: waiting_bench JOURNEYS SECONDS DELAY_MS [BASE_URL [CA_FILE]]\n";
    return 2;
  }
  if (argc > 4) plan.base_url = argv[4];
  if (argc > 5) plan.ca_pem = authtree::bench::ReadFile(argv[5]);
  authtree::bench::Waiting(std::move(plan)).Run();
}
