#include "authtree/onespan/cronto.h"

#include <array>
#include <utility>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::string_view kVersion = "02";
constexpr char kSeparator = ';';
constexpr std::string_view kHexDigits = "0123456789abcdef";

std::optional<Error> CheckPart(std::string_view part, std::string_view field) {
  if (part.find(kSeparator) != std::string_view::npos) {
    return Error(ErrorCode::kInvalidInput,
                 "The user name, domain, tenant and profile must not hold a semicolon: it separates them in "
                 "the visual code message.")
        .With(Fact::kField, std::string(field));
  }
  if (!IsUtf8(part)) {
    return Error(ErrorCode::kInvalidInput,
                 "A part of the visual code message is not valid UTF-8 text. Check the user name, the domain "
                 "and the profile.")
        .With(Fact::kField, std::string(field));
  }
  return std::nullopt;
}

void AppendHex(SecretBuffer& hex, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(kHexDigits[byte >> 4U]);
    hex.push_back(kHexDigits[byte & 0x0FU]);
  }
}

}  // namespace

Result<void> CheckCrontoParts(const CrontoMessageParts& parts) {
  const std::array<std::pair<std::string_view, std::string_view>, 4> named{{
      {parts.user(), "userID"},
      {parts.user_profile(), "userProfile"},
      {parts.domain(), "domain"},
      {parts.tenant(), "tenantName"},
  }};
  for (const auto& [part, field] : named) {
    if (auto problem = CheckPart(part, field)) return tl::unexpected(*std::move(problem));
  }
  return {};
}

Result<Secret> OnlineActivationMessage(const CrontoMessageParts& parts, const Secret& activation_password) {
  if (auto checked = CheckCrontoParts(parts); !checked) return tl::unexpected(checked.error());
  if (CheckPart(activation_password.Expose(), "activationPassword")) {
    return tl::unexpected(
        Error(ErrorCode::kRejected,
              "The service gave an activation password that cannot stand in a visual code. Start the "
              "registration again.")
            .With(Fact::kField, "activationPassword"));
  }
  const std::array<std::string_view, 6> fields{
      kVersion,       parts.user(), parts.user_profile(), parts.domain(), activation_password.Expose(),
      parts.tenant(),
  };
  std::size_t length = fields.size() - 1;
  for (const std::string_view field : fields) length += field.size();

  SecretBuffer hex;
  hex.reserve(2 * length);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i != 0) AppendHex(hex, std::string_view(&kSeparator, 1));
    AppendHex(hex, fields[i]);
  }
  return Secret(std::move(hex));
}

MessageEncoding EncodingOf(const Secret& message) {
  return IsHex(message.Expose()) ? MessageEncoding::kHexString : MessageEncoding::kClearText;
}

}  // namespace authtree::inline v0::onespan
