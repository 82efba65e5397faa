// One round of the authenticate endpoint: time, allocations and sizes.
#include <chrono>
#include <string>

#include <benchmark/benchmark.h>

#include "authtree/engine/observer.h"
#include "authtree/testkit/drive.h"

#include "allocations.h"
#include "form_world.h"

namespace authtree::inline v0::bench {
namespace {

Task<void> RunRounds(benchmark::State& state, std::string journey) {
  const std::shared_ptr<am::AuthenticateEndpoint> endpoint = MakeFormEndpoint();
  const std::shared_ptr<const Clock> clock = SystemClock();
  http::Response answer = co_await endpoint->Handle(FormClient::Start(journey));
  const FormClient client(answer);
  std::uint64_t allocations = 0;
  std::uint64_t bytes = 0;
  std::size_t request_size = 0;
  for ([[maybe_unused]] auto _ : state) {
    http::ServerRequest request = client.Next(answer);
    request_size = request.body().size();
    const std::uint64_t allocations_before = AllocationCount();
    const std::uint64_t bytes_before = AllocatedBytes();
    const auto began = clock->SteadyNow();
    answer = co_await endpoint->Handle(std::move(request));
    state.SetIterationTime(std::chrono::duration<double>(clock->SteadyNow() - began).count());
    allocations += AllocationCount() - allocations_before;
    bytes += AllocatedBytes() - bytes_before;
  }
  using benchmark::Counter;
  state.counters["allocations"] = Counter(static_cast<double>(allocations), Counter::kAvgIterations);
  state.counters["allocated_bytes"] = Counter(static_cast<double>(bytes), Counter::kAvgIterations);
  state.counters["request_bytes"] = static_cast<double>(request_size);
  state.counters["answer_bytes"] = static_cast<double>(answer.body().size());
}

void PageRound(benchmark::State& state) { testkit::RunToEnd(RunRounds(state, kPageForm)); }
void NodeRound(benchmark::State& state) { testkit::RunToEnd(RunRounds(state, kNodeForm)); }

BENCHMARK(PageRound)->Name(kPageForm)->UseManualTime();
BENCHMARK(NodeRound)->Name(kNodeForm)->UseManualTime();

}  // namespace
}  // namespace authtree::inline v0::bench
