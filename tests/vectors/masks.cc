#include "masks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr std::string_view kHttp = "http://";
constexpr std::string_view kEpoch = "epoch_ms";
constexpr std::size_t kUuidLength = 36;

std::string_view Replacement(std::string_view mask) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kKnown{{
      {"BASE", kBaseUrl},
      {"HOSTPORT", kBaseUrl.substr(kHttp.size())},
      {"CLOSED", kClosedUrl},
      {"CLOSED_HOSTPORT", kClosedUrl.substr(kHttp.size())},
      {"PEM_KEY", "a client key"},
      {"PEM_CERT", "a client certificate"},
  }};
  const auto* known =
      std::find_if(kKnown.begin(), kKnown.end(), [mask](const auto& row) { return row.first == mask; });
  return known == kKnown.end() ? std::string_view() : known->second;
}

/// The id that 72 hex digits stand for.
std::optional<std::string> UuidOf(std::string_view hex72) {
  std::optional<std::string> id = hex72.size() == 2 * kUuidLength ? HexDecode(hex72) : std::nullopt;
  return id && IsUuid(*id) ? id : std::nullopt;
}

/// How many characters the value of a mask has; a number of milliseconds ends where its digits end.
std::size_t LengthOf(std::string_view mask, std::string_view text) {
  if (mask == "uuid") return kUuidLength;
  if (mask == "hex72") return 2 * kUuidLength;
  if (mask == "hex(hex72)" || mask == "hex144") return 4 * kUuidLength;
  const auto* end = std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
  return static_cast<std::size_t>(end - text.begin());
}

long long WholeNumber(std::string_view text) {
  long long number = 0;
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string Unmask(std::string text) {
  for (std::size_t open = text.find(kOpen); open != std::string::npos; open = text.find(kOpen, open)) {
    const std::size_t close = text.find(kClose, open);
    if (close == std::string::npos) return text;
    const std::string_view mask = std::string_view(text).substr(open + 2, close - open - 2);
    const std::string_view value = Replacement(mask);
    if (value.empty()) {
      ++open;
      continue;
    }
    text.replace(open, close + 2 - open, value);
    open += value.size();
  }
  return text;
}

Json Unmask(const Json& value) {  // NOLINT(misc-no-recursion)
  if (value.is_string()) return Unmask(value.get<std::string>());
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& element : value) list.push_back(Unmask(element));
    return list;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& [name, member] : value.items()) object[Unmask(name)] = Unmask(member);
  return object;
}

bool MaskMatcher::Matches(const Json& recorded, const Json& actual) {  // NOLINT(misc-no-recursion)
  if (FindMember(recorded, "volatile") != nullptr) return MatchesVolatile(recorded, actual);
  if (recorded.is_string() && actual.is_string()) {
    return MatchesText(recorded.get_ref<const std::string&>(), actual.get_ref<const std::string&>());
  }
  if (recorded.is_array() && actual.is_array() && recorded.size() == actual.size()) {
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      if (!Matches(recorded[i], actual[i])) return false;
    }
    return true;
  }
  if (recorded.is_object() && actual.is_object() && recorded.size() == actual.size()) {
    for (const auto& [name, member] : recorded.items()) {
      const Json* other = FindMember(actual, name);
      if (other == nullptr || !Matches(member, *other)) return false;
    }
    return true;
  }
  return recorded == actual;
}

bool MaskMatcher::MatchesText(std::string_view recorded, std::string_view actual) {
  while (true) {
    const std::size_t open = recorded.find(kOpen);
    const std::size_t close = open == std::string_view::npos ? open : recorded.find(kClose, open);
    if (close == std::string_view::npos) return recorded == actual;
    if (actual.substr(0, open) != recorded.substr(0, open) || actual.size() < open) return false;
    actual.remove_prefix(open);
    const std::string_view mask = recorded.substr(open + 2, close - open - 2);
    const std::string_view value = Replacement(mask);
    const std::size_t length = value.empty() ? LengthOf(mask, actual) : value.size();
    if (actual.size() < length) return false;
    const bool fits =
        value.empty() ? MatchesMask(mask, actual.substr(0, length)) : actual.substr(0, length) == value;
    if (!fits) return false;
    actual.remove_prefix(length);
    recorded.remove_prefix(close + 2);
  }
}

bool MaskMatcher::MatchesVolatile(const Json& recorded, const Json& actual) {
  if (!actual.is_string()) return false;
  const auto& text = actual.get_ref<const std::string&>();
  const std::string kind = StringMember(recorded, "volatile");
  if (kind == "template") return MatchesText(StringMember(recorded, "template"), text);
  if (kind == kEpoch) {
    const Json* delta = FindMember(recorded, "delta_s");
    return text == Epoch(delta != nullptr && delta->is_number_integer() ? delta->get<long long>() : 0);
  }
  return MatchesMask(kind, text);
}

bool MaskMatcher::MatchesMask(std::string_view mask, std::string_view actual) {
  if (mask == "uuid") return IsUuid(actual) && Bind("uuid", actual);
  if (mask == "hex72") return UuidOf(actual) && Bind("hex72", actual);
  if (mask == "hex(hex72)" || mask == "hex144") {
    const std::optional<std::string> inner = HexDecode(actual);
    return inner && UuidOf(*inner) && Bind("hex72", *inner);
  }
  if (mask.substr(0, kEpoch.size()) == kEpoch)
    return actual == Epoch(WholeNumber(mask.substr(kEpoch.size())));
  return false;
}

bool MaskMatcher::Bind(std::string_view kind, std::string_view actual) {
  return generated_.try_emplace(std::string(kind), actual).first->second == actual;
}

std::string MaskMatcher::Epoch(long long seconds) const {
  const auto then = now_ + std::chrono::seconds(seconds);
  return std::to_string(
      std::chrono::duration_cast<std::chrono::milliseconds>(then.time_since_epoch()).count());
}

}  // namespace authtree::inline v0::vectors
