// CPU time of a call to a service in another process. Usage: call_bench KIND CONCURRENCY CALLS BASE_URL
// [CA_FILE] with KIND engine, multi, easy or reconnecting.
//
// Prints one JSON object: kind, concurrency, calls, cpu_us, wall_us (both a call).
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string_view>
#include <utility>

#include "authtree/core/clock.h"
#include "authtree/core/json.h"

#include "call_loops.h"
#include "process_usage.h"

namespace authtree::inline v0::bench {
namespace {

std::unique_ptr<CallLoop> MakeLoop(std::string_view kind, const CallTarget& target, std::size_t concurrency) {
  using Maker = std::unique_ptr<CallLoop> (*)(const CallTarget&, std::size_t);
  for (const auto& [name, make] : {std::pair<std::string_view, Maker>("engine", &MakeEngineLoop),
                                   {"multi", &MakeMultiLoop},
                                   {"easy", &MakeEasyLoop},
                                   {"reconnecting", &MakeReconnectingLoop}}) {
    if (name == kind) return make(target, concurrency);
  }
  return nullptr;
}

std::string ReadFile(const char* path) {
  const std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

int Measure(const std::string& kind, std::size_t concurrency, std::size_t calls, const CallTarget& target) {
  const std::unique_ptr<CallLoop> loop = MakeLoop(kind, target, concurrency);
  if (loop == nullptr || concurrency == 0 || calls == 0) return 2;
  loop->Run(concurrency * 4);
  const auto clock = SystemClock();
  const auto cpu_before = CpuTime();
  const auto began = clock->SteadyNow();
  loop->Run(calls);
  const auto wall = std::chrono::duration<double, std::micro>(clock->SteadyNow() - began).count();
  const auto cpu = static_cast<double>((CpuTime() - cpu_before).count());
  OrderedJson line;
  line["kind"] = kind;
  line["concurrency"] = concurrency;
  line["calls"] = calls;
  line["cpu_us"] = cpu / static_cast<double>(calls);
  line["wall_us"] = wall / static_cast<double>(calls);
  std::cout << DumpJson(line) << '\n';
  return 0;
}

}  // namespace
}  // namespace authtree::inline v0::bench

int main(int argc, char** argv) {
  int result = 2;
  if (argc == 5 || argc == 6) {
    const std::string ca_pem = argc == 6 ? authtree::bench::ReadFile(argv[5]) : std::string();
    result = authtree::bench::Measure(argv[1], std::strtoul(argv[2], nullptr, 10),
                                      std::strtoul(argv[3], nullptr, 10), {argv[4], ca_pem});
  }
  if (result == 2) {
    std::cerr << "usage: call_bench engine|multi|easy|reconnecting CONCURRENCY CALLS BASE_URL [CA_FILE]\n";
  }
  return result;
}
