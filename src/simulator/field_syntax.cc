#include "field_syntax.h"

#include <algorithm>

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kMostDigits = 20;
constexpr std::size_t kMostDecimals = 3;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

template <class Test>
bool All(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

bool IsDigits(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && All(text, IsDigit);
}

}  // namespace

bool IsLicenseSerial(std::string_view text) {
  return text.size() == 10 &&
         All(text.substr(0, 3), [](char c) { return IsDigit(c) || (c >= 'A' && c <= 'Z'); }) &&
         All(text.substr(3), IsDigit);
}

bool IsAnySerial(std::string_view text) {
  if (text.size() <= 10) return IsLicenseSerial(text);
  const std::string_view number = text.substr(10);
  return IsLicenseSerial(text.substr(0, 10)) && number.size() >= 2 && number.size() <= 3 &&
         number[0] == '-' && All(number.substr(1), IsDigit);
}

bool IsHexDigits(std::string_view text) { return !text.empty() && All(text, IsHexDigit); }

bool IsIpv4(std::string_view text) {
  int parts = 0;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view part = text.substr(0, dot);
    if (part.empty() || part.size() > 3 || !All(part, IsDigit) || ParseInteger(part).value_or(256) > 255)
      return false;
    ++parts;
    if (dot == std::string_view::npos) return parts == 4;
    text.remove_prefix(dot + 1);
  }
}

bool IsPhone(std::string_view text) {
  return All(
      text, [](char c) { return IsDigit(c) || std::string_view("+-() ").find(c) != std::string_view::npos; });
}

bool IsDescription(std::string_view text) {
  return !text.empty() && text.front() != ' ' && text.back() != ' ' &&
         std::none_of(text.begin(), text.end(), IsControl);
}

bool IsEnvironmentName(std::string_view text) {
  return All(text, [](char c) { return IsLetter(c) || IsDigit(c) || c == '-' || c == '_'; });
}

bool IsNotBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") != std::string_view::npos;
}

bool IsAmount(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  return IsDigits(text.substr(0, point), kMostDigits) &&
         (point == std::string_view::npos || IsDigits(text.substr(point + 1), kMostDecimals));
}

}  // namespace authtree::inline v0::simulator
