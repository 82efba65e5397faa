#include "identity_transaction.h"

#include <initializer_list>
#include <optional>
#include <utility>

#include "authtree/http/message.h"
#include "authtree/http/url.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::size_t kLongestTransactionId = 128;

/// Puts a text where it says something.
void PutText(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

Json Redirects(const IdentitySettings& settings) {
  Json redirects = Json::array();
  const std::initializer_list<std::pair<const char*, const std::string*>> known{
      {"REDIRECT_DOCID_FAIL", &settings.fail_url},
      {"REDIRECT_DOCID_PASS", &settings.pass_url},
      {"REDIRECT_SESSION_TIMEOUT", &settings.timeout_url},
      {"REDIRECT_ERROR", &settings.error_url},
      {"REDIRECT_DEFAULT_URL", &settings.default_url}};
  for (const auto& [id, url] : known) {
    if (!url->empty()) redirects.push_back(Json{{"id", id}, {"url", *url}});
  }
  return redirects;
}

void PutSettings(Json& body, const IdentitySettings& settings) {
  body["configuration"] = Json{{"redirects", Redirects(settings)}};
  body["tokens"] = Json::array({Json{{"role", settings.role}}});
  PutText(body, "workflow_id", settings.workflow);
  PutText(body, "brand_id", settings.brand);
  PutText(body, "language", settings.language);
}

Error NoObject(std::string_view key, FixedText sentence) {
  return Error(ErrorCode::kInvalidInput, sentence).With(Fact::kStateKey, std::string(key));
}

/// The attributes of the user: an object of the state, or keys of it.
Result<Json> AttributesOf(const StateView& state) {
  Result<Json> attributes = state.Require(ostid::kObjectAttributes);
  if (attributes && attributes->is_object()) return attributes;
  if (attributes) {
    return tl::unexpected(
        NoObject(ostid::kObjectAttributes.name, "The attributes of the user are no JSON object."));
  }
  Json found = Json::object();
  for (const StateKey<std::string> key :
       {ostid::kGivenName, ostid::kSurname, ostid::kTelephoneNumber, ostid::kMail}) {
    if (std::optional<std::string> value = state.Get(key)) found[std::string(key.name)] = *std::move(value);
  }
  if (found.empty()) return attributes;
  return found;
}

Result<Json> UserOf(const IdentitySettings& settings, const StateView& state) {
  const Result<Json> attributes = AttributesOf(state);
  if (!attributes) return tl::unexpected(attributes.error());
  Json user{{"role", settings.role}};
  PutText(user, "first_name", StringMember(*attributes, "givenName"));
  PutText(user, "last_name", StringMember(*attributes, "sn"));
  PutText(user, "phone_number", StringMember(*attributes, "telephoneNumber"));
  PutText(user, "email", StringMember(*attributes, "mail"));
  return user;
}

/// The body in state: JSON, or the text of it.
Result<Json> GivenBody(const StateView& state) {
  Result<Json> body = state.Require(ostid::kIdentityPayload);
  if (body && body->is_string()) body = ParseJson(body->get_ref<const std::string&>());
  if (!body && body.error().code() == ErrorCode::kMissingState) return body;
  if (body && body->is_object()) return body;
  return tl::unexpected(
      NoObject(ostid::kIdentityPayload.name, "The body for the identity verification is no JSON object."));
}

bool IsHeaderValue(std::string_view text) { return http::Headers().Add("X-Value", std::string(text)); }

void CheckReturn(const std::string& url, const std::string& place, Diagnostics& diagnostics) {
  if (url.find("transaction=") != std::string::npos && url.find("opaqueId=") != std::string::npos) return;
  diagnostics.AddWarning(
      place,
      "the URL does not carry 'transaction' and 'opaqueId', so nobody who comes back by it "
      "is recognised",
      "Add transaction={{transactionId}}&opaqueId={{opaqueId}} to its query");
}

void CheckSettings(const IdentitySettings& settings, const std::string& place, Diagnostics& diagnostics) {
  const std::string url_place = PointerTo(place, "url");
  if (settings.url.empty()) {
    diagnostics.AddWarning(url_place, "the URL is empty, so no identity can be verified",
                           "Give the https URL of the verification service, such as "
                           "https://idv.example.com/api/");
  } else if (const Result<http::Url> url = http::Url::Parse(settings.url); !url || !url->is_https()) {
    diagnostics.AddError(url_place, "this is no https URL without user, query and fragment",
                         "Give an https URL such as https://idv.example.com/api/");
  } else {
    CheckReturn(settings.pass_url, PointerTo(place, "passUrl"), diagnostics);
    CheckReturn(settings.fail_url, PointerTo(place, "failUrl"), diagnostics);
  }
  if (!IsHeaderValue(settings.token.Expose())) {
    diagnostics.AddError(PointerTo(place, "authToken"),
                         "the token has characters that no header field can have",
                         "Give the token as one line, without 'Bearer'");
  } else if (!settings.token.empty()) {
    diagnostics.AddWarning(PointerTo(place, "authToken"),
                           "the token stands in the file for everybody who can read it",
                           "Leave it empty and have the program give it, or keep the file like a password");
  }
  if (!IsHeaderValue(settings.tenant)) {
    diagnostics.AddError(PointerTo(place, "XTenant"), "the value is none that a header field can have",
                         "Give it as one line");
  }
}

}  // namespace

ConfigSpec<IdentitySettings> IdentitySettings::Spec() {
  return ConfigSpec<IdentitySettings>()
      .Field(
          "authToken", &IdentitySettings::token,
          "Bearer token of the verification service. Everybody who can read the file can read it: leave it "
          "empty where the program gives it.")
      .Field("workflowId", &IdentitySettings::workflow, "Id of the workflow that the user goes through.")
      .Field("url", &IdentitySettings::url,
             "The https URL of the verification service, such as https://idv.example.com/api/.")
      .Field("XTenant", &IdentitySettings::tenant, "Name of the tenant, sent as the field X-Tenant.")
      .Field("brandId", &IdentitySettings::brand, "Id of the brand whose look the pages have.")
      .Field("language", &IdentitySettings::language, "Language of the pages.")
      .Field("failUrl", &IdentitySettings::fail_url,
             "Where the user comes back after a failure, with "
             "transaction={{transactionId}}&opaqueId={{opaqueId}} in its query.")
      .Field("passUrl", &IdentitySettings::pass_url,
             "Where the user comes back after a success, with "
             "transaction={{transactionId}}&opaqueId={{opaqueId}} in its query.")
      .Field("sessionTimeoutUrl", &IdentitySettings::timeout_url,
             "Where the user comes back when the time for the verification is over.")
      .Field("errorUrl", &IdentitySettings::error_url, "Where the user comes back after an error.")
      .Field("defaultUrl", &IdentitySettings::default_url, "Where the user comes back in all other cases.")
      .Field("role", &IdentitySettings::role, "Role of the user in the verification.")
      .Choice("customPayload", &IdentitySettings::payload,
              {{"usersPayload", IdentityPayload::kUsers},
               {"customPayload", IdentityPayload::kWhole},
               {"none", IdentityPayload::kUserOfState}},
              "What is sent: none takes the user from objectAttributes, or from givenName, sn, "
              "telephoneNumber and "
              "mail where there is none; usersPayload takes os_payload_body and "
              "puts these properties over it; customPayload takes os_payload_body as it is.")
      .Where(CheckSettings);
}

Result<Secret> IdentityTransactionBody(const IdentitySettings& settings, const StateView& state,
                                       const std::string& opaque_id) {
  Json body = Json::object();
  switch (settings.payload) {
    case IdentityPayload::kUserOfState: {
      Result<Json> user = UserOf(settings, state);
      if (!user) return tl::unexpected(std::move(user.error()));
      body["users"] = Json::array({*std::move(user)});
      PutSettings(body, settings);
      break;
    }
    case IdentityPayload::kUsers:
    case IdentityPayload::kWhole: {
      Result<Json> given = GivenBody(state);
      if (!given) return tl::unexpected(std::move(given.error()));
      body = *std::move(given);
      if (settings.payload == IdentityPayload::kUsers) PutSettings(body, settings);
      break;
    }
  }
  body["opaque_id"] = opaque_id;
  return Secret::Take(DumpJson(body));
}

bool IsTransactionId(std::string_view text) {
  constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return !text.empty() && text.size() <= kLongestTransactionId &&
         text.find_first_not_of(kAllowed) == std::string_view::npos;
}

}  // namespace authtree::inline v0::nodes
