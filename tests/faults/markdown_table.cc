#include "markdown_table.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

namespace authtree::inline v0::faults {
namespace {

std::string ReadText(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string Line(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) {
    line += ' ';
    for (const char c : cell) {
      if (c == '|') line += '\\';
      line += c;
    }
    line += " |";
  }
  return line + '\n';
}

// Where a table stands in a document: behind its mark, up to the end mark.
struct Place {
  std::size_t begin = std::string::npos;
  std::size_t end = std::string::npos;
};

Place PlaceOf(const std::string& text, const std::string& name) {
  const std::string mark = "<!-- table: " + name + " -->\n";
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return {};
  return {at + mark.size(), text.find("<!-- end -->", at)};
}

}  // namespace

std::vector<std::string> MarkdownTable::EmptyCells() const {
  std::vector<std::string> empty;
  for (const std::vector<std::string>& row : rows_) {
    for (std::size_t column = 0; column < header_.size(); ++column) {
      const bool filled = column < row.size() && row[column].find_first_not_of(' ') != std::string::npos;
      if (!filled) empty.push_back((row.empty() ? "" : row.front()) + ", " + header_[column]);
    }
  }
  return empty;
}

std::string MarkdownTable::ToText() const {
  std::string text = Line(header_) + "|";
  for (std::size_t column = 0; column < header_.size(); ++column) text += "---|";
  text += '\n';
  for (const std::vector<std::string>& row : rows_) text += Line(row);
  return text;
}

void Publish(const MarkdownTable& table, const std::string& name, const std::string& document) {
  const std::string text = table.ToText();
  std::cout << text;
  std::ofstream(std::string(AUTHTREE_TABLE_DIR) + "/" + name + ".md") << text;
  EXPECT_THAT(table.EmptyCells(), ::testing::IsEmpty());

  const std::string path = std::string(AUTHTREE_SOURCE_DIR) + "/" + document;
  const std::string whole = ReadText(path);
  const Place place = PlaceOf(whole, name);
  ASSERT_NE(place.end, std::string::npos) << document << " has no place for the table '" << name << "'";
  const std::string wanted = "\n" + text + "\n";
  if (std::getenv("AUTHTREE_UPDATE_DOCS") != nullptr) {
    std::ofstream(path, std::ios::binary)
        << whole.substr(0, place.begin) << wanted << whole.substr(place.end);
    return;
  }
  EXPECT_TRUE(whole.substr(place.begin, place.end - place.begin) == wanted)
      << document << " has another table '" << name << "'; run this test with AUTHTREE_UPDATE_DOCS=1";
}

std::string Printable(std::string_view text) {
  constexpr std::size_t kLongest = 160;
  std::string printable;
  for (const char c : text.substr(0, kLongest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20U || byte >= 0x7FU) {
      printable += "\\x" + HexEncode(std::string_view(&c, 1));
    } else {
      printable += c;
    }
  }
  if (text.size() > kLongest) printable += "…";
  return printable;
}

bool SaysWhatToDo(const std::string& text) {
  static constexpr std::string_view kImperatives[] = {
      "Check ", "Choose ", "Connect ",  "Do ",     "Export ",       "Free ", "Give ",
      "Make ",  "Put ",    "Register ", "Remove ", "See ",          "Send ", "Split ",
      "Start ", "Try ",    "Use ",      "Wait ",   "Did you mean ", "List ", "Install ",
      "Have ",  "Add ",    "Keep ",     "Name ",   "Write ",        "Map ",  "Type "};
  if (text.find(" must ") != std::string::npos) return true;
  return std::any_of(std::begin(kImperatives), std::end(kImperatives), [&text](std::string_view verb) {
    const std::string inside = ". " + std::string(verb);
    return text.starts_with(verb) || text.find(inside) != std::string::npos;
  });
}

}  // namespace authtree::inline v0::faults
