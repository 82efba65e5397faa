// The whole offline activation in one process, round by round: what the engine, the nodes and the client
// take, and what the simulated service takes. Usage: journey_bench JOURNEYS
//
// Prints one JSON object a round and journey: round, steps, calls, total_us, simulator_us.
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <utility>

#include "authtree/core/json.h"
#include "authtree/engine/observer.h"
#include "authtree/http/transport.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/testkit/journey_walker.h"

namespace authtree::inline v0::bench {
namespace {

using std::chrono::steady_clock;

double Microseconds(steady_clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

/// What the simulated service cost since it was last asked.
struct ServiceTime {
  steady_clock::duration took{};
  int calls = 0;
};

/// Hands requests to the service and takes the time.
class TimedTransport final : public http::Transport {
 public:
  TimedTransport(std::shared_ptr<http::Handler> service, std::shared_ptr<ServiceTime> time)
      : inner_(std::move(service)), time_(std::move(time)) {}

  Task<Result<http::Response>> Send(http::Request request, CallContext call) const override {
    const auto began = clock_->SteadyNow();
    Result<http::Response> reply = co_await inner_.Send(std::move(request), call);
    time_->took += clock_->SteadyNow() - began;
    ++time_->calls;
    co_return reply;
  }

 private:
  simulator::InProcessTransport inner_;
  std::shared_ptr<ServiceTime> time_;
  std::shared_ptr<const Clock> clock_ = SystemClock();
};

/// Prints every round.
class RoundPrinter final : public Observer {
 public:
  explicit RoundPrinter(std::shared_ptr<ServiceTime> time) : time_(std::move(time)) {}

  void OnStep(const StepEvent& /*event*/) override {}
  void OnRound(const RoundEvent& event) override {
    const ServiceTime service = std::exchange(*time_, {});
    OrderedJson line;
    line["round"] = ++round_;
    line["end"] = RoundEndName(event.end);
    line["steps"] = event.steps;
    line["calls"] = service.calls;
    line["total_us"] = Microseconds(event.took);
    line["simulator_us"] = Microseconds(service.took);
    std::cout << DumpJson(line) << '\n';
  }

 private:
  std::shared_ptr<ServiceTime> time_;
  int round_ = 0;
};

std::string ReadExample() {
  const std::ifstream file(AUTHTREE_SOURCE_DIR "/examples/journeys/offline-activation.journey.json");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool Activate(const std::string& journey_text) {
  const auto time = std::make_shared<ServiceTime>();
  const auto service = std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig{});
  const auto location = onespan::ServiceLocation::AtUrl("demo", "https://onespan.test").value();
  const auto api =
      onespan::RestApi::Make({.location = location}, std::make_shared<TimedTransport>(service, time)).value();
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, api);
  testkit::JourneyWalker walker(LoadJourneys(journey_text, registry).Find(),
                                Engine(SystemClock(), std::make_shared<RoundPrinter>(time)));
  walker.Give("User Name", "jdoe").Give("serialNumber", "VDS1000001").UseDigipass().WalkToEnd();
  return walker.succeeded();
}

}  // namespace
}  // namespace authtree::inline v0::bench

int main(int argc, char** argv) {
  int journeys = 0;
  if (argc != 2 || std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), journeys).ec != std::errc() ||
      journeys < 1) {
    std::cerr << "usage: journey_bench JOURNEYS\n";
    return 2;
  }
  const std::string text = authtree::bench::ReadExample();
  for (int i = 0; i < journeys; ++i) {
    if (authtree::bench::Activate(text)) continue;
    std::cerr << "The journey did not succeed.\n";
    return 1;
  }
  return 0;
}
