// Runs a node of another shared library that throws, and looks at types made in libraries of authtree.
// Prints what came of it: "closed" when the round failed, "same types" when the types are known here.
#include <iostream>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "authtree/engine/engine.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/simulator/in_process_transport.h"
#include "authtree/simulator/onespan_service.h"

#include "throwing_node.h"

using namespace authtree;

namespace {

constexpr std::string_view kJourney = R"({
  "tree": {"_id": "Throws", "entryNodeId": "only", "nodes": {"only": {
    "nodeType": "Consumer_ThrowingNode", "displayName": "Throws",
    "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
  "nodes": {"only": {}}
})";

bool FailsClosed(const LoadedJourneys& loaded) {
  const Engine engine;
  boost::asio::io_context context(1);
  auto round = boost::asio::co_spawn(context, engine.Begin(loaded.Find(), RequestContext("192.0.2.10")),
                                     boost::asio::use_future);
  context.run();
  const RoundResult result = round.get();
  const Failed* failed = std::get_if<Failed>(&result);
  return failed != nullptr && failed->error.code() == ErrorCode::kInternal;
}

// Made in one library, asked for in another: there must be one type information for both.
bool TypesAreTheSame() {
  const auto service = std::make_shared<simulator::OneSpanService>(simulator::ServiceConfig());
  const std::shared_ptr<const http::Transport> transport =
      std::make_shared<const simulator::InProcessTransport>(service);
  const auto location = onespan::ServiceLocation::AtUrl("demo", "https://localhost");
  const auto api = onespan::RestApi::Make({.location = *location}, transport);
  const std::shared_ptr<const onespan::Api> interface = *api;
  return dynamic_cast<const onespan::RestApi*>(interface.get()) != nullptr &&
         dynamic_cast<const simulator::InProcessTransport*>(transport.get()) != nullptr;
}

}  // namespace

int main() {
  NodeRegistry registry;
  registry.Register<consumer::ThrowingNode>();
  const LoadedJourneys loaded = LoadJourneys(kJourney, registry);
  std::cerr << loaded.diagnostics.ToText();
  if (loaded.Find() == nullptr) return 2;
  std::cout << (FailsClosed(loaded) ? "closed" : "open") << ", "
            << (TypesAreTheSame() ? "same types" : "other types") << '\n';
}
