#include "command_template.h"

#include <algorithm>
#include <optional>

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kScheme = "https://";

Error Malformed(FixedText sentence) { return Error(ErrorCode::kInvalidInput, sentence); }

/// The text up to a character, which is removed from it with what stands before.
std::string_view Take(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

}  // namespace

Result<CommandTemplate> CommandTemplate::Parse(std::string_view text) {
  if (!text.starts_with(kScheme)) return tl::unexpected(Malformed("the URL does not begin with https://"));
  if (text.find('#') != std::string_view::npos) {
    return tl::unexpected(Malformed("the URL has a fragment, which is never sent"));
  }
  std::string_view query = text;
  const std::string_view address = Take(query, '?');
  const std::size_t path_at = std::min(address.find('/', kScheme.size()), address.size());
  if (address.substr(0, path_at).find_first_of("{}") != std::string_view::npos) {
    return tl::unexpected(Malformed("the URL has a placeholder in its host, so anybody could be called"));
  }
  Result<http::Url> base = http::Url::Parse(address.substr(0, path_at));
  if (!base) return tl::unexpected(Malformed("the URL has no host, or one with a user name or a bad port"));
  CommandTemplate made(*std::move(base));

  std::string_view path = address.substr(path_at);
  if (!path.empty()) path.remove_prefix(1);
  while (!path.empty()) {
    Result<Parts> segment = Split(Take(path, '/'));
    if (!segment) return tl::unexpected(std::move(segment.error()));
    made.segments_.push_back(*std::move(segment));
  }
  // A slash at the end is an empty last segment.
  if (address.size() > path_at + 1 && address.back() == '/') made.segments_.emplace_back();
  while (!query.empty()) {
    std::string_view value = Take(query, '&');
    const std::optional<std::string> name = http::PercentDecode(Take(value, '='));
    if (!name || name->empty() || name->find_first_of("{}") != std::string::npos) {
      return tl::unexpected(Malformed("the URL's query has a parameter without a fixed name"));
    }
    Result<Parts> parts = Split(value);
    if (!parts) return tl::unexpected(std::move(parts.error()));
    made.query_.emplace_back(*name, *std::move(parts));
  }
  return made;
}

std::set<std::string> CommandTemplate::Placeholders() const {
  std::set<std::string> names;
  const auto add = [&names](const Parts& parts) {
    for (const Part& part : parts) {
      if (part.is_placeholder) names.insert(part.text);
    }
  };
  for (const Parts& segment : segments_) add(segment);
  for (const auto& [name, value] : query_) add(value);
  return names;
}

Result<http::Url> CommandTemplate::Fill(const Lookup& lookup) const {
  http::Url url = base_;
  for (const Parts& parts : segments_) {
    const Result<std::string> segment = Join(parts, lookup);
    if (!segment) return tl::unexpected(segment.error());
    url = url.Segment(*segment);
  }
  for (const auto& [name, parts] : query_) {
    const Result<std::string> value = Join(parts, lookup);
    if (!value) return tl::unexpected(value.error());
    url = url.Query(name, *value);
  }
  return url;
}

Result<CommandTemplate::Parts> CommandTemplate::Split(std::string_view text) {
  Parts parts;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find_first_of("{}"), text.size());
    if (open > 0) {
      std::optional<std::string> literal = http::PercentDecode(text.substr(0, open));
      if (!literal) return tl::unexpected(Malformed("the URL has a percent sign without two hex digits"));
      parts.push_back({*std::move(literal), false});
      text.remove_prefix(open);
      continue;
    }
    const std::size_t close = text.find('}');
    if (text.front() == '}' || close == std::string_view::npos || close == 1 ||
        text.substr(1, close - 1).find('{') != std::string_view::npos) {
      return tl::unexpected(Malformed("the URL has a brace without its partner, or nothing between them"));
    }
    parts.push_back({std::string(text.substr(1, close - 1)), true});
    text.remove_prefix(close + 1);
  }
  return parts;
}

Result<std::string> CommandTemplate::Join(const Parts& parts, const Lookup& lookup) {
  std::string text;
  for (const Part& part : parts) {
    if (!part.is_placeholder) {
      text += part.text;
      continue;
    }
    const Result<std::string> value = lookup(part.text);
    if (!value) return tl::unexpected(value.error());
    if (value->empty()) {
      return tl::unexpected(Error(ErrorCode::kInvalidInput, "A value of the command's address is empty."));
    }
    text += *value;
  }
  return text;
}

}  // namespace authtree::inline v0::nodes
