#include "keys_command.h"

#include <chrono>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "authtree/core/clock.h"
#include "authtree/core/diagnostics.h"
#include "authtree/session/key_file.h"

#include "findings_report.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kExamples = R"(
Examples:
  authtree keys new keys.json
  authtree serve login.journey.json --simulate --keys keys.json
  authtree keys rotate keys.json
  authtree keys show keys.json

Several hosts with the same keys: run 'keys add', give all of them the file, then run 'keys rotate' and
give it to them again. One host: 'keys rotate' alone. A running 'authtree serve' takes the new file on
SIGHUP, or within 30 s.)";

struct KeysOptions {
  std::string file;
  unsigned keep_minutes = 60;
};

ExitCode Refuse(const std::string& file, const Error& error) {
  std::cerr << "error: " << file << ": " << error.Describe() << '\n';
  return ExitCode::kUsage;
}

std::optional<KeyFile> ReadKeys(const std::string& file) {
  Diagnostics found;
  auto keys = KeyFile::Read(file, found);
  Diagnostics diagnostics;
  AddFindingsOf(file, found, diagnostics);
  std::cerr << diagnostics.ToText();
  return keys;
}

ExitCode MakeKeys(const KeysOptions& options) {
  const KeyFile keys = KeyFile::New(*SystemClock());
  if (const auto written = keys.WriteNew(options.file); !written)
    return Refuse(options.file, written.error());
  std::cout << "Made the key " << keys.active() << " in " << options.file
            << ". Keep the file where only this program's user can read it.\n";
  return ExitCode::kSuccess;
}

ExitCode AddKey(const KeysOptions& options) {
  auto keys = ReadKeys(options.file);
  if (!keys) return ExitCode::kUsage;
  const std::string added = keys->AddKey(*SystemClock());
  if (const auto written = keys->Replace(options.file); !written)
    return Refuse(options.file, written.error());
  std::cout << "Added the key " << added
            << ". Give the file to all hosts, then run 'authtree keys rotate'.\n";
  return ExitCode::kSuccess;
}

ExitCode RotateKeys(const KeysOptions& options) {
  auto keys = ReadKeys(options.file);
  if (!keys) return ExitCode::kUsage;
  const std::string old = keys->active();
  const std::string active = keys->Rotate(*SystemClock(), std::chrono::minutes(options.keep_minutes));
  if (const auto written = keys->Replace(options.file); !written)
    return Refuse(options.file, written.error());
  std::cout << "The key " << active << " is active. Journeys begun under " << old << " can go on for "
            << options.keep_minutes << " minutes.\n";
  return ExitCode::kSuccess;
}

ExitCode ShowKeys(const KeysOptions& options) {
  const auto keys = ReadKeys(options.file);
  if (!keys) return ExitCode::kUsage;
  for (const KeyFileEntry& entry : keys->entries()) {
    std::cout << entry.id << (entry.id == keys->active() ? "  active" : "");
    if (entry.not_after) std::cout << "  until " << UtcText(*entry.not_after);
    std::cout << '\n';
  }
  return ExitCode::kSuccess;
}

CLI::App* AddPart(CLI::App& command, const char* name, const char* description, KeysOptions& options) {
  CLI::App* part = command.add_subcommand(name, description);
  part->add_option("file", options.file, "Key file (JSON)")->required()->type_name("FILE");
  return part;
}

}  // namespace

Command AddKeysCommand(CLI::App& program) {
  const auto options = std::make_shared<KeysOptions>();
  CLI::App* command = program.add_subcommand("keys", "Make and rotate the keys of sessions and authIds");
  command->footer(kExamples);
  command->require_subcommand(1);
  AddPart(*command, "new", "Make a file with a new key", *options);
  AddPart(*command, "add", "Add the next key, not active yet", *options);
  AddPart(*command, "rotate", "Make the next key active, or a new one", *options)
      ->add_option("--keep", options->keep_minutes,
                   "Minutes for which the old key is good yet; no journey should take longer")
      ->check(CLI::Range(1U, 60U * 24U * 366U).description(""))
      ->type_name("MINUTES")
      ->capture_default_str();
  AddPart(*command, "show", "Show which keys there are, but not the keys", *options);
  auto run = [command, options] {
    if (command->got_subcommand("new")) return MakeKeys(*options);
    if (command->got_subcommand("add")) return AddKey(*options);
    if (command->got_subcommand("rotate")) return RotateKeys(*options);
    return ShowKeys(*options);
  };
  return {command, run};
}

}  // namespace authtree::inline v0::cli
