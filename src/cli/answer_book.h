#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0::cli {

/// Answers prepared before a run, by prompt or by id of a hidden value. An answer is given each time its
/// prompt returns; of several for one prompt each is given once, the last one from then on.
class AnswerBook {
 public:
  /// Adds "PROMPT-OR-ID=VALUE".
  void AddLine(std::string_view line, Diagnostics& diagnostics);
  /// Adds the members of a JSON object whose values are texts or lists of texts.
  void AddFile(std::string_view json_text, const std::string& path, Diagnostics& diagnostics);
  /// Puts an answer under a prompt.
  void Add(std::string prompt, Secret value);

  /// The next answer to a prompt; letter case is looked at only when it tells two prompts apart.
  [[nodiscard]] std::optional<Secret> Next(std::string_view prompt);

  /// A copy of all answers, by prompt.
  [[nodiscard]] std::map<std::string, std::vector<Secret>, std::less<>> All() const;

  /// The prompts whose answers were never wanted.
  [[nodiscard]] std::vector<std::string> Unused() const;

 private:
  struct Entry {
    std::string prompt;
    std::vector<Secret> values;
    std::size_t given = 0;
  };

  Entry* Find(std::string_view prompt);

  std::vector<Entry> entries_;
};

/// The answers of the options `--answers` and `--answer`: those of a file, empty for none, and lines.
[[nodiscard]] AnswerBook ReadAnswers(const std::string& file, const std::vector<std::string>& lines,
                                     Diagnostics& diagnostics);

}  // namespace authtree::inline v0::cli
