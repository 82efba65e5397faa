// Runs a journey that holds a node of our own: custom_node JOURNEY.json ADDRESS
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "authtree/engine/engine.h"
#include "authtree/nodes/am_nodes.h"

#include "mail_domain_node.h"

using namespace authtree;

namespace {

RoundResult Wait(Task<RoundResult> round) {
  boost::asio::io_context context(1);
  auto result = boost::asio::co_spawn(context, std::move(round), boost::asio::use_future);
  context.run();
  return result.get();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  NodeRegistry registry;
  RegisterAmNodes(registry);
  registry.Register<example::MailDomainNode>();

  std::ifstream file(argv[1]);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const LoadedJourneys loaded = LoadJourneys(text, registry);
  std::cerr << loaded.diagnostics.ToText();
  const std::shared_ptr<const Journey> journey = loaded.Find();
  if (journey == nullptr) return 2;

  const Engine engine;
  RoundResult result = Wait(engine.Begin(journey, RequestContext("192.0.2.10")));
  if (Prompt* prompt = std::get_if<Prompt>(&result)) {
    auto session = std::make_unique<JourneySession>(std::move(prompt->session));
    Answers answers;
    answers.Add(Answer(CallbackType::kName, Json(argv[2])));
    result =
        Wait(engine.Submit(journey, std::move(session), RequestContext("192.0.2.10"), std::move(answers)));
  }
  const bool succeeded = std::holds_alternative<Succeeded>(result);
  std::cout << (succeeded ? "let in\n" : "turned away\n");
  return succeeded ? 0 : 1;
}
