#include "localized_text.h"

#include <algorithm>
#include <string_view>

#include "authtree/core/text.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kFallbackLanguage = "en";

std::string CanonicalTag(std::string_view tag) {
  std::string canonical(tag);
  for (char& c : canonical) {
    c = c == '_' ? '-' : LowerAscii(c);
  }
  return canonical;
}

const std::string* TextFor(const TextMap& texts, std::string_view canonical_tag) {
  const auto found = std::find_if(texts.begin(), texts.end(), [canonical_tag](const auto& entry) {
    return CanonicalTag(entry.first) == canonical_tag;
  });
  return found == texts.end() ? nullptr : &found->second;
}

}  // namespace

std::string LocalizedText(const TextMap& texts, const std::vector<std::string>& locales) {
  if (texts.empty()) return {};
  for (const std::string& locale : locales) {
    std::string tag = CanonicalTag(locale);
    while (!tag.empty()) {
      if (const std::string* text = TextFor(texts, tag)) return *text;
      const std::size_t last_subtag = tag.rfind('-');
      tag.resize(last_subtag == std::string::npos ? 0 : last_subtag);
    }
  }
  if (const std::string* text = TextFor(texts, kFallbackLanguage)) return *text;
  return texts.begin()->second;
}

}  // namespace authtree::inline v0::nodes
