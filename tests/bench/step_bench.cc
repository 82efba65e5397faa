// What the engine adds to a step: a long journey of nodes that do next to nothing, against the same nodes
// called by hand.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "authtree/engine/engine.h"
#include "authtree/testkit/drive.h"

namespace authtree::inline v0::bench {
namespace {

constexpr std::size_t kSteps = 900;  // of the 1000 that a round may take
constexpr std::array<std::string_view, 2> kOutcomes{"next", "other"};
constexpr StateKey<std::int64_t> kCount{"count"};

/// Leaves.
class PassNode final : public SyncNode {
 public:
  StateContract Contract() const override { return {}; }
  Result<Action> Step(const StepContext& /*step*/) const override { return Action::To("next"); }
};

/// Reads a key and writes it.
class CountNode final : public SyncNode {
 public:
  StateContract Contract() const override { return Reads(kCount).Writes(kCount); }
  Result<Action> Step(const StepContext& step) const override {
    return Action::To("next").Put(kCount, step.state().Get(kCount).value_or(0) + 1);
  }
};

/// Leaves, as a node that could have waited.
class TaskNode final : public Node {
 public:
  StateContract Contract() const override { return {}; }
  Task<Result<Action>> Process(const StepContext& /*step*/) const override { co_return Action::To("next"); }
};

/// Looks at everything and keeps nothing.
class SilentObserver final : public Observer {
 public:
  void OnStep(const StepEvent& event) override { benchmark::DoNotOptimize(&event); }
  void OnRound(const RoundEvent& event) override { benchmark::DoNotOptimize(&event); }
};

std::shared_ptr<const Journey> ChainOf(const std::shared_ptr<const Node>& node) {
  std::vector<JourneyNode> nodes(kSteps);
  for (std::size_t i = 0; i < kSteps; ++i) {
    nodes[i].id = "node-" + std::to_string(i);
    nodes[i].type = "BenchNode";
    nodes[i].node = node;
    nodes[i].sync = node->AsSync();
    nodes[i].contract = node->Contract();
    const NodeIndex next = i + 1 == kSteps ? kSuccessEnd : static_cast<NodeIndex>(i + 1);
    for (const std::string_view outcome : kOutcomes)
      nodes[i].connections.push_back({std::string(outcome), next});
  }
  return std::make_shared<const Journey>("chain", std::move(nodes), 0, Json());
}

void ReportSteps(benchmark::State& state) {
  using benchmark::Counter;
  state.counters["step"] =
      Counter(static_cast<double>(kSteps), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

Task<void> RunRounds(benchmark::State& state, std::shared_ptr<const Journey> journey,
                     std::shared_ptr<Observer> observer) {
  const Engine engine(SystemClock(), std::move(observer));
  for ([[maybe_unused]] auto _ : state) {
    RoundResult result = co_await engine.Begin(journey, RequestContext());
    if (!std::holds_alternative<Succeeded>(result)) std::abort();
    benchmark::DoNotOptimize(result);
  }
  ReportSteps(state);
}

template <class N>
void InEngine(benchmark::State& state) {
  testkit::RunToEnd(RunRounds(state, ChainOf(std::make_shared<const N>()), nullptr));
}

template <class N>
void InEngineObserved(benchmark::State& state) {
  testkit::RunToEnd(
      RunRounds(state, ChainOf(std::make_shared<const N>()), std::make_shared<SilentObserver>()));
}

template <class N>
void ByHand(benchmark::State& state) {
  const std::shared_ptr<const SyncNode> node = std::make_shared<const N>();
  const StateContract contract = node->Contract();
  const std::shared_ptr<const Clock> clock = SystemClock();
  const RequestContext request;
  const std::vector<Callback> nothing;
  JourneyState kept;
  kept.Put(Tier::kShared, kCount.name, Json(0));
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t i = 0; i < kSteps; ++i) {
      const StepContext step("node", StateView("node", kept, contract), nothing, request,
                             CallContext(CallContext::TimePoint()), *clock);
      Result<Action> action = node->Step(step);
      benchmark::DoNotOptimize(action);
    }
  }
  ReportSteps(state);
}

BENCHMARK(ByHand<PassNode>)->Name("by hand/leaves");
BENCHMARK(InEngine<PassNode>)->Name("engine/leaves");
BENCHMARK(ByHand<CountNode>)->Name("by hand/reads and writes a key");
BENCHMARK(InEngine<CountNode>)->Name("engine/reads and writes a key");
BENCHMARK(InEngineObserved<CountNode>)->Name("engine, observed/reads and writes a key");
BENCHMARK(InEngine<TaskNode>)->Name("engine/leaves, coroutine");

}  // namespace
}  // namespace authtree::inline v0::bench
