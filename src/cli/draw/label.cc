#include "draw/label.h"

#include "draw/code_points.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr std::string_view kCut = "…";
constexpr char32_t kReplacement = 0xFFFD;

bool IsBlank(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029;
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF; }

// Embeddings, overrides and isolates: what stands behind them may look turned around.
bool TurnsDirection(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

// In thousandths of the font's size.
int WidthOfOne(char32_t c) {
  constexpr std::string_view kNarrow = "ijl.,:;|'!I";
  constexpr std::string_view kSlim = "ft()[]{}/\\ -r\"`*";
  constexpr std::string_view kWide = "mwMW@%";
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    if (kNarrow.find(ascii) != std::string_view::npos) return 330;
    if (kSlim.find(ascii) != std::string_view::npos) return 400;
    if (kWide.find(ascii) != std::string_view::npos) return 930;
    if (ascii >= 'A' && ascii <= 'Z') return 710;
    return 615;
  }
  if (c >= 0x0300 && c <= 0x036F) return 0;
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F)) return 0;
  return c < 0x1100 || (c >= 0x2000 && c < 0x2600) ? 700 : 1150;
}

int Thousandths(std::string_view line, Font font) {
  int width = 0;
  while (!line.empty()) width += WidthOfOne(TakeCodePoint(line));
  return font.bold ? width + width / 8 : width;
}

// The longest beginning that is not wider.
std::string_view Beginning(std::string_view line, Font font, int width) {
  std::string_view rest = line;
  int used = 0;
  while (!rest.empty()) {
    const std::string_view before = rest;
    const char32_t next = TakeCodePoint(rest);
    used += font.bold ? WidthOfOne(next) * 9 / 8 : WidthOfOne(next);
    if (used * font.size > width * 1000) return line.substr(0, line.size() - before.size());
  }
  return line;
}

}  // namespace

std::string OneLine(std::string_view text, std::size_t most) {
  std::string line;
  std::size_t count = 0;
  bool blank = false;
  while (!text.empty()) {
    const char32_t c = TakeCodePoint(text);
    if (IsBlank(c)) {
      blank = !line.empty();
      continue;
    }
    if (count >= most) {
      line += kCut;
      break;
    }
    if (blank) line += ' ';
    count += blank ? 2 : 1;
    blank = false;
    AppendCodePoint(line, IsControl(c) || TurnsDirection(c) ? kReplacement : c);
  }
  return line;
}

int WidthOf(std::string_view line, Font font) { return (Thousandths(line, font) * font.size + 999) / 1000; }

std::string Fitted(std::string_view line, Font font, int width) {
  if (WidthOf(line, font) <= width) return std::string(line);
  return std::string(Beginning(line, font, width - WidthOf(kCut, font))) + std::string(kCut);
}

std::vector<std::string> Broken(std::string_view line, Font font, int width, std::size_t most) {
  std::vector<std::string> lines;
  while (lines.size() + 1 < most && WidthOf(line, font) > width) {
    std::string_view head = Beginning(line, font, width);
    const std::size_t blank = line.substr(0, head.size() + 1).rfind(' ');
    if (blank != std::string_view::npos && blank > 0) head = line.substr(0, blank);
    if (head.empty()) break;
    lines.emplace_back(head);
    line.remove_prefix(head.size());
    if (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  }
  if (!line.empty() || lines.empty()) lines.push_back(Fitted(line, font, width));
  return lines;
}

}  // namespace authtree::inline v0::cli::draw
