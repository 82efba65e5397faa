#include "reply_body.h"

#include <limits>
#include <utility>

#include "field_rules.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::string_view kJsonType = "application/json";
constexpr JsonLimits kLimits{.max_bytes = 256UL * 1024UL, .max_depth = 16};

// Not deeper than the limit that the text was read with.
void WipeTexts(Json& json) {  // NOLINT(misc-no-recursion)
  if (json.is_string()) {
    auto& text = json.get_ref<std::string&>();
    Wipe(text.data(), text.size());
  } else if (json.is_structured()) {
    for (Json& member : json) WipeTexts(member);
  }
}

/// The text of a value, or null when it is none of that size.
const std::string* TextOf(const Json* value, std::string_view name, std::size_t max) {
  if (value == nullptr || !value->is_string()) return nullptr;
  const auto& text = value->get_ref<const std::string&>();
  const TextRule rule{name, 1, max, Charset::kPrintable, "The text does not fit."};
  return CheckText(rule, text) ? nullptr : &text;
}

}  // namespace

Error UnexpectedReply(std::string_view field) {
  return Error(ErrorCode::kRejected,
               "The service's answer is not what this operation promises. Check the base URL, or try again "
               "later.")
      .With(Fact::kField, std::string(field));
}

Result<ReplyBody> ReplyBody::Parse(const http::Response& reply) {
  if (reply.MediaType() != kJsonType) return tl::unexpected(UnexpectedReply("Content-Type"));
  auto json = ParseJson(reply.body().Expose(), kLimits);
  if (!json) return tl::unexpected(UnexpectedReply("body"));
  ReplyBody body(*std::move(json));
  if (!body.json_.is_object()) return tl::unexpected(UnexpectedReply("body"));
  return body;
}

ReplyBody::~ReplyBody() { WipeTexts(json_); }

const Json* ReplyBody::Member(std::string_view name) const {
  const Json* member = FindMember(json_, name);
  return member != nullptr && member->is_null() ? nullptr : member;
}

Result<std::string> ReplyBody::Text(std::string_view name, std::size_t max) const {
  const std::string* text = TextOf(Member(name), name, max);
  if (text == nullptr) return tl::unexpected(UnexpectedReply(name));
  return *text;
}

Result<Secret> ReplyBody::SecretText(std::string_view name, std::size_t max) const {
  const std::string* text = TextOf(Member(name), name, max);
  if (text == nullptr) return tl::unexpected(UnexpectedReply(name));
  return Secret(std::string_view(*text));
}

Result<std::string> ReplyBody::OptionalText(std::string_view name, std::size_t max) const {
  return OptionalTextOf(json_, name, max);
}

Result<std::string> ReplyBody::OptionalTextOf(const Json& object, std::string_view name, std::size_t max) {
  const Json* member = FindMember(object, name);
  if (member == nullptr || member->is_null()) return std::string();
  if (member->is_string() && member->get_ref<const std::string&>().empty()) return std::string();
  const std::string* text = TextOf(member, name, max);
  if (text == nullptr) return tl::unexpected(UnexpectedReply(name));
  return *text;
}

Result<std::optional<Secret>> ReplyBody::OptionalSecretText(std::string_view name, std::size_t max) const {
  const Json* member = Member(name);
  if (member == nullptr || (member->is_string() && member->get_ref<const std::string&>().empty())) {
    return std::optional<Secret>();
  }
  auto text = SecretText(name, max);
  if (!text) return tl::unexpected(std::move(text.error()));
  return std::optional<Secret>(*std::move(text));
}

Result<std::vector<const Json*>> ReplyBody::Objects(std::string_view name) const {
  const Json* member = Member(name);
  if (member == nullptr || !member->is_array()) return tl::unexpected(UnexpectedReply(name));
  std::vector<const Json*> objects;
  for (const Json& element : *member) {
    if (!element.is_object()) return tl::unexpected(UnexpectedReply(name));
    objects.push_back(&element);
  }
  return objects;
}

Result<std::optional<std::int64_t>> ReplyBody::OptionalNumber(std::string_view name) const {
  const Json* member = Member(name);
  if (member == nullptr) return std::optional<std::int64_t>();
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!member->is_number_integer() || (member->is_number_unsigned() && member->get<std::uint64_t>() > kMax)) {
    return tl::unexpected(UnexpectedReply(name));
  }
  return std::optional<std::int64_t>(member->get<std::int64_t>());
}

std::optional<std::int64_t> ReplyBody::NumberOrNothing(std::string_view name) const {
  return OptionalNumber(name).value_or(std::nullopt);
}

Result<std::vector<std::string>> ReplyBody::OptionalTexts(std::string_view name, std::size_t max) const {
  std::vector<std::string> texts;
  const Json* member = Member(name);
  if (member == nullptr) return texts;
  if (!member->is_array()) return tl::unexpected(UnexpectedReply(name));
  for (const Json& element : *member) {
    const std::string* text = TextOf(&element, name, max);
    if (text == nullptr) return tl::unexpected(UnexpectedReply(name));
    texts.push_back(*text);
  }
  return texts;
}

}  // namespace authtree::inline v0::onespan
