#include "field_rules.h"

#include <algorithm>
#include <string>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::size_t kLicenseSerialLength = 10;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) { return IsCapital(c) || (c >= 'a' && c <= 'z'); }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7F'; }

template <class Test>
bool All(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

bool IsPrintable(std::string_view text) {
  return All(text, [](char c) { return !IsControl(c); });
}

bool IsLicenseSerial(std::string_view text) {
  return text.size() == kLicenseSerialLength &&
         All(text.substr(0, 3), [](char c) { return IsCapital(c) || IsDigit(c); }) &&
         All(text.substr(3), IsDigit);
}

bool IsInstanceSerial(std::string_view text) {
  const std::string_view suffix = text.substr(std::min(kLicenseSerialLength, text.size()));
  const bool suffix_fits = suffix.empty() || ((suffix.size() == 2 || suffix.size() == 3) &&
                                              suffix.front() == '-' && All(suffix.substr(1), IsDigit));
  return suffix_fits && IsLicenseSerial(text.substr(0, kLicenseSerialLength));
}

bool Fits(Charset charset, std::string_view text) {
  switch (charset) {
    case Charset::kAny:
      return true;
    case Charset::kMultiLine:
      return All(text, [](char c) { return !IsControl(c) || c == '\t' || c == '\r' || c == '\n'; });
    case Charset::kPrintable:
      return IsPrintable(text);
    case Charset::kTrimmed:
      return IsPrintable(text) && (text.empty() || (text.front() != ' ' && text.back() != ' '));
    case Charset::kHex:
      return All(text, IsHexDigit);
    case Charset::kHexBytes:
      return IsHex(text);
    case Charset::kPhone:
      return All(text, [](char c) {
        return IsDigit(c) || c == ' ' || c == '+' || c == '-' || c == '(' || c == ')';
      });
    case Charset::kLicenseSerial:
      return IsLicenseSerial(text);
    case Charset::kInstanceSerial:
      return IsInstanceSerial(text);
    case Charset::kHeaderToken:
      return All(text, [](char c) { return IsLetter(c) || IsDigit(c) || c == '-' || c == '_'; });
  }
  return false;
}

}  // namespace

std::size_t CharacterCount(std::string_view text) {
  // Every byte but those that continue a character begins one.
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::optional<Error> CheckText(const TextRule& rule, std::string_view text) {
  const std::size_t count = CharacterCount(text);
  if (count >= rule.min && count <= rule.max && IsUtf8(text) && Fits(rule.charset, text)) return std::nullopt;
  return Error(ErrorCode::kInvalidInput, rule.sentence).With(Fact::kField, std::string(rule.field));
}

}  // namespace authtree::inline v0::onespan
