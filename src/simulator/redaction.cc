#include "redaction.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "authtree/core/json.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kHidden = "(hidden)";
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestText = 255;
constexpr std::size_t kDeepest = 16;

// What a member may say in the clear. Names that are not here are hidden, so a new member is hidden until
// somebody has thought about it. Sorted.
constexpr std::array<std::string_view, 57> kHarmless = {
    "activationStatus",
    "activationType",
    "activationsCount",
    "assigned",
    "assignedUserID",
    "attestation",
    "authenticatorType",
    "authenticators",
    "count",
    "created",
    "currency",
    "deliveryMethod",
    "deviceStatus",
    "deviceType",
    "digipassType",
    "domain",
    "error",
    "eventType",
    "fidoProtocol",
    "field",
    "format",
    "hasAdminPrivileges",
    "hasAuthenticatorAssigned",
    "imageSize",
    "isPasswordSet",
    "lastActivated",
    "lastAuthentication",
    "lastAuthenticationRequest",
    "lastModified",
    "lastPasswordUpdate",
    "length",
    "limit",
    "locked",
    "logCorrelationID",
    "login",
    "maxActivations",
    "maxDaysBetweenAuthentications",
    "name",
    "object",
    "objectType",
    "offset",
    "orchestrationDelivery",
    "riskResponseCode",
    "serialNumber",
    "service",
    "sessionStatus",
    "status",
    "supportedFIDOProtocols",
    "timeout",
    "timeoutSeconds",
    "timestamp",
    "total",
    "transactionType",
    "type",
    "userID",
    "userVerification",
    "vdpDeliveryMethod",
};
static_assert(std::is_sorted(kHarmless.begin(), kHarmless.end()));

constexpr std::array<std::string_view, 3> kShownPlaceholders = {"{userID@domain}", "{serialNumber}",
                                                                "{applName}"};

bool IsHarmless(BodyOf sender, std::string_view name) {
  if (sender == BodyOf::kAnswer && name == "message") return true;
  return std::binary_search(kHarmless.begin(), kHarmless.end(), name);
}

bool IsPlainName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

bool IsPrintable(std::string_view text) {
  return text.size() <= kLongestText &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// A value under a name; that of a list's elements is that of the list.
Json Shown(BodyOf sender, std::string_view name, const Json& value, std::size_t depth) {
  if (depth > kDeepest) return kHidden;
  if (value.is_object()) {
    Json object = Json::object();
    for (const auto& [key, member] : value.items()) {
      const std::string shown_key = IsPlainName(key) ? key : std::string(kHidden);
      object[shown_key] = Shown(sender, key, member, depth + 1);
    }
    return object;
  }
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& element : value) list.push_back(Shown(sender, name, element, depth + 1));
    return list;
  }
  if (value.is_boolean() || value.is_null()) return value;
  if (!IsHarmless(sender, name)) return kHidden;
  if (value.is_string() && value.get_ref<const std::string&>().size() > kLongestText) return kHidden;
  return value;
}

std::string SizeOf(std::string_view body, std::string_view what) {
  return "(" + std::to_string(body.size()) + " bytes, " + std::string(what) + ")";
}

}  // namespace

std::string ShownBody(BodyOf sender, std::string_view media_type, std::string_view body) {
  if (body.empty()) return {};
  if (media_type == "image/png") return SizeOf(body, "a picture");
  const auto json = ParseJson(body);
  if (!json) return SizeOf(body, "no JSON");
  return Shown(sender, {}, *json, 0).dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string ShownTarget(std::string_view route, std::span<const std::string> segments,
                        const http::ServerRequest& request) {
  std::string target;
  std::size_t next = 0;
  while (!route.empty()) {
    const std::size_t slash = route.starts_with('/') ? 1 : 0;
    const std::size_t end = std::min(route.find('/', slash), route.size());
    target += route.substr(0, slash);
    const std::string_view part = route.substr(slash, end - slash);
    const std::string* segment =
        part.starts_with('{') && next < segments.size() ? &segments[next++] : nullptr;
    const bool shown =
        segment != nullptr && IsPrintable(*segment) &&
        std::find(kShownPlaceholders.begin(), kShownPlaceholders.end(), part) != kShownPlaceholders.end();
    target += shown ? std::string_view(*segment) : part;
    route.remove_prefix(end);
  }
  const auto query = request.Query();
  if (!query) return target + "?" + std::string(kHidden);
  char separator = '?';
  for (const auto& [name, value] : *query) {
    target += separator;
    target += IsPlainName(name) ? std::string_view(name) : kHidden;
    target += '=';
    target += IsHarmless(BodyOf::kRequest, name) && IsPrintable(value) ? std::string_view(value) : kHidden;
    separator = '&';
  }
  return target;
}

}  // namespace authtree::inline v0::simulator
