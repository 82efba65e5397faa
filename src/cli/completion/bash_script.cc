#include "completion/shell_scripts.h"

namespace authtree::inline v0::cli::completion {
namespace {

std::string Joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string joined;
  for (const std::string& text : texts) {
    if (!joined.empty()) joined += between;
    joined += text;
  }
  return joined;
}

// Sets COMPREPLY for a value, and returns.
std::string Offer(const ValueWords& value) {
  switch (value.kind) {
    case ValueKind::kNothing:
      return ":";
    case ValueKind::kFile:
      return "_authtree_paths -f";
    case ValueKind::kDirectory:
      return "_authtree_paths -d";
    case ValueKind::kChoice:
      return "_authtree_words " + ShellWord(Joined(value.choices, " "));
  }
  return ":";
}

std::string CommandFunction(const CommandWords& command) {
  std::string text = "_authtree_" + command.name + "() {\n  case \"$previous\" in\n";
  std::vector<std::string> names;
  for (const OptionWords& option : command.options) {
    for (const std::string& name : option.names) names.push_back(name);
    if (!option.takes_value) continue;
    text +=
        "    " + Joined(option.names, "|") + ")\n      " + Offer(option.value) + "\n      return\n      ;;\n";
  }
  text += "  esac\n  case \"$current\" in\n    -*)\n      _authtree_words " + ShellWord(Joined(names, " ")) +
          "\n      ;;\n";
  // One kind for all arguments: which one of them a word is, a shell cannot tell without reading the options.
  if (!command.arguments.empty()) {
    text += "    *)\n      " + Offer(command.arguments.front().value) + "\n      ;;\n";
  }
  return text + "  esac\n}\n\n";
}

}  // namespace

std::string ShellWord(std::string_view text) {
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

std::string BashScript(const ProgramWords& words) {
  std::vector<std::string> commands;
  std::vector<std::string> first;
  for (const CommandWords& command : words.commands) commands.push_back(command.name);
  for (const OptionWords& option : words.program.options) {
    first.insert(first.end(), option.names.begin(), option.names.end());
  }
  std::string text =
      "# bash completion of authtree; written by: authtree completion bash\n\n"
      "_authtree_words() {\n  COMPREPLY=($(compgen -W \"$1\" -- \"$current\"))\n}\n\n"
      "_authtree_paths() {\n  local IFS=$'\\n'\n  COMPREPLY=($(compgen \"$1\" -- \"$current\"))\n"
      "  compopt -o filenames 2>/dev/null\n}\n\n";
  for (const CommandWords& command : words.commands) text += CommandFunction(command);
  text +=
      "_authtree() {\n  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" "
      "i\n"
      "  COMPREPLY=()\n"
      "  # bash makes three words of --option=value\n"
      "  if [ \"$current\" = = ]; then\n    current=\n"
      "  elif [ \"$previous\" = = ] && [ \"$COMP_CWORD\" -ge 2 ]; then\n"
      "    previous=\"${COMP_WORDS[COMP_CWORD-2]}\"\n  fi\n"
      "  for ((i = 1; i < COMP_CWORD; ++i)); do\n    case \"${COMP_WORDS[i]}\" in\n      " +
      Joined(commands, "|") +
      ")\n        \"_authtree_${COMP_WORDS[i]}\"\n        return\n        ;;\n    esac\n  done\n"
      "  case \"$current\" in\n    -*)\n      _authtree_words " +
      ShellWord(Joined(first, " ")) + "\n      ;;\n    *)\n      _authtree_words " +
      ShellWord(Joined(commands, " ")) + "\n      ;;\n  esac\n}\n\ncomplete -F _authtree authtree\n";
  return text;
}

}  // namespace authtree::inline v0::cli::completion
