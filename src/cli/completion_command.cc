#include "completion_command.h"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "completion/command_words.h"
#include "completion/shell_scripts.h"
#include "journey_source.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kCompletionExamples = R"(
Examples:
  authtree completion bash > authtree.bash   # then, in ~/.bashrc: source authtree.bash
  authtree completion zsh > _authtree        # in a directory of $fpath
  authtree completion fish > authtree.fish   # in ~/.config/fish/completions)";

ExitCode PrintScript(const CLI::App& program, const std::string& shell) {
  std::vector<std::string> types;
  const NodeRegistry registry = MakeRegistry(nullptr);
  for (const NodeDescriptor* node : registry.Descriptors()) types.push_back(node->type);
  const completion::ProgramWords words = completion::WordsOf(program, types);
  if (shell == "bash") std::cout << completion::BashScript(words);
  if (shell == "zsh") std::cout << completion::ZshScript(words);
  if (shell == "fish") std::cout << completion::FishScript(words);
  return ExitCode::kSuccess;
}

}  // namespace

Command AddCompletionCommand(CLI::App& program) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("completion", "Print a script that completes this command line");
  command->footer(kCompletionExamples);
  command->add_option("shell", *shell, "The shell to write it for")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>{"bash", "zsh", "fish"}))
      ->type_name("SHELL");
  const CLI::App* whole = &program;
  return {command, [whole, shell] { return PrintScript(*whole, *shell); }};
}

}  // namespace authtree::inline v0::cli
