#include "endpoint_bench.h"

#include <stdexcept>
#include <utility>

#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/testkit/drive.h"

namespace authtree::inline v0::faults {
namespace {

constexpr const char* kLogin = R"({
  "tree": {"_id": "Login", "entryNodeId": "page", "nodes": {
    "page": {"nodeType": "PageNode", "connections": {"outcome": "more"}},
    "more": {"nodeType": "OS_Sample_AttributesCollector",
             "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
  "nodes": {
    "page": {"nodes": [{"_id": "name", "nodeType": "UsernameCollectorNode", "displayName": "name"},
                       {"_id": "password", "nodeType": "PasswordCollectorNode", "displayName": "password"}]},
    "more": {"attributes": ["mail"]}},
  "innerNodes": {"name": {}, "password": {}}})";

std::shared_ptr<JourneyCatalog> Catalog() {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, nullptr);
  const LoadedJourneys loaded = LoadJourneys(kLogin, registry);
  if (loaded.journeys.empty()) throw std::logic_error(loaded.diagnostics.ToText());
  auto catalog = std::make_shared<JourneyCatalog>();
  catalog->Add(loaded.journeys.front());
  return catalog;
}

}  // namespace

EndpointBench::EndpointBench() {
  const auto keys = KeyRing::Random();
  auto service = std::make_shared<const JourneyService>(Catalog(), Engine(clock_),
                                                        std::make_shared<MemoryStore>(clock_), Sealer(*keys));
  endpoint_ = std::make_unique<am::AuthenticateEndpoint>(std::move(service), *keys, clock_);
}

Json EndpointBench::Start() { return PostRaw("", "?authIndexType=service&authIndexValue=Login").body; }

Json EndpointBench::Answered(Json step) {
  for (Json& callback : step["callbacks"]) {
    const bool name = callback.at("type") == "NameCallback";
    callback["input"][0]["value"] = name ? "jdoe" : "hunter2-hunter2";
  }
  return step;
}

EndpointReply EndpointBench::PostRaw(const std::string& body, const std::string& query,
                                     const std::string& content_type) {
  http::Headers headers;
  headers.Add("Content-Type", content_type);
  const http::Response response = testkit::Drive(
      endpoint_->Handle(http::ServerRequest(http::Method::kPost, "/am/json/realms/root/authenticate" + query)
                            .WithHeaders(std::move(headers))
                            .WithBody(Secret(body))
                            .WithClientIp("192.0.2.1")));
  EndpointReply reply;
  reply.status = response.status();
  reply.body = ParseJson(response.body().Expose()).value_or(Json());
  reply.message = StringMember(reply.body, "message");
  return reply;
}

bool EndpointBench::StillAnswers() {
  Json step = Start();
  for (int round = 0; round < 3 && step.contains("authId"); ++round) step = Post(Answered(step)).body;
  return step.contains("tokenId");
}

}  // namespace authtree::inline v0::faults
