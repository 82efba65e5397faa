#include "authtree/am/authenticate.h"

#include <optional>
#include <utility>

#include "authtree/am/callbacks_json.h"
#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/json.h"

#include "error_response.h"
#include "request_findings.h"
#include "request_reader.h"

namespace authtree::inline v0::am {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::string_view kTransactionHeader = "X-ForgeRock-TransactionId";
constexpr std::string_view kSuspendedGone =
    "org.forgerock.openam.auth.nodes.framework.token.SuspendedAuthSessionException: Token not found. It may "
    "have "
    "expired.";

/// What a request asks for, once it is known to be well formed.
struct Start {
  std::string journey;  ///< empty: the default one
};
struct Continue {
  AuthIdClaims claims;
  Answers answers;
};

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

http::Response WithCommonHeaders(http::Response response, const std::string& transaction_id) {
  http::Response complete = std::move(response)
                                .WithHeader("Content-API-Version", "resource=2.1")
                                .WithHeader("Cache-Control", "no-store")
                                .WithHeader("Expires", "0")
                                .WithHeader("Pragma", "no-cache")
                                .WithHeader("X-Content-Type-Options", "nosniff")
                                .WithHeader("X-Frame-Options", "SAMEORIGIN");
  if (transaction_id.empty()) return complete;
  return std::move(complete).WithHeader(std::string(kTransactionHeader), transaction_id);
}

std::optional<http::Response> CheckRoute(const http::ServerRequest& request, const Parameters& parameters,
                                         const std::string& served_realm) {
  const std::optional<Route> route = ReadRoute(request.path());
  if (!route || (route->names_realm && route->realm != served_realm)) {
    return ErrorResponse(404, "Resource not found");
  }
  if (request.method() != http::Method::kPost) {
    return ErrorResponse(405, "Method Not Allowed").WithHeader("Allow", "POST");
  }
  const std::string* realm = FindParameter(parameters, "realm");
  if (!route->names_realm && realm != nullptr && *realm != served_realm) {
    return ErrorResponse(400, "Invalid Domain DN");
  }
  return std::nullopt;
}

// An empty body is one without members.
tl::expected<StepBody, http::Response> ReadBody(const http::ServerRequest& request, std::size_t max_bytes) {
  const std::string_view text = request.body().Expose();
  if (IsBlank(text)) return StepBody();
  if (http::MediaTypeOf(request.headers().Find("Content-Type")) != kJsonType) {
    return tl::unexpected(ErrorResponse(415, "Unsupported Media Type"));
  }
  if (text.size() > max_bytes) return tl::unexpected(ErrorResponse(413, "Request Entity Too Large"));
  Result<StepBody> body = ReadStepBody(text, JsonLimits{max_bytes, JsonLimits().max_depth});
  if (!body) {
    return tl::unexpected(ErrorResponse(
        400, "The request could not be processed because the provided content is not valid JSON"));
  }
  return std::move(*body);
}

tl::expected<Start, http::Response> ReadStart(const Parameters& parameters) {
  if (FindParameter(parameters, "suspendedId") != nullptr) {
    // Clients look for this class name, and only when there is no `detail`.
    return tl::unexpected(ErrorResponse(401, kSuspendedGone));
  }
  const std::string* type = FindParameter(parameters, "authIndexType");
  if (type == nullptr) return Start();
  if (*type != "service") return tl::unexpected(ErrorResponse(400, "Unknown Authentication Index Type"));
  const std::string* value = FindParameter(parameters, "authIndexValue");
  return value == nullptr ? Start() : Start{*value};
}

tl::unexpected<http::Response> Refuse(RequestFindings& findings, SessionRefusal refusal,
                                      http::Response response) {
  findings.refusal = refusal;
  return tl::unexpected(std::move(response));
}

tl::expected<AuthIdClaims, http::Response> ReadAuthId(const StepBody& body, const AuthIdCodec& codec,
                                                      const std::string& served_realm,
                                                      RequestFindings& findings) {
  if (!body.auth_id) {
    return Refuse(findings, SessionRefusal::kMalformed,
                  ErrorResponse(400, "Failed to parse JWT, the request has no authId"));
  }
  Result<AuthIdClaims> claims = codec.ReadSigned(*body.auth_id);
  if (!claims && claims.error().code() == ErrorCode::kNotFound) {
    // Of a journey that has outlived the key of its authId.
    return Refuse(findings, SessionRefusal::kUnknownKey, SessionTimedOut());
  }
  if (!claims && claims.error().code() == ErrorCode::kRejected) {
    return Refuse(findings, SessionRefusal::kBadSignature,
                  ErrorResponse(400, "AuthId JWT Signature not valid"));
  }
  // Of a journey that has outlived the key of its authId.
  if (!claims && claims.error().code() == ErrorCode::kNotFound) {
    return Refuse(findings, SessionRefusal::kUnknownKey, SessionTimedOut());
  }
  if (!claims) {
    return Refuse(findings, SessionRefusal::kMalformed,
                  ErrorResponse(400, "Failed to parse JWT, the authId is not a signed JWT"));
  }
  findings.journey = claims->journey;
  findings.tracking_id = claims->journey_token;
  if (codec.HasExpired(*claims)) return Refuse(findings, SessionRefusal::kExpired, SessionTimedOut());
  if (claims->realm != served_realm) {
    return Refuse(findings, SessionRefusal::kOtherRealm,
                  ErrorResponse(400, "AuthId JWT Signature not valid"));
  }
  return std::move(*claims);
}

tl::expected<Continue, http::Response> ReadContinue(StepBody& body, const AuthIdCodec& codec,
                                                    const std::string& served_realm,
                                                    RequestFindings& findings) {
  tl::expected<AuthIdClaims, http::Response> claims = ReadAuthId(body, codec, served_realm, findings);
  if (!claims) return tl::unexpected(std::move(claims.error()));
  if (!body.answers) return tl::unexpected(ErrorResponse(400, BadAnswersText(body.answers.error())));
  return Continue{std::move(*claims), std::move(*body.answers)};
}

// Why a round gave nothing, as far as that lies with its session.
std::optional<SessionRefusal> RefusalOf(const JourneyResult& result) {
  const auto* failed = std::get_if<JourneyFailed>(&result);
  if (failed == nullptr) return std::nullopt;
  switch (failed->cause) {
    case FailureCause::kRound:
    case FailureCause::kNoJourney:
    case FailureCause::kRefused:
      return std::nullopt;
    case FailureCause::kNoSession:
      return SessionRefusal::kUsed;
    case FailureCause::kStore:
      return SessionRefusal::kStore;
  }
  return std::nullopt;
}

http::Response ToResponse(const JourneyFailed& failed) {
  switch (failed.cause) {
    case FailureCause::kRound:
      return LoginFailure();
    case FailureCause::kNoJourney:
      return ErrorResponse(400, "No Configuration found");
    case FailureCause::kNoSession:
      return SessionTimedOut();
    case FailureCause::kStore:
      return ErrorResponse(500, "Internal Server Error");
    case FailureCause::kRefused:
      return ErrorResponse(503, "Service Unavailable");
  }
  return LoginFailure();
}

std::string_view SameSiteName(SameSite same_site) {
  switch (same_site) {
    case SameSite::kStrict:
      return "Strict";
    case SameSite::kLax:
      return "Lax";
    case SameSite::kNone:
      return "None";
  }
  return "Strict";
}

}  // namespace

AuthenticateEndpoint::AuthenticateEndpoint(std::shared_ptr<const JourneyService> service, const KeyRing& keys,
                                           std::shared_ptr<const Clock> clock, AuthenticateOptions options,
                                           std::shared_ptr<AuthenticateObserver> observer)
    : service_(std::move(service)),
      auth_ids_(AuthIdCodec(keys, std::move(clock))),
      options_(std::move(options)),
      observer_(std::move(observer)) {}

AuthenticateEndpoint::AuthenticateEndpoint(std::shared_ptr<const JourneyService> service,
                                           std::shared_ptr<const KeyRingSource> keys,
                                           std::shared_ptr<const Clock> clock, AuthenticateOptions options,
                                           std::shared_ptr<AuthenticateObserver> observer)
    : service_(std::move(service)),
      auth_ids_(std::move(keys),
                [clock = std::move(clock)](const KeyRing& ring) { return AuthIdCodec(ring, clock); }),
      options_(std::move(options)),
      observer_(std::move(observer)) {}

Task<http::Response> AuthenticateEndpoint::Handle(http::ServerRequest request) {
  const auto began = service_->clock().SteadyNow();
  const std::string client_ip = request.client_ip();
  RequestFindings findings;
  findings.transaction_id = request.headers().Find(kTransactionHeader);
  // Only what the client sent goes back to it.
  std::string echoed;
  if (IsHarmlessId(findings.transaction_id)) {
    echoed = findings.transaction_id;
  } else {
    findings.transaction_id = RandomUuid();
  }
  http::Response response = co_await Answer(std::move(request), &findings);
  if (observer_ != nullptr) {
    AuthenticateEvent event;
    event.kind = findings.kind;
    event.status = response.status();
    event.took = service_->clock().SteadyNow() - began;
    event.refusal = findings.refusal;
    event.journey = findings.journey;
    event.tracking_id = findings.tracking_id;
    event.transaction_id = findings.transaction_id;
    event.client_ip = client_ip;
    observer_->OnAuthenticate(event);
  }
  co_return WithCommonHeaders(std::move(response), echoed);
}

http::Response AuthenticateEndpoint::Unavailable() {
  return WithCommonHeaders(ErrorResponse(503, "Service Unavailable"), {});
}

Task<http::Response> AuthenticateEndpoint::Answer(http::ServerRequest request,
                                                  RequestFindings* findings) const {
  const std::optional<Parameters> parameters = request.Query();
  if (!parameters) co_return ErrorResponse(400, "Bad Request");
  if (std::optional<http::Response> refusal = CheckRoute(request, *parameters, options_.realm)) {
    co_return std::move(*refusal);
  }
  tl::expected<StepBody, http::Response> body = ReadBody(request, options_.max_body_bytes);
  if (!body) co_return std::move(body.error());
  RequestContext context =
      ReadContext(request, *parameters, options_.node_headers).WithTransactionId(findings->transaction_id);

  if (body->empty) {
    findings->kind = AuthenticateKind::kStart;
    tl::expected<Start, http::Response> start = ReadStart(*parameters);
    if (!start) co_return std::move(start.error());
    std::string token = NewJourneyToken();
    context = std::move(context).WithTrackingId(token);
    JourneyResult begun = co_await service_->Begin(std::move(start->journey), std::move(context));
    findings->refusal = RefusalOf(begun);
    co_return ToResponse(std::move(begun), std::move(token));
  }
  findings->kind = AuthenticateKind::kContinue;
  // Which journey it is, the authId says; the query is only what nodes may want to read.
  tl::expected<Continue, http::Response> next =
      ReadContinue(*body, *auth_ids_.Current(), options_.realm, *findings);
  if (!next) co_return std::move(next.error());
  context = std::move(context).WithTrackingId(next->claims.journey_token);
  JourneyResult result = co_await service_->Submit(std::move(next->claims.session), std::move(context),
                                                   std::move(next->answers));
  findings->refusal = RefusalOf(result);
  co_return ToResponse(std::move(result), std::move(next->claims.journey_token));
}

http::Response AuthenticateEndpoint::ToResponse(JourneyResult result, std::string journey_token) const {
  if (auto* prompt = std::get_if<JourneyPrompt>(&result))
    return Step(std::move(*prompt), std::move(journey_token));
  if (const auto* succeeded = std::get_if<JourneySucceeded>(&result)) return Success(*succeeded);
  if (const auto* denied = std::get_if<JourneyDenied>(&result)) return LoginFailure(denied->message);
  if (const auto* bad = std::get_if<BadAnswers>(&result))
    return ErrorResponse(400, BadAnswersText(bad->error));
  return am::ToResponse(std::get<JourneyFailed>(result));
}

http::Response AuthenticateEndpoint::Step(JourneyPrompt prompt, std::string journey_token) const {
  AuthIdClaims claims;
  claims.journey = std::move(prompt.journey);
  claims.realm = options_.realm;
  claims.session = std::move(prompt.reference);
  claims.journey_token = std::move(journey_token);
  claims.expires = prompt.expires;

  SecretJsonWriter body;
  body.Text("authId", auth_ids_.Current()->Make(claims));
  WriteCallbacks(body, prompt.callbacks);
  if (!prompt.stage.empty()) body.Text("stage", prompt.stage);
  if (!prompt.header.empty()) body.Text("header", prompt.header);
  if (!prompt.description.empty()) body.Text("description", prompt.description);
  return http::Response(200).WithBody(std::string(kJsonType), std::move(body).Finish());
}

http::Response AuthenticateEndpoint::Success(const JourneySucceeded& succeeded) const {
  // A session belongs to somebody.
  if (succeeded.username.empty()) return LoginFailure();
  const std::string token = Base64UrlEncode(RandomBytes(kTokenBytes));
  SecretJsonWriter body;
  body.Text("tokenId", token);
  body.Text("successUrl", options_.success_url);
  body.Text("realm", options_.realm);
  return http::Response(200)
      .WithBody(std::string(kJsonType), std::move(body).Finish())
      .WithHeader("Set-Cookie", SessionCookie(token));
}

std::string AuthenticateEndpoint::SessionCookie(const std::string& token) const {
  const CookieOptions& cookie = options_.cookie;
  std::string text = cookie.name + "=" + token + "; Path=" + cookie.path;
  if (!cookie.domain.empty()) text += "; Domain=" + cookie.domain;
  text += "; HttpOnly";
  if (cookie.secure) text += "; Secure";
  return text.append("; SameSite=").append(SameSiteName(cookie.same_site));
}

}  // namespace authtree::inline v0::am
