// A fixed number of rounds of the authenticate endpoint, for callgrind: only the rounds are counted, not the
// client that makes the requests. Usage: round_count JOURNEY ROUNDS
#include <charconv>
#include <cstring>
#include <iostream>
#include <string>

#include <valgrind/callgrind.h>

#include "authtree/testkit/drive.h"

#include "form_world.h"

namespace authtree::inline v0::bench {
namespace {

constexpr int kWarmUp = 20;

Task<void> RunRounds(std::string journey, int rounds) {
  const std::shared_ptr<am::AuthenticateEndpoint> endpoint = MakeFormEndpoint();
  http::Response answer = co_await endpoint->Handle(FormClient::Start(journey));
  const FormClient client(answer);
  for (int round = -kWarmUp; round < rounds; ++round) {
    http::ServerRequest request = client.Next(answer);
    if (round >= 0) CALLGRIND_TOGGLE_COLLECT;
    answer = co_await endpoint->Handle(std::move(request));
    if (round >= 0) CALLGRIND_TOGGLE_COLLECT;
  }
  static_cast<void>(AuthIdOf(answer));
}

}  // namespace
}  // namespace authtree::inline v0::bench

int main(int argc, char** argv) {
  int rounds = 0;
  if (argc != 3 || std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), rounds).ec != std::errc() ||
      rounds < 1) {
    std::cerr << "usage: round_count JOURNEY ROUNDS\n";
    return 2;
  }
  authtree::testkit::RunToEnd(authtree::bench::RunRounds(argv[1], rounds));
  return 0;
}
