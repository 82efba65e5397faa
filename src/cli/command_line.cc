#include "command_line.h"

#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "authtree/core/text.h"
#include "authtree/version.h"

#include "check_command.h"
#include "command.h"
#include "completion_command.h"
#include "draw_command.h"
#include "keys_command.h"
#include "nodes_command.h"
#include "run_command.h"
#include "serve_command.h"
#include "simulate_command.h"
#include "test_command.h"

namespace authtree::inline v0::cli {
namespace {

using AddCommand = Command (*)(CLI::App& program);

// In the order of --help. A new subcommand is one line here.
constexpr AddCommand kCommands[] = {
    AddRunCommand,       //
    AddServeCommand,     //
    AddSimulateCommand,  //
    AddCheckCommand,     //
    AddTestCommand,      //
    AddDrawCommand,      //
    AddNodesCommand,     //
    AddKeysCommand,      //
    AddCompletionCommand,
};

// CLI11 would ask for a command, as if none had been given.
bool ExplainUnknownCommand(const CLI::App& program, std::string_view given) {
  const auto commands = program.get_subcommands([](const CLI::App*) { return true; });
  const bool known = std::any_of(commands.begin(), commands.end(),
                                 [given](const CLI::App* command) { return command->get_name() == given; });
  if (known || given.starts_with('-')) return false;
  const auto nearest = std::min_element(
      commands.begin(), commands.end(), [given](const CLI::App* left, const CLI::App* right) {
        return EditDistance(given, left->get_name()) < EditDistance(given, right->get_name());
      });
  std::cerr << "There is no command '" << given << "'. Did you mean '" << (*nearest)->get_name()
            << "'? authtree --help lists them all.\n";
  return true;
}

}  // namespace

int Main(int argc, const char* const* argv) {
  CLI::App program("Runs ForgeRock-style authentication journeys with the OneSpan nodes.", "authtree");
  program.set_version_flag("--version", "authtree " + std::string(LibraryVersion()));
  program.footer(
      "\nEach command has --help with its options and examples. To try it without files: authtree serve "
      "--demo");
  program.require_subcommand(1);
  std::vector<Command> commands;
  for (const AddCommand add : kCommands) commands.push_back(add(program));
  if (argc > 1 && ExplainUnknownCommand(program, argv[1])) return static_cast<int>(ExitCode::kUsage);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }
  for (const Command& command : commands) {
    if (command.app->parsed()) return static_cast<int>(command.run());
  }
  return static_cast<int>(ExitCode::kUsage);
}

}  // namespace authtree::inline v0::cli
