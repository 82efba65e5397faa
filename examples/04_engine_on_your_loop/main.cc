// Runs a round of a journey on an io_context of the program's own, between its other work.
#include <fstream>
#include <iostream>
#include <iterator>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "authtree/engine/engine.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"
#include "authtree/simulator/onespan_service.h"

using namespace authtree;

int main(int argc, char** argv) {
  auto service = std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig());
  auto transport = std::make_shared<const simulator::InProcessTransport>(service);
  const auto location = onespan::ServiceLocation::AtUrl("demo", "https://localhost");
  const auto api = onespan::RestApi::Make({.location = *location}, transport);
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, *api);

  std::ifstream file(argc > 1 ? argv[1] : "examples/journeys/offline-activation.journey.json");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const LoadedJourneys loaded = LoadJourneys(text, registry);
  std::cerr << loaded.diagnostics.ToText();
  if (loaded.Find() == nullptr) return 2;

  const Engine engine;
  boost::asio::io_context context(1);
  auto round = boost::asio::co_spawn(context, engine.Begin(loaded.Find(), RequestContext("192.0.2.10")),
                                     boost::asio::use_future);
  context.run();
  const RoundResult result = round.get();
  const Prompt* prompt = std::get_if<Prompt>(&result);
  if (prompt == nullptr) return 3;
  std::cout << prompt->header << '\n';
  for (const Callback& callback : prompt->callbacks()) {
    std::cout << "  " << CallbackTypeName(callback.type()) << ' ' << callback.prompt() << callback.hidden_id()
              << '\n';
  }
}
