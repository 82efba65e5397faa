#include "check_command.h"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "authtree/engine/journey.h"

#include "findings_report.h"
#include "input_file.h"
#include "journey_source.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kCheckExamples = R"(
Examples:
  authtree check register.journey.json
  authtree check --strict --json journeys/*.json

Exit codes: 0 no errors (with --strict: no warnings either), 2 otherwise. Notes do not count.)";

struct CheckedFile {
  std::string path;
  std::vector<std::string> journeys;
  Diagnostics diagnostics;
};

CheckedFile CheckFile(const std::string& path, const NodeRegistry& registry) {
  CheckedFile checked;
  checked.path = path;
  const Result<std::string> text = ReadInputFile(path);
  if (!text) {
    checked.diagnostics.AddError("", text.error().Describe());
    return checked;
  }
  LoadedJourneys loaded = LoadJourneys(*text, registry);
  for (const auto& journey : loaded.journeys) checked.journeys.push_back(journey->id());
  checked.diagnostics = std::move(loaded.diagnostics);
  return checked;
}

void PrintText(const CheckedFile& checked) {
  Diagnostics placed;
  AddFindingsOf(checked.path, checked.diagnostics, placed);
  std::cout << placed.ToText();
  for (const std::string& journey : checked.journeys) {
    std::cout << checked.path << ": journey '" << journey << "' can be run\n";
  }
}

OrderedJson ToJson(const CheckedFile& checked) {
  OrderedJson json;
  json["file"] = checked.path;
  json["journeys"] = checked.journeys;
  json["findings"] = FindingsJson(checked.diagnostics);
  return json;
}

}  // namespace

ExitCode CheckJourneys(const CheckOptions& options) {
  const NodeRegistry registry = MakeRegistry(nullptr);
  bool passed = true;
  OrderedJson report = OrderedJson::array();
  for (const std::string& path : options.files) {
    const CheckedFile checked = CheckFile(path, registry);
    const bool strict_finding = options.strict && checked.diagnostics.has_warnings();
    passed = passed && !checked.diagnostics.has_errors() && !strict_finding;
    if (options.json) {
      report.push_back(ToJson(checked));
    } else {
      PrintText(checked);
    }
  }
  if (options.json) std::cout << report.dump(2, ' ', false, OrderedJson::error_handler_t::replace) << '\n';
  return passed ? ExitCode::kSuccess : ExitCode::kUsage;
}

Command AddCheckCommand(CLI::App& program) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* command = program.add_subcommand("check", "Print every finding of journey files");
  command->footer(kCheckExamples);
  command->add_option("files", options->files, "Journey exports (JSON)")->required()->type_name("FILE");
  command->add_flag("--strict", options->strict, "Count warnings as well");
  command->add_flag("--json", options->json, "Print the findings as JSON");
  return {command, [options] { return CheckJourneys(*options); }};
}

}  // namespace authtree::inline v0::cli
