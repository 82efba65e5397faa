#include "test_command.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>

#include "authtree/walk/run_walk.h"

#include "answer_book.h"
#include "findings_report.h"
#include "input_file.h"
#include "junit_report.h"
#include "output_file.h"
#include "path_recorder.h"
#include "terminal.h"

namespace authtree::inline v0::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWalkEnding = ".walk.json";

constexpr const char* kTestExamples = R"(
Examples:
  authtree test walks/register.walk.json
  authtree test walks --junit results.xml
  authtree test walks/login.walk.json --answer "Password=..."
  authtree test walks/register.walk.json --update
  authtree test --schema > walk.schema.json

A walk file says what a journey asks, what is answered, and how it ends; docs/walk-files.md describes it. Record
one with: authtree run JOURNEY.json --simulate --digipass --record walks/register.walk.json

A walk takes milliseconds: everything runs in this process, with the simulated service, on a clock of its own.

Exit codes: 0 every walk passed or was skipped, 1 one failed, 2 usage or findings.)";

// Every walk file of a directory and those below it, by name.
std::vector<std::string> WalksIn(const fs::path& directory) {
  std::vector<std::string> walks;
  std::error_code failure;
  for (auto entry = fs::recursive_directory_iterator(directory, failure);
       !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
    std::error_code unreadable;
    if (!entry->is_regular_file(unreadable)) continue;
    if (entry->path().filename().string().ends_with(kWalkEnding)) walks.push_back(entry->path().string());
  }
  std::sort(walks.begin(), walks.end());
  return walks;
}

std::vector<std::string> FindWalks(const std::vector<std::string>& paths, Diagnostics& diagnostics) {
  std::vector<std::string> walks;
  if (paths.empty()) {
    diagnostics.AddError("WALK", "no walk is named",
                         "Name walk files or directories; see authtree test --help");
  }
  for (const std::string& path : paths) {
    std::error_code failure;
    if (!fs::is_directory(path, failure)) {
      walks.push_back(path);
      continue;
    }
    const std::vector<std::string> found = WalksIn(path);
    if (found.empty()) {
      diagnostics.AddError(path, "the directory holds no walk", "Walk files end with .walk.json");
    }
    walks.insert(walks.end(), found.begin(), found.end());
  }
  return walks;
}

walk::WalkOptions ReadOptions(const TestOptions& options, Diagnostics& diagnostics) {
  walk::WalkOptions walk_options;
  walk_options.answers = ReadAnswers(options.answers_file, options.answers, diagnostics).All();
  const char* ci = std::getenv("CI");
  if (ci != nullptr && std::string_view(ci) == "true") {
    walk_options.missing_journey = walk::MissingJourney::kUnusable;
  }
  return walk_options;
}

// Brings the expectations of a walk up to date. True when the file was written.
bool Update(const std::string& path, const walk::WalkOptions& options, walk::WalkReport& report) {
  const Result<std::string> text = ReadInputFile(path);
  if (!text) return false;
  walk::ParsedWalk parsed = walk::ParseWalk(*text);
  if (parsed.diagnostics.has_errors()) return false;
  walk::WrittenWalk updated = walk::UpdateWalk(std::move(parsed.walk), fs::path(path).parent_path(), options);
  if (updated.report.verdict != walk::WalkVerdict::kPassed) return false;
  if (!WriteOutputFile(path, walk::WalkText(updated.walk))) return false;
  updated.report.file = report.file;
  updated.report.name = report.name;
  report = std::move(updated.report);
  return true;
}

std::string Word(walk::WalkVerdict verdict) {
  switch (verdict) {
    case walk::WalkVerdict::kPassed:
      return "ok      ";
    case walk::WalkVerdict::kFailed:
      return "FAILED  ";
    case walk::WalkVerdict::kSkipped:
      return "skipped ";
    case walk::WalkVerdict::kUnusable:
      return "FINDINGS";
  }
  return "FAILED  ";
}

void PrintLines(const char* title, const std::vector<std::string>& lines) {
  std::cout << "  " << title << '\n';
  for (const std::string& line : lines) std::cout << "    " << Printable(line) << '\n';
}

void Print(const walk::WalkReport& report, const TestOptions& options, bool updated) {
  std::cout << Word(report.verdict) << "  " << Printable(report.file);
  if (report.name != fs::path(report.file).filename().string()) std::cout << "  " << Printable(report.name);
  std::cout << "  " << InMilliseconds(report.took) << (updated ? "  updated\n" : "\n");
  if (options.verbose && report.rounds > 0) {
    PrintLines("path", report.path);
    PrintLines("calls", report.calls);
    std::cout << "  time that passed  " << InMilliseconds(report.passed) << '\n';
  }
  std::cout << walk::Explain(report);
}

std::size_t Count(const std::vector<walk::WalkReport>& reports, walk::WalkVerdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(reports.begin(), reports.end(),
                    [verdict](const walk::WalkReport& report) { return report.verdict == verdict; }));
}

void PrintSummary(const std::vector<walk::WalkReport>& reports) {
  std::chrono::steady_clock::duration took{};
  for (const walk::WalkReport& report : reports) took += report.took;
  std::cout << reports.size() << (reports.size() == 1 ? " walk: " : " walks: ")
            << Count(reports, walk::WalkVerdict::kPassed) << " passed, "
            << Count(reports, walk::WalkVerdict::kFailed) << " failed";
  if (const std::size_t skipped = Count(reports, walk::WalkVerdict::kSkipped); skipped > 0) {
    std::cout << ", " << skipped << " skipped";
  }
  if (const std::size_t unusable = Count(reports, walk::WalkVerdict::kUnusable); unusable > 0) {
    std::cout << ", " << unusable << " with findings";
  }
  std::cout << ", " << InMilliseconds(took) << '\n';
}

double Milliseconds(std::chrono::steady_clock::duration took) {
  return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()) / 1000.0;
}

OrderedJson ReportJson(const walk::WalkReport& report) {
  OrderedJson json;
  json["file"] = report.file;
  json["name"] = report.name;
  json["result"] = walk::WalkVerdictName(report.verdict);
  json["rounds"] = report.rounds;
  json["durationMs"] = Milliseconds(report.took);
  json["passedMs"] = Milliseconds(report.passed);
  json["partings"] = OrderedJson::array();
  for (const walk::Parting& parting : report.partings) {
    OrderedJson entry;
    if (parting.round > 0) entry["round"] = parting.round;
    entry["place"] = parting.place;
    entry["expected"] = parting.expected;
    entry["got"] = parting.got;
    if (!parting.asked.empty()) entry["asked"] = parting.asked;
    if (!parting.nearest.empty()) entry["nearest"] = parting.nearest;
    json["partings"].push_back(std::move(entry));
  }
  json["findings"] = FindingsJson(report.findings);
  json["path"] = report.path;
  json["calls"] = report.calls;
  return json;
}

ExitCode ExitOf(const std::vector<walk::WalkReport>& reports) {
  if (Count(reports, walk::WalkVerdict::kUnusable) > 0) return ExitCode::kUsage;
  return Count(reports, walk::WalkVerdict::kFailed) > 0 ? ExitCode::kDenied : ExitCode::kSuccess;
}

}  // namespace

ExitCode TestWalks(const TestOptions& options) {
  if (options.schema) {
    std::cout << walk::WalkSchema().dump(2) << '\n';
    return ExitCode::kSuccess;
  }
  Diagnostics diagnostics;
  const std::vector<std::string> walks = FindWalks(options.walks, diagnostics);
  const walk::WalkOptions walk_options = ReadOptions(options, diagnostics);
  std::cerr << diagnostics.ToText();
  if (diagnostics.has_errors()) return ExitCode::kUsage;

  std::vector<walk::WalkReport> reports;
  OrderedJson list = OrderedJson::array();
  for (const std::string& path : walks) {
    walk::WalkReport report = walk::RunWalk(path, walk_options);
    const bool updated =
        options.update && report.verdict == walk::WalkVerdict::kFailed && Update(path, walk_options, report);
    if (options.json) {
      list.push_back(ReportJson(report));
      if (updated) list.back()["updated"] = true;
    } else {
      Print(report, options, updated);
    }
    reports.push_back(std::move(report));
  }
  if (options.json) {
    std::cout << list.dump(2, ' ', false, OrderedJson::error_handler_t::replace) << '\n';
  } else {
    PrintSummary(reports);
  }
  if (!options.junit.empty() && !WriteOutputFile(options.junit, JunitReport(reports))) {
    std::cerr << "error at --junit: '" << options.junit << "' cannot be written. Check the directory\n";
    return ExitCode::kUsage;
  }
  return ExitOf(reports);
}

Command AddTestCommand(CLI::App& program) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = program.add_subcommand("test", "Walk journeys as walk files say, and compare");
  command->footer(kTestExamples);
  command
      ->add_option("walks", options->walks,
                   "Walk files (JSON), and directories of which every *.walk.json is walked")
      ->type_name("WALK");
  command
      ->add_option("--answer", options->answers,
                   "Answer where a walk has {\"from\": \"answers\"}: a secret that is not in the file")
      ->type_name("PROMPT-OR-ID=VALUE")
      ->allow_extra_args(false);
  command->add_option("--answers", options->answers_file, "Such answers as a JSON object")->type_name("FILE");
  command->add_option("--junit", options->junit, "Write the results as JUnit XML")->type_name("FILE");
  command->add_flag("--json", options->json, "Print the results as JSON");
  command->add_flag("--verbose", options->verbose, "Print path and calls of every walk");
  command->add_flag("--update", options->update,
                    "Replace expectations that do not hold by what happens; answers stay");
  command->add_flag("--schema", options->schema, "Print the JSON Schema of walk files");
  return {command, [options] { return TestWalks(*options); }};
}

}  // namespace authtree::inline v0::cli
