#include "authtree/am/auth_id.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/json.h"

namespace authtree::inline v0::am {
namespace {

constexpr JsonLimits kPartLimits{AuthIdCodec::kMaxSize, 4};
constexpr std::size_t kJourneyTokenSize = 26;

struct Parts {
  std::string_view signed_text;  // header and payload as they stand
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
};

std::optional<Parts> Split(std::string_view text) {
  const std::size_t first = text.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos)
    return std::nullopt;
  return Parts{text.substr(0, second), text.substr(0, first), text.substr(first + 1, second - first - 1),
               text.substr(second + 1)};
}

std::optional<Json> ReadPart(std::string_view part) {
  const std::optional<std::string> text = Base64UrlDecode(part);
  if (!text) return std::nullopt;
  Result<Json> json = ParseJson(*text, kPartLimits);
  if (!json || !json->is_object()) return std::nullopt;
  return std::move(*json);
}

std::int64_t Seconds(std::chrono::system_clock::time_point time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::string Encode(const OrderedJson& json) { return Base64UrlEncode(DumpJson(json)); }

Error NotAJwt() { return {ErrorCode::kInvalidInput, "The authId is no JWT of the right shape."}; }
Error UnknownKey() { return {ErrorCode::kNotFound, "The key of the authId is not known (any more)."}; }
Error NotSignedHere() { return {ErrorCode::kRejected, "The authId has not been signed here."}; }

}  // namespace

std::string NewJourneyToken() {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
  std::string token = RandomBytes(kJourneyTokenSize);
  for (char& c : token) c = kAlphabet[static_cast<unsigned char>(c) % kAlphabet.size()];
  return token;
}

AuthIdCodec::AuthIdCodec(const KeyRing& ring, std::shared_ptr<const Clock> clock)
    : clock_(std::move(clock)),
      keys_(ring.DerivedKeys("authtree authId HS256 1")),
      active_(ring.active_id()) {}

std::string AuthIdCodec::Make(const AuthIdClaims& claims) const {
  OrderedJson header;
  header["typ"] = "JWT";
  header["kid"] = active_;
  header["alg"] = "HS256";
  OrderedJson payload;
  payload["authIndexType"] = "service";
  payload["authIndexValue"] = claims.journey;
  payload["otk"] = claims.journey_token;
  payload["realm"] = claims.realm;
  payload["sessionId"] = claims.session;
  payload["exp"] = Seconds(claims.expires);
  payload["iat"] = Seconds(clock_->Now());

  std::string text = Encode(header);
  text.append(".").append(Encode(payload));
  const std::string signature = Base64UrlEncode(HmacSha256(keys_.find(active_)->second.Expose(), text));
  return text.append(".").append(signature);
}

Result<AuthIdClaims> AuthIdCodec::Read(std::string_view auth_id) const {
  Result<AuthIdClaims> claims = ReadSigned(auth_id);
  if (claims && HasExpired(*claims)) {
    return tl::unexpected(Error(ErrorCode::kTimeout, "The authId has expired."));
  }
  return claims;
}

bool AuthIdCodec::HasExpired(const AuthIdClaims& claims) const {
  return Seconds(claims.expires) <= Seconds(clock_->Now());
}

Result<AuthIdClaims> AuthIdCodec::ReadSigned(std::string_view auth_id) const {
  if (auth_id.size() > kMaxSize) return tl::unexpected(NotAJwt());
  const std::optional<Parts> parts = Split(auth_id);
  if (!parts) return tl::unexpected(NotAJwt());
  const std::optional<Json> header = ReadPart(parts->header);
  if (!header) return tl::unexpected(NotAJwt());
  const auto key = keys_.find(StringMember(*header, "kid"));
  if (StringMember(*header, "alg") != "HS256") return tl::unexpected(NotSignedHere());
  if (key == keys_.end()) return tl::unexpected(UnknownKey());
  // The text is compared, not the bytes: base64 has several texts for the same bytes.
  const std::string wanted = Base64UrlEncode(HmacSha256(key->second.Expose(), parts->signed_text));
  if (!ConstantTimeEquals(wanted, parts->signature)) return tl::unexpected(NotSignedHere());

  const std::optional<Json> payload = ReadPart(parts->payload);
  if (!payload) return tl::unexpected(NotAJwt());
  const Json* expires = FindMember(*payload, "exp");
  AuthIdClaims claims;
  claims.journey = StringMember(*payload, "authIndexValue");
  claims.realm = StringMember(*payload, "realm");
  claims.session = StringMember(*payload, "sessionId");
  claims.journey_token = StringMember(*payload, "otk");
  if (claims.session.empty() || claims.realm.empty() || expires == nullptr || !expires->is_number_integer()) {
    return tl::unexpected(NotAJwt());
  }
  const auto seconds = expires->get<std::int64_t>();
  if (seconds > Seconds(std::chrono::system_clock::time_point::max())) return tl::unexpected(NotAJwt());
  claims.expires =
      std::chrono::system_clock::time_point(std::chrono::seconds(std::max<std::int64_t>(seconds, 0)));
  return claims;
}

}  // namespace authtree::inline v0::am
