#include "completion/shell_scripts.h"

namespace authtree::inline v0::cli::completion {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string Offer(const ValueWords& value) {
  switch (value.kind) {
    case ValueKind::kNothing:
      return " -f";
    case ValueKind::kFile:
      return " -F";
    case ValueKind::kDirectory:
      return " -f -a '(__fish_complete_directories)'";
    case ValueKind::kChoice: {
      std::string list;
      for (const std::string& choice : value.choices) list += (list.empty() ? "" : " ") + choice;
      return " -f -a " + Quoted(list);
    }
  }
  return {};
}

std::string Options(const CommandWords& command, const std::string& condition) {
  std::string text;
  for (const OptionWords& option : command.options) {
    text += "complete -c authtree -n " + Quoted(condition);
    for (const std::string& name : option.names) {
      text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    text += " -d " + Quoted(option.description);
    if (option.takes_value) text += " -r" + Offer(option.value);
    text += "\n";
  }
  return text;
}

}  // namespace

std::string FishScript(const ProgramWords& words) {
  std::string text =
      "# fish completion of authtree; written by: authtree completion fish\n\ncomplete -c authtree -f\n" +
      Options(words.program, "__fish_use_subcommand");
  for (const CommandWords& command : words.commands) {
    text += "\ncomplete -c authtree -n __fish_use_subcommand -a " + command.name + " -d " +
            Quoted(command.description) + "\n";
    const std::string condition = "__fish_seen_subcommand_from " + command.name;
    text += Options(command, condition);
    if (!command.arguments.empty()) {
      text += "complete -c authtree -n " + Quoted(condition) + Offer(command.arguments.front().value) + "\n";
    }
  }
  return text;
}

}  // namespace authtree::inline v0::cli::completion
