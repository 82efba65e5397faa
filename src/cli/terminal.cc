#include "terminal.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include <termios.h>
#include <unistd.h>

namespace authtree::inline v0::cli {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kFaint = "\x1b[2m";
constexpr std::string_view kBlackOnWhite = "\x1b[38;5;16m\x1b[48;5;231m";
constexpr int kQuietZone = 4;

termios shown_settings;

void ShowInputAndDie(int signal) {
  tcsetattr(STDIN_FILENO, TCSANOW, &shown_settings);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// Hides what is typed, and shows it again even when the person breaks off.
class HiddenInput {
 public:
  HiddenInput() {
    if (tcgetattr(STDIN_FILENO, &shown_settings) != 0) return;
    active_ = true;
    before_interrupt_ = std::signal(SIGINT, ShowInputAndDie);
    before_terminate_ = std::signal(SIGTERM, ShowInputAndDie);
    termios hidden = shown_settings;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  ~HiddenInput() {
    if (!active_) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &shown_settings);
    std::signal(SIGINT, before_interrupt_);
    std::signal(SIGTERM, before_terminate_);
  }
  HiddenInput(const HiddenInput&) = delete;
  HiddenInput& operator=(const HiddenInput&) = delete;

 private:
  using Handler = void (*)(int);
  bool active_ = false;
  Handler before_interrupt_ = SIG_DFL;
  Handler before_terminate_ = SIG_DFL;
};

std::string_view HalfBlock(bool upper, bool lower) {
  if (upper && lower) return "█";
  if (upper) return "▀";
  if (lower) return "▄";
  return " ";
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // C1 control characters are two bytes in UTF-8: 0xC2 and 0x80 to 0x9F.
    const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c1) ++i;
    clean += c1 || byte < 0x20 || byte == 0x7F ? '?' : text[i];
  }
  return clean;
}

Terminal::Terminal()
    : interactive_(isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1),
      colours_(isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {}

void Terminal::Say(std::string_view text) const { std::cerr << Printable(text) << '\n'; }

void Terminal::SayError(std::string_view text) const {
  if (colours_) std::cerr << kRed;
  std::cerr << Printable(text);
  if (colours_) std::cerr << kReset;
  std::cerr << '\n';
}

void Terminal::SayFaint(std::string_view text) const {
  if (colours_) std::cerr << kFaint;
  std::cerr << Printable(text);
  if (colours_) std::cerr << kReset;
  std::cerr << '\n';
}

void Terminal::Draw(const simulator::ModuleGrid& code) const {
  // Without colours the blocks are drawn the other way round: most terminals are light on dark.
  const bool ink_is_dark = colours_;
  for (int row = -kQuietZone; row < code.size() + kQuietZone; row += 2) {
    if (colours_) std::cerr << kBlackOnWhite;
    for (int column = -kQuietZone; column < code.size() + kQuietZone; ++column) {
      std::cerr << HalfBlock(code.dark(column, row) == ink_is_dark,
                             code.dark(column, row + 1) == ink_is_dark);
    }
    if (colours_) std::cerr << kReset;
    std::cerr << '\n';
  }
}

std::optional<std::string> Terminal::Ask(std::string_view prompt, std::string_view offer) const {
  std::cerr << Printable(prompt);
  if (!offer.empty()) std::cerr << " [" << Printable(offer) << "]";
  std::cerr << ": " << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty()) return std::string(offer);
  return line;
}

std::optional<Secret> Terminal::AskSecret(std::string_view prompt) const {
  std::cerr << Printable(prompt) << ": " << std::flush;
  std::string line;
  bool read = false;
  {
    const HiddenInput hidden;
    read = static_cast<bool>(std::getline(std::cin, line));
  }
  std::cerr << '\n';
  if (!read) return std::nullopt;
  return Secret::Take(std::move(line));
}

}  // namespace authtree::inline v0::cli
