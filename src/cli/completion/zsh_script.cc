#include "completion/shell_scripts.h"

namespace authtree::inline v0::cli::completion {
namespace {

// A text inside a specification of _arguments, where some characters separate its parts.
std::string Escaped(std::string_view text, std::string_view special) {
  std::string escaped;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Action(const ValueWords& value) {
  switch (value.kind) {
    case ValueKind::kNothing:
      return " ";
    case ValueKind::kFile:
      return "_files";
    case ValueKind::kDirectory:
      return "_files -/";
    case ValueKind::kChoice: {
      std::string list = "(";
      for (const std::string& choice : value.choices)
        list += (list.size() > 1 ? " " : "") + Escaped(choice, "\\:() ");
      return list + ")";
    }
  }
  return " ";
}

std::string Message(const ValueWords& value, const std::string& name) {
  return ":" + Escaped(value.name.empty() ? name : value.name, "\\:") + ":" + Action(value);
}

std::string Specifications(const CommandWords& command) {
  std::string text;
  for (const OptionWords& option : command.options) {
    for (const std::string& name : option.names) {
      // An option may be given again: some collect values.
      std::string specification = "*" + name;
      if (option.takes_value) specification += name.starts_with("--") ? "=" : "+";
      specification += "[" + Escaped(option.description, "\\[]:") + "]";
      if (option.takes_value) specification += Message(option.value, name);
      text += " \\\n        " + ShellWord(specification);
    }
  }
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const ArgumentWords& argument = command.arguments[i];
    const std::string place = argument.repeats ? "*" : std::to_string(i + 1);
    text += " \\\n        " + ShellWord(place + Message(argument.value, argument.name));
  }
  return text;
}

}  // namespace

std::string ZshScript(const ProgramWords& words) {
  std::string text =
      "#compdef authtree\n# zsh completion of authtree; written by: authtree completion zsh\n\n"
      "_authtree() {\n  local curcontext=\"$curcontext\" state line\n  local -a commands\n  commands=(\n";
  for (const CommandWords& command : words.commands) {
    text += "    " + ShellWord(command.name + ":" + Escaped(command.description, "\\:")) + "\n";
  }
  text += "  )\n  _arguments -C" + Specifications(words.program) +
          " \\\n        '1: :->command' '*:: :->arguments'\n  case $state in\n    command)\n"
          "      _describe command commands\n      ;;\n    arguments)\n      case $words[1] in\n";
  for (const CommandWords& command : words.commands) {
    text += "      " + command.name + ")\n        _arguments" + Specifications(command) + "\n        ;;\n";
  }
  text +=
      "      esac\n      ;;\n  esac\n}\n\n"
      "# Read from a directory of $fpath, or by source.\n"
      "if [ \"$funcstack[1]\" = _authtree ]; then\n  _authtree \"$@\"\nelse\n  compdef _authtree "
      "authtree\nfi\n";
  return text;
}

}  // namespace authtree::inline v0::cli::completion
