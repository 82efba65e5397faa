// What goes into a URL comes out of libcurl's parser at its place and nowhere else.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <curl/curl.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "authtree/http/message.h"
#include "authtree/http/url.h"

#include "generators.h"

namespace authtree::inline v0::property {
namespace {

constexpr const char* kBase = "https://service.example:8443/base";

/// A URL as libcurl understands it.
class ParsedUrl {
 public:
  explicit ParsedUrl(const std::string& text) : url_(curl_url(), &curl_url_cleanup) {
    ok_ = curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), CURLU_PATH_AS_IS) == CURLUE_OK;
  }

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::string Part(CURLUPart part) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), part, &text, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, decltype(&curl_free)> owned(text, &curl_free);
    return text;
  }

 private:
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url_;
  bool ok_ = false;
};

std::string Unescaped(const std::string& text) {
  int size = 0;
  const std::unique_ptr<char, decltype(&curl_free)> owned(
      curl_easy_unescape(nullptr, text.c_str(), static_cast<int>(text.size()), &size), &curl_free);
  return {owned.get(), static_cast<std::size_t>(size)};
}

std::vector<std::string> SplitAt(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 1;
  }
}

// The base's host, port and nothing else that could lead elsewhere.
void AssertBase(const ParsedUrl& parsed) {
  RC_ASSERT(parsed.ok());
  RC_ASSERT(parsed.Part(CURLUPART_SCHEME) == "https");
  RC_ASSERT(parsed.Part(CURLUPART_HOST) == "service.example");
  RC_ASSERT(parsed.Part(CURLUPART_PORT) == "8443");
  RC_ASSERT(parsed.Part(CURLUPART_USER).empty());
  RC_ASSERT(parsed.Part(CURLUPART_FRAGMENT).empty());
}

RC_GTEST_PROP(UrlProperty, SegmentsStayInTheirPlaces, ()) {
  const auto texts = *rc::gen::scale(0.2, rc::gen::container<std::vector<std::string>>(AnyText()));
  http::Url url = http::Url::Parse(kBase).value();
  for (const std::string& text : texts) url = url.Segment(text);

  const ParsedUrl parsed(url.ToString());
  AssertBase(parsed);
  RC_ASSERT(parsed.Part(CURLUPART_QUERY).empty());
  const std::vector<std::string> segments = SplitAt(parsed.Part(CURLUPART_PATH), '/');
  RC_ASSERT(segments.size() == texts.size() + 2);
  RC_ASSERT(segments[1] == "base");
  for (std::size_t i = 0; i < texts.size(); ++i) RC_ASSERT(Unescaped(segments[i + 2]) == texts[i]);
}

RC_GTEST_PROP(UrlProperty, UserAndDomainAreDividedByOneSign, ()) {
  const std::string user = *AnyText();
  const std::string domain = *AnyText();
  const ParsedUrl parsed(http::Url::Parse(kBase)->UserSegment(user, domain).Segment("unregister").ToString());
  AssertBase(parsed);
  const std::vector<std::string> segments = SplitAt(parsed.Part(CURLUPART_PATH), '/');
  RC_ASSERT(segments.size() == 4U);
  const std::vector<std::string> parts = SplitAt(segments[2], '@');
  RC_ASSERT(parts.size() == 2U);
  RC_ASSERT(Unescaped(parts[0]) == user);
  RC_ASSERT(Unescaped(parts[1]) == domain);
}

RC_GTEST_PROP(UrlProperty, QueryNamesAndValuesStayInTheirPlaces, ()) {
  using Parameters = std::vector<std::pair<std::string, std::string>>;
  const auto parameters =
      *rc::gen::scale(0.2, rc::gen::container<Parameters>(rc::gen::pair(AnyText(), AnyText())));
  http::Url url = http::Url::Parse(kBase).value();
  for (const auto& [name, value] : parameters) url = url.Query(name, value);

  const ParsedUrl parsed(url.ToString());
  AssertBase(parsed);
  RC_ASSERT(parsed.Part(CURLUPART_PATH) == "/base");
  const std::string query = parsed.Part(CURLUPART_QUERY);
  if (parameters.empty()) {
    RC_ASSERT(query.empty());
    return;
  }
  const std::vector<std::string> parts = SplitAt(query, '&');
  RC_ASSERT(parts.size() == parameters.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::vector<std::string> sides = SplitAt(parts[i], '=');
    RC_ASSERT(sides.size() == 2U);
    RC_ASSERT(Unescaped(sides[0]) == parameters[i].first);
    RC_ASSERT(Unescaped(sides[1]) == parameters[i].second);
  }
}

RC_GTEST_PROP(UrlProperty, OurServerReadsWhatOurClientWrites, ()) {
  const std::string segment = *AnyText();
  const std::string name = *AnyText();
  const std::string value = *AnyText();
  const http::Url url = http::Url::Parse(kBase)->Segment(segment).Query(name, value);
  const http::ServerRequest request(http::Method::kGet, url.Target());
  RC_ASSERT(http::PathSegments(request.path()).value() == (std::vector<std::string>{"base", segment}));
  const auto query = request.Query();
  RC_ASSERT(query.has_value());
  RC_ASSERT(query->size() == 1U);
  RC_ASSERT(query->front() == std::pair(name, value));
}

RC_GTEST_PROP(UrlProperty, ABaseUrlIsRefusedOrMeansTheSameToCurl, ()) {
  const std::string text = "https://" + *AnyText();
  const auto url = http::Url::Parse(text);
  if (!url) return;
  RC_PRE(url->host().front() != '[');  // curl shortens IPv6 addresses
  const ParsedUrl parsed(url->ToString());
  RC_ASSERT(parsed.ok());
  RC_ASSERT(parsed.Part(CURLUPART_HOST) == url->host());
  RC_ASSERT(parsed.Part(CURLUPART_PATH) == url->Target());
}

}  // namespace
}  // namespace authtree::inline v0::property
