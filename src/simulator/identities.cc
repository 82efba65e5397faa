#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "authtree/core/text.h"
#include "authtree/http/url.h"

#include "request_reading.h"
#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

// Stands in the address of every page and in every report: nothing here may be taken for the real service.
constexpr std::string_view kPagePath = "simulated-identity-verification";
constexpr std::string_view kNobody = "simulated: nobody's identity was verified";

/// A bearer token, whatever it is.
bool HasToken(const Exchange& exchange) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view field = exchange.request().headers().Find("Authorization");
  return field.size() > kScheme.size() && EqualsIgnoringCase(field.substr(0, kScheme.size()), kScheme);
}

std::map<std::string, std::string, std::less<>> RedirectsOf(const Json& body) {
  std::map<std::string, std::string, std::less<>> redirects;
  const Json* configuration = ObjectOf(body, "configuration");
  const Json* list = configuration == nullptr ? nullptr : FindMember(*configuration, "redirects");
  if (list == nullptr || !list->is_array()) return redirects;
  for (const Json& redirect : *list) {
    std::string url = StringMember(redirect, "url");
    if (!url.empty()) redirects.insert_or_assign(StringMember(redirect, "id"), std::move(url));
  }
  return redirects;
}

std::string_view RedirectFor(IdentityResult result) {
  switch (result) {
    case IdentityResult::kPassed:
      return "REDIRECT_DOCID_PASS";
    case IdentityResult::kFailed:
      return "REDIRECT_DOCID_FAIL";
    case IdentityResult::kUndefined:
      break;
  }
  return "REDIRECT_DEFAULT_URL";
}

/// A URL of the caller with a value in the place of each placeholder of that name.
std::string Filled(std::string url, std::string_view placeholder, std::string_view value) {
  const std::string encoded = http::PercentEncode(value);
  for (std::size_t at = url.find(placeholder); at != std::string::npos;
       at = url.find(placeholder, at + encoded.size())) {
    url.replace(at, placeholder.size(), encoded);
  }
  return url;
}

/// Where the user is sent back; empty when the caller named no place.
std::string WayBack(const IdentityTransaction& transaction) {
  for (const std::string_view name :
       {RedirectFor(transaction.script.result), RedirectFor(IdentityResult::kUndefined)}) {
    const auto found = transaction.redirects.find(name);
    if (found == transaction.redirects.end()) continue;
    return Filled(Filled(found->second, "{{transactionId}}", transaction.id), "{{opaqueId}}",
                  transaction.opaque_id);
  }
  return {};
}

}  // namespace

http::Response BeginIdentityVerification(const Exchange& exchange, Tenant& tenant) {
  if (!HasToken(exchange)) return exchange.Refuse(401, "simulated: there is no bearer token");
  auto body = exchange.ReadObject();
  if (!body) return std::move(body).error();
  const std::string host(exchange.request().headers().Find("Host"));
  const Result<http::Url> base = http::Url::Parse("https://" + host);
  if (!base) return exchange.Refuse(400, "simulated: the request names no host");
  IdentityTransaction begun;
  begun.opaque_id = StringMember(*body, "opaque_id");
  begun.redirects = RedirectsOf(*body);
  const IdentityTransaction& transaction = tenant.identities().Begin(std::move(begun));

  OrderedJson answer;
  answer["transaction_id"] = transaction.id;
  answer["tokens"] = OrderedJson::array();
  const Json* tokens = FindMember(*body, "tokens");
  if (tokens != nullptr && tokens->is_array()) {
    for (const Json& token : *tokens) {
      OrderedJson one;
      one["role"] = StringMember(token, "role");
      one["accessUrl"] = base->Segment(kPagePath).Segment(transaction.page).ToString();
      answer["tokens"].push_back(std::move(one));
    }
  }
  return exchange.Ok(answer);
}

http::Response ShowIdentityPage(const Exchange& exchange, Tenant& tenant) {
  const IdentityTransaction* transaction = tenant.identities().Visit(exchange.segment(0), exchange.now());
  if (transaction == nullptr) return exchange.Refuse(404, "simulated: no such page");
  const std::string back = WayBack(*transaction);
  http::Response page = http::Response(back.empty() ? 200 : 302);
  if (!back.empty()) page = std::move(page).WithHeader("Location", back);
  return std::move(page).WithBody("text/plain", Secret(kNobody));
}

http::Response ReadIdentityReport(const Exchange& exchange, Tenant& tenant) {
  if (!HasToken(exchange)) return exchange.Refuse(401, "simulated: there is no bearer token");
  const IdentityTransaction* transaction = tenant.identities().Find(exchange.segment(0));
  if (transaction == nullptr) return exchange.Refuse(404, "simulated: no such transaction");
  return exchange.Ok(OrderedJson{{"transactionId", transaction->id},
                                 {"result", ResultNow(*transaction, exchange.now())},
                                 {"comment", kNobody}});
}

}  // namespace authtree::inline v0::simulator
