#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/secret.h"
#include "authtree/simulator/visual_code_image.h"

namespace authtree::inline v0::cli {

/// The person in front of the program. Talks on standard error and asks on standard input, so that standard
/// output stays free for results.
class Terminal {
 public:
  Terminal();

  /// True when a person can be asked.
  [[nodiscard]] bool interactive() const { return interactive_; }
  /// True when colours and cursor control make sense.
  [[nodiscard]] bool colours() const { return colours_; }

  /// One line of text. Control characters in `text` are shown as "?", so that no text can steer the terminal.
  void Say(std::string_view text) const;
  void SayError(std::string_view text) const;
  void SayFaint(std::string_view text) const;

  /// Draws a code with half blocks, dark on light, with the quiet zone scanners need.
  void Draw(const simulator::ModuleGrid& code) const;

  /// Asks for a line; `offer` is what an empty line stands for. Nothing at the end of the input.
  [[nodiscard]] std::optional<std::string> Ask(std::string_view prompt, std::string_view offer) const;
  /// Asks for a line without showing what is typed.
  [[nodiscard]] std::optional<Secret> AskSecret(std::string_view prompt) const;

 private:
  bool interactive_;
  bool colours_;
};

/// The text with every control character replaced.
[[nodiscard]] std::string Printable(std::string_view text);

}  // namespace authtree::inline v0::cli
