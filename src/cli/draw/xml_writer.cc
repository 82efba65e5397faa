#include "draw/xml_writer.h"

#include <cstdint>

#include "draw/code_points.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// XML 1.0, production 2.
bool IsXmlChar(char32_t c) {
  return c == 0x09 || c == 0x0A || c == 0x0D || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

enum class Where : std::uint8_t { kText, kAttribute };

// What stands for a character that would be taken for something else; empty where it stands for itself.
// Readers turn the white space of attributes into blanks, and every carriage return into a line break.
std::string_view EntityFor(char32_t c, Where where) {
  const bool in_attribute = where == Where::kAttribute;
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '\r':
      return "&#13;";
    case '"':
      return in_attribute ? "&quot;" : "";
    case '\t':
      return in_attribute ? "&#9;" : "";
    case '\n':
      return in_attribute ? "&#10;" : "";
    default:
      return "";
  }
}

void AppendEscaped(std::string& target, std::string_view text, Where where) {
  while (!text.empty()) {
    const char32_t c = TakeCodePoint(text);
    const std::string_view entity = EntityFor(c, where);
    if (entity.empty()) {
      AppendCodePoint(target, IsXmlChar(c) ? c : kReplacement);
    } else {
      target += entity;
    }
  }
}

}  // namespace

void XmlWriter::EndTag() {
  if (in_tag_) text_ += '>';
  in_tag_ = false;
}

XmlWriter& XmlWriter::Open(std::string_view name) {
  EndTag();
  if (!text_.empty() && !after_text_) text_ += '\n' + std::string(open_.size(), ' ');
  text_ += '<';
  text_ += name;
  open_.emplace_back(name);
  in_tag_ = true;
  after_text_ = false;
  return *this;
}

XmlWriter& XmlWriter::Attribute(std::string_view name, std::string_view value) {
  text_ += ' ';
  text_ += name;
  text_ += "=\"";
  AppendEscaped(text_, value, Where::kAttribute);
  text_ += '"';
  return *this;
}

XmlWriter& XmlWriter::Attribute(std::string_view name, int value) {
  return Attribute(name, std::to_string(value));
}

XmlWriter& XmlWriter::Text(std::string_view text) {
  EndTag();
  AppendEscaped(text_, text, Where::kText);
  after_text_ = true;
  return *this;
}

XmlWriter& XmlWriter::Close() {
  if (in_tag_) {
    text_ += "/>";
    in_tag_ = false;
  } else {
    if (!after_text_) text_ += '\n' + std::string(open_.size() - 1, ' ');
    text_ += "</" + open_.back() + '>';
  }
  open_.pop_back();
  after_text_ = false;
  return *this;
}

std::string XmlWriter::Finish() && {
  while (!open_.empty()) Close();
  text_ += '\n';
  return std::move(text_);
}

}  // namespace authtree::inline v0::cli::draw
