#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0::faults {

/// A table that tests fill, print and keep identical to the one in the documentation.
class MarkdownTable {
 public:
  explicit MarkdownTable(std::vector<std::string> header) : header_(std::move(header)) {}

  void Add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  /// "row, column" of every cell that is missing or blank.
  [[nodiscard]] std::vector<std::string> EmptyCells() const;
  [[nodiscard]] std::string ToText() const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

/// Prints the table to the log of the test and writes it as `name`.md beside the test program. Then compares
/// it with the lines between "<!-- table: name -->" and "<!-- end -->" of a document of this checkout: a
/// difference and an empty cell fail the test. With AUTHTREE_UPDATE_DOCS in the environment the document gets
/// the table instead.
void Publish(const MarkdownTable& table, const std::string& name, const std::string& document);

/// A text of a user or a file as one that can stand in a cell: control characters and the like as escapes,
/// long ones cut.
[[nodiscard]] std::string Printable(std::string_view text);

/// True when a text for people says what to do: some sentence of it begins with an imperative, or says what a
/// value must be.
[[nodiscard]] bool SaysWhatToDo(const std::string& text);

}  // namespace authtree::inline v0::faults
