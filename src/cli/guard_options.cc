#include "guard_options.h"

#include <chrono>

#include <CLI/CLI.hpp>

namespace authtree::inline v0::cli {
namespace {

constexpr std::size_t kMostCalls = 100'000;

}  // namespace

void AddGuardOptions(CLI::App& command, GuardSettings& settings) {
  command.add_option("--max-calls", settings.calls, "Calls to the service at a time; further ones wait")
      ->check(CLI::Range(std::size_t{1}, kMostCalls).description(""))
      ->type_name("N")
      ->capture_default_str();
  command.add_option("--max-waiting", settings.waiting, "Calls that may wait; further ones fail at once")
      ->check(CLI::Range(std::size_t{0}, kMostCalls).description(""))
      ->type_name("N")
      ->capture_default_str();
  command
      .add_option("--breaker-failures", settings.breaker_failures,
                  "Give the service a rest when so many calls, and half of all, failed within 30 s; 0: never")
      ->check(CLI::Range(std::size_t{0}, kMostCalls).description(""))
      ->type_name("N")
      ->capture_default_str();
  command.add_option("--breaker-open", settings.breaker_open_seconds, "How long that rest is, in seconds")
      ->check(CLI::Range(1U, 3600U).description(""))
      ->type_name("N")
      ->capture_default_str();
}

http::GuardOptions GuardOptionsOf(const GuardSettings& settings) {
  http::GuardOptions options;
  options.limit.calls = settings.calls;
  options.limit.waiting = settings.waiting;
  options.breaker.failures = settings.breaker_failures;
  options.breaker.open_for = std::chrono::seconds(settings.breaker_open_seconds);
  return options;
}

}  // namespace authtree::inline v0::cli
