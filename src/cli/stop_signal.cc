#include "stop_signal.h"

#include <csignal>
#include <initializer_list>

namespace authtree::inline v0::cli {
namespace {

sigset_t SetOf(std::initializer_list<int> numbers) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : numbers) sigaddset(&signals, number);
  return signals;
}

}  // namespace

void HoldStopSignals() {
  // A closed standard output is found out when it is written to.
  const sigset_t signals = SetOf({SIGINT, SIGTERM, SIGPIPE});
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void HoldReopenSignal() {
  const sigset_t signals = SetOf({SIGHUP});
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Signal AwaitSignal() {
  sigset_t held;
  pthread_sigmask(SIG_BLOCK, nullptr, &held);
  const sigset_t signals =
      sigismember(&held, SIGHUP) == 1 ? SetOf({SIGINT, SIGTERM, SIGHUP}) : SetOf({SIGINT, SIGTERM});
  int signal = 0;
  sigwait(&signals, &signal);
  return signal == SIGHUP ? Signal::kReopen : Signal::kStop;
}

void AwaitStopSignal() {
  while (AwaitSignal() != Signal::kStop) {
  }
}

}  // namespace authtree::inline v0::cli
