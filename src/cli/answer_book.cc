#include "answer_book.h"

#include <algorithm>
#include <utility>

#include "authtree/core/json.h"
#include "authtree/core/text.h"

#include "input_file.h"

namespace authtree::inline v0::cli {
void AnswerBook::AddLine(std::string_view line, Diagnostics& diagnostics) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    diagnostics.AddError("--answer", "an answer has no prompt", "Write it as --answer \"User Name=jdoe\"");
    return;
  }
  Add(std::string(line.substr(0, equals)), Secret(line.substr(equals + 1)));
}

void AnswerBook::AddFile(std::string_view json_text, const std::string& path, Diagnostics& diagnostics) {
  const Result<Json> file = ParseJson(json_text);
  if (!file) {
    diagnostics.AddError(path + ": " + std::string(file.error().Find(Fact::kPosition)),
                         std::string(file.error().message()),
                         "Write a JSON object: {\"User Name\": \"jdoe\"}");
    return;
  }
  if (!file->is_object()) {
    diagnostics.AddError(path, "the file is not an object", "Write a JSON object: {\"User Name\": \"jdoe\"}");
    return;
  }
  for (const auto& [prompt, value] : file->items()) {
    const Json list = value.is_array() ? value : Json::array({value});
    const bool texts =
        std::all_of(list.begin(), list.end(), [](const Json& text) { return text.is_string(); });
    if (!texts || list.empty()) {
      diagnostics.AddError(path + " at " + PointerTo("", prompt),
                           "the answer is neither a text nor a list of texts", "Put every answer in quotes");
      continue;
    }
    for (const Json& text : list) Add(prompt, Secret(text.get_ref<const std::string&>()));
  }
}

void AnswerBook::Add(std::string prompt, Secret value) {
  for (Entry& entry : entries_) {
    if (entry.prompt == prompt) {
      entry.values.push_back(std::move(value));
      return;
    }
  }
  Entry entry;
  entry.prompt = std::move(prompt);
  entry.values.push_back(std::move(value));
  entries_.push_back(std::move(entry));
}

AnswerBook::Entry* AnswerBook::Find(std::string_view prompt) {
  for (Entry& entry : entries_) {
    if (entry.prompt == prompt) return &entry;
  }
  for (Entry& entry : entries_) {
    if (EqualsIgnoringCase(entry.prompt, prompt)) return &entry;
  }
  return nullptr;
}

std::optional<Secret> AnswerBook::Next(std::string_view prompt) {
  Entry* entry = Find(prompt);
  if (entry == nullptr) return std::nullopt;
  const std::size_t index = std::min(entry->given, entry->values.size() - 1);
  ++entry->given;
  return entry->values[index].Clone();
}

std::map<std::string, std::vector<Secret>, std::less<>> AnswerBook::All() const {
  std::map<std::string, std::vector<Secret>, std::less<>> all;
  for (const Entry& entry : entries_) {
    std::vector<Secret>& values = all[entry.prompt];
    for (const Secret& value : entry.values) values.push_back(value.Clone());
  }
  return all;
}

std::vector<std::string> AnswerBook::Unused() const {
  std::vector<std::string> unused;
  for (const Entry& entry : entries_) {
    if (entry.given == 0) unused.push_back(entry.prompt);
  }
  return unused;
}

AnswerBook ReadAnswers(const std::string& file, const std::vector<std::string>& lines,
                       Diagnostics& diagnostics) {
  AnswerBook answers;
  if (!file.empty()) {
    if (const Result<std::string> text = ReadInputFile(file)) {
      answers.AddFile(*text, file, diagnostics);
    } else {
      diagnostics.AddError("--answers", text.error().Describe());
    }
  }
  for (const std::string& line : lines) answers.AddLine(line, diagnostics);
  return answers;
}

}  // namespace authtree::inline v0::cli
