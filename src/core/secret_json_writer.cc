#include "authtree/core/secret_json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "authtree/core/encoding.h"

#include "json_text.h"

namespace authtree::inline v0 {
namespace {

constexpr std::size_t kUsualSize = 512;
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kLongestSequence = 4;

/// The bytes of the character that `text` begins with, or 0 when it begins with none.
std::size_t CharacterLength(std::string_view text) {
  for (std::size_t length = 1; length <= std::min(kLongestSequence, text.size()); ++length) {
    if (IsUtf8(text.substr(0, length))) return length;
  }
  return 0;
}

/// The letter of a two-character escape, or NUL.
char ShortEscape(char c) {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return '\0';
  }
}

}  // namespace

void SecretJsonWriter::Text(std::string_view name, std::string_view value) {
  Name(name);
  Quote(value);
}

void SecretJsonWriter::Number(std::string_view name, std::int64_t value) {
  Name(name);
  std::array<char, 20> digits{};
  const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  Append(std::string_view(digits.data(), end));
}

void SecretJsonWriter::Plain(std::string_view name, const Json& value) {
  Name(name);
  Append(DumpJson(value));
}

void SecretJsonWriter::Open(std::string_view name) {
  Name(name);
  Begin('{', '}');
}

void SecretJsonWriter::OpenArray(std::string_view name) {
  Name(name);
  Begin('[', ']');
}

void SecretJsonWriter::OpenElement() {
  Separate();
  Begin('{', '}');
}

void SecretJsonWriter::Close() {
  bytes_.push_back(closings_.back());
  closings_.pop_back();
  first_ = false;
}

Secret SecretJsonWriter::Finish() && {
  while (!closings_.empty()) Close();
  return Secret(std::move(bytes_));
}

void SecretJsonWriter::Begin(char opening, char closing) {
  if (bytes_.empty()) bytes_.reserve(kUsualSize);
  bytes_.push_back(opening);
  closings_.push_back(closing);
  first_ = true;
}

void SecretJsonWriter::Separate() {
  if (!first_) bytes_.push_back(',');
  first_ = false;
}

void SecretJsonWriter::Name(std::string_view name) {
  Separate();
  Quote(name);
  bytes_.push_back(':');
}

void SecretJsonWriter::Quote(std::string_view text) {
  bytes_.push_back('"');
  while (true) {
    const std::size_t plain = PlainPrefix(text);
    Append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;

    const auto byte = static_cast<unsigned char>(text.front());
    std::size_t length = 1;
    if (const char letter = ShortEscape(text.front()); letter != '\0') {
      bytes_.push_back('\\');
      bytes_.push_back(letter);
    } else if (byte < 0x20U) {
      Append("\\u00");
      bytes_.push_back(kHexDigits[byte >> 4U]);
      bytes_.push_back(kHexDigits[byte & 0x0FU]);
    } else if (length = CharacterLength(text); length != 0) {
      Append(text.substr(0, length));
    } else {
      Append(kReplacement);
      length = 1;
    }
    text.remove_prefix(length);
  }
  bytes_.push_back('"');
}

}  // namespace authtree::inline v0
