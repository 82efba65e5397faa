#include "request_reader.h"

#include <algorithm>
#include <array>

#include "authtree/http/url.h"

namespace authtree::inline v0::am {
namespace {

constexpr std::size_t kMaxLanguages = 16;
constexpr std::size_t kMaxLanguageTag = 35;
constexpr std::size_t kMaxTransactionId = 128;
constexpr std::string_view kSpace = " \t";

bool IsAlphanumeric(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool IsLanguageTag(std::string_view tag) {
  return !tag.empty() && tag.size() <= kMaxLanguageTag &&
         std::all_of(tag.begin(), tag.end(), [](char c) { return IsAlphanumeric(c) || c == '-'; });
}

// A quality value of RFC 9110 in thousandths: "0.8" is 800.
std::optional<int> ParseQuality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int quality = (text[0] - '0') * 1000;
  int place = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    quality += (c - '0') * place;
    place /= 10;
  }
  if (quality > 1000) return std::nullopt;
  return quality;
}

std::optional<int> QualityOf(std::string_view parameters) {
  parameters = Trim(parameters);
  if (parameters.empty()) return 1000;
  if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return std::nullopt;
  return ParseQuality(parameters.substr(2));
}

// The realm of the segments between "json" and "authenticate", if they have that form.
std::optional<Route> RouteOf(const std::string* begin, const std::string* end) {
  if (begin == end) return Route{"/", false};
  if (end - begin < 2 || (end - begin) % 2 != 0 || begin[0] != "realms" || begin[1] != "root")
    return std::nullopt;
  std::string realm;
  for (const std::string* at = begin + 2; at != end; at += 2) {
    // A slash inside of a name would make another realm of it.
    if (at[0] != "realms" || at[1].find('/') != std::string::npos) return std::nullopt;
    realm.append("/").append(at[1]);
  }
  return Route{realm.empty() ? "/" : std::move(realm), true};
}

}  // namespace

const std::string* FindParameter(const Parameters& parameters, std::string_view name) {
  for (const auto& [known, value] : parameters) {
    if (known == name) return &value;
  }
  return nullptr;
}

std::optional<Route> ReadRoute(std::string_view path) {
  std::optional<std::vector<std::string>> segments = http::PathSegments(path);
  if (!segments) return std::nullopt;
  // A client whose base URL ends with a slash sends two of them.
  segments->erase(std::remove(segments->begin(), segments->end(), std::string()), segments->end());
  if (segments->size() < 2 || segments->back() != "authenticate") return std::nullopt;
  const std::string* const end = segments->data() + segments->size() - 1;
  // The first "json" that fits: a realm may have that name as well.
  for (const std::string* at = segments->data(); at != end; ++at) {
    if (*at != "json") continue;
    if (std::optional<Route> route = RouteOf(at + 1, end)) return route;
  }
  return std::nullopt;
}

std::vector<std::string> ParseAcceptLanguage(std::string_view header) {
  std::vector<std::pair<int, std::string>> wanted;
  while (!header.empty() && wanted.size() < kMaxLanguages) {
    const std::string_view entry = header.substr(0, header.find(','));
    header.remove_prefix(std::min(entry.size() + 1, header.size()));
    const std::size_t mark = std::min(entry.find(';'), entry.size());
    const std::string_view tag = Trim(entry.substr(0, mark));
    const std::optional<int> quality = QualityOf(entry.substr(std::min(mark + 1, entry.size())));
    if (IsLanguageTag(tag) && quality && *quality > 0) wanted.emplace_back(*quality, tag);
  }
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  std::vector<std::string> languages;
  languages.reserve(wanted.size());
  for (auto& [quality, tag] : wanted) languages.push_back(std::move(tag));
  return languages;
}

RequestContext ReadContext(const http::ServerRequest& request, const Parameters& parameters,
                           const std::vector<std::string>& header_names) {
  // These are for the endpoint itself.
  constexpr std::array<std::string_view, 3> kOurs{"authIndexType", "authIndexValue", "realm"};
  RequestContext context(request.client_ip());
  for (const std::string& name : header_names) {
    const std::string_view value = request.headers().Find(name);
    if (!value.empty()) context = std::move(context).WithHeader(name, std::string(value));
  }
  // Backwards, so that of several parameters of one name the first counts.
  for (auto parameter = parameters.rbegin(); parameter != parameters.rend(); ++parameter) {
    if (std::find(kOurs.begin(), kOurs.end(), parameter->first) != kOurs.end()) continue;
    context = std::move(context).WithParameter(parameter->first, parameter->second);
  }
  std::vector<std::string> locales = ParseAcceptLanguage(request.headers().Find("Accept-Language"));
  if (const std::string* locale = FindParameter(parameters, "locale"); locale != nullptr) {
    std::string tag = *locale;
    std::replace(tag.begin(), tag.end(), '_', '-');
    if (IsLanguageTag(tag)) locales.insert(locales.begin(), std::move(tag));
  }
  return std::move(context).WithLocales(std::move(locales));
}

bool IsHarmlessId(std::string_view id) {
  constexpr std::string_view kMarks = "-_./:";
  return !id.empty() && id.size() <= kMaxTransactionId && std::all_of(id.begin(), id.end(), [&](char c) {
    return IsAlphanumeric(c) || kMarks.find(c) != std::string_view::npos;
  });
}

}  // namespace authtree::inline v0::am
