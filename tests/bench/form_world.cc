#include "form_world.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "authtree/core/json.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/session/journey_service.h"
#include "authtree/session/memory_store.h"

#include "../unit/engine/export_builder.h"

namespace authtree::inline v0::bench {
namespace {

constexpr const char* kPath = "/am/json/realms/root/authenticate";
constexpr const char* kAuthIdMark = "authId";

Json PageProperties() {
  using testing::ChildEntry;
  return {
      {"nodes",
       {ChildEntry("name", "UsernameCollectorNode"), ChildEntry("password", "PasswordCollectorNode"),
        ChildEntry("fields", "OS_Sample_AttributesCollector")}},
      {"pageHeader", {{"en", "Register for online banking"}}},
      {"pageDescription",
       {{"en",
         "Tell us who you are. We use your address to send the letter with your activation code, and your "
         "mobile number when somebody signs in from a device that we have not seen before. You can change "
         "all of this later under Settings, Personal data. Fields that you leave empty stay as they are."}}},
      {"stage", "registration-form"}};
}

std::shared_ptr<const JourneyCatalog> FormCatalog() {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterOneSpanNodes(registry, nullptr);
  const Json few{"givenName", "sn", "mail", "telephoneNumber", "postalAddress", "city"};
  testing::ExportBuilder page(kPageForm);
  page.Node("form", "PageNode", {{"outcome", "form"}}, PageProperties())
      .Child("name")
      .Child("password")
      .Child("fields", {{"attributes", few}});
  Json many = few;
  for (const char* more : {"username", "password", "postalCode", "country", "birthDate", "language"})
    many += more;
  testing::ExportBuilder node(kNodeForm);
  node.Node("form", "OS_Sample_AttributesCollector", {{"outcome", "form"}}, {{"attributes", many}});

  auto catalog = std::make_shared<JourneyCatalog>();
  for (const testing::ExportBuilder& builder : {page, node}) {
    const LoadedJourneys loaded = LoadJourneys(builder.Text(), registry);
    if (loaded.Find() == nullptr) {
      std::cerr << loaded.diagnostics.ToText();
      std::abort();
    }
    catalog->Add(loaded.Find());
  }
  return catalog;
}

http::ServerRequest Post(std::string target, Secret body) {
  http::Headers headers;
  for (const auto& [name, value] : {std::pair("Host", "login.example.com"), std::pair("Accept", "*/*"),
                                    std::pair("Accept-API-Version", "protocol=1.0,resource=2.1"),
                                    std::pair("Accept-Language", "de-CH,de;q=0.9,en;q=0.8"),
                                    std::pair("Content-Type", "application/json"),
                                    std::pair("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")}) {
    if (!headers.Add(name, value)) std::abort();
  }
  return http::ServerRequest(http::Method::kPost, std::move(target))
      .WithHeaders(std::move(headers))
      .WithBody(std::move(body))
      .WithClientIp("192.0.2.10");
}

}  // namespace

std::shared_ptr<am::AuthenticateEndpoint> MakeFormEndpoint() {
  const std::shared_ptr<const Clock> clock = SystemClock();
  const std::shared_ptr<const KeyRing> keys = KeyRing::Random();
  auto service = std::make_shared<const JourneyService>(FormCatalog(), Engine(clock),
                                                        std::make_shared<MemoryStore>(clock), Sealer(*keys));
  return std::make_shared<am::AuthenticateEndpoint>(std::move(service), *keys, clock);
}

FormClient::FormClient(const http::Response& first_answer) {
  Json body = ParseJson(first_answer.body().Expose()).value();
  int field = 0;
  for (Json& callback : body["callbacks"]) {
    callback["input"][0]["value"] = "what a person typed " + std::to_string(++field);
  }
  // Clients of AM send these two along.
  body["status"] = 200;
  body["ok"] = true;
  body["authId"] = kAuthIdMark;
  const std::string text = DumpJson(body);
  const std::string value = DumpJson(Json(kAuthIdMark));
  // "authId" stands there twice: as a name and as the value.
  const std::size_t at = text.find(value, text.find(value) + value.size());
  before_ = text.substr(0, at + 1);
  after_ = text.substr(at + value.size() - 1);
}

http::ServerRequest FormClient::Start(const std::string& journey) {
  return Post(std::string(kPath) + "?authIndexType=service&authIndexValue=" + journey, Secret());
}

http::ServerRequest FormClient::Next(const http::Response& answer) const {
  return Post(kPath, Secret(before_ + AuthIdOf(answer) + after_));
}

std::string AuthIdOf(const http::Response& answer) {
  const Result<Json> body = ParseJson(answer.body().Expose());
  std::string auth_id = body ? StringMember(*body, "authId") : std::string();
  if (answer.status() == 200 && !auth_id.empty()) return auth_id;
  std::cerr << "The endpoint did not ask, but answered " << answer.status() << ": " << answer.body().Expose()
            << '\n';
  std::abort();
}

}  // namespace authtree::inline v0::bench
