#include "completion/command_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <CLI/CLI.hpp>

namespace authtree::inline v0::cli::completion {
namespace {

// Values that no shell knows. Others are names of files: a file too many is no harm.
constexpr std::array<std::string_view, 14> kFreeValues{
    "ADDRESS", "FLOAT", "ID",   "INT", "NAME", "NUMBER", "PROMPT-OR-ID=VALUE",
    "SECONDS", "TEXT",  "UINT", "URL", "HOST", "PORT",   "BOOLEAN"};

// "NAME:{a,b}": the values that a check lets pass.
std::vector<std::string> ChoicesIn(const std::string& type) {
  std::vector<std::string> choices;
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return choices;
  std::string choice;
  for (std::size_t i = open + 1; i <= close; ++i) {
    if (type[i] != ',' && i != close) {
      choice += type[i];
      continue;
    }
    if (!choice.empty()) choices.push_back(choice);
    choice.clear();
  }
  return choices;
}

ValueWords ValueOf(const CLI::Option& option, const std::vector<std::string>& node_types) {
  ValueWords value;
  const std::string type = option.get_type_name();
  value.name = type.substr(0, type.find_first_of(":{"));
  value.choices = value.name == "TYPE" ? node_types : ChoicesIn(type);
  if (!value.choices.empty()) {
    value.kind = ValueKind::kChoice;
  } else if (value.name == "DIR") {
    value.kind = ValueKind::kDirectory;
  } else if (std::find(kFreeValues.begin(), kFreeValues.end(), value.name) == kFreeValues.end()) {
    value.kind = ValueKind::kFile;
  }
  return value;
}

CommandWords WordsOfOne(const CLI::App& app, const std::vector<std::string>& node_types) {
  CommandWords words;
  words.name = app.get_name();
  words.description = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      words.arguments.push_back({option->get_name(true), option->get_description(),
                                 option->get_items_expected_max() > 1, ValueOf(*option, node_types)});
      continue;
    }
    OptionWords of;
    for (const std::string& name : option->get_snames()) of.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) of.names.push_back("--" + name);
    of.description = option->get_description();
    of.takes_value = option->get_items_expected_max() > 0;
    if (of.takes_value) of.value = ValueOf(*option, node_types);
    words.options.push_back(std::move(of));
  }
  return words;
}

}  // namespace

ProgramWords WordsOf(const CLI::App& program, const std::vector<std::string>& node_types) {
  ProgramWords words;
  words.program = WordsOfOne(program, node_types);
  for (const CLI::App* command : program.get_subcommands({}))
    words.commands.push_back(WordsOfOne(*command, node_types));
  return words;
}

}  // namespace authtree::inline v0::cli::completion
