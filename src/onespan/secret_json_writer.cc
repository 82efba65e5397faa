#include "secret_json_writer.h"

#include <algorithm>
#include <utility>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::onespan {
namespace {

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
  Append(DumpJson(Json(value)));
}

void SecretJsonWriter::Plain(std::string_view name, const Json& value) {
  Name(name);
  Append(DumpJson(value));
}

void SecretJsonWriter::Open(std::string_view name) {
  Name(name);
  bytes_.push_back('{');
  ++open_;
  first_ = true;
}

void SecretJsonWriter::Close() {
  bytes_.push_back('}');
  --open_;
  first_ = false;
}

Secret SecretJsonWriter::Finish() && {
  while (open_ > 0) Close();
  return Secret(std::move(bytes_));
}

void SecretJsonWriter::Name(std::string_view name) {
  if (!first_) bytes_.push_back(',');
  first_ = false;
  Quote(name);
  bytes_.push_back(':');
}

void SecretJsonWriter::Quote(std::string_view text) {
  // Room for the usual case, so that a text grows the buffer once.
  bytes_.reserve(std::max(bytes_.capacity(), bytes_.size() + text.size() + 2));
  bytes_.push_back('"');
  while (!text.empty()) {
    const char c = text.front();
    const auto byte = static_cast<unsigned char>(c);
    std::size_t length = 1;
    if (const char letter = ShortEscape(c); letter != '\0') {
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

}  // namespace authtree::inline v0::onespan
