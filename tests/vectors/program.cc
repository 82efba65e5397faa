#include "program.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <system_error>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"

#include "recorded_case.h"
#include "report.h"
#include "run_case.h"
#include "verdict.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr int kUnexplained = 1;
constexpr int kUnusable = 2;
constexpr std::string_view kMeta = "_meta";
constexpr JsonLimits kFileLimits{.max_bytes = 256UL * 1024UL * 1024UL, .max_depth = 64};

constexpr std::string_view kHelp =
    R"(usage: authtree_vectors DIR [--node TYPE] [--case NAME] [--verbose] [--json]

Gives our nodes what the reference's nodes were given in the recorded cases of DIR, and compares what they did:
outcome, requests, state, callbacks. A case is equal, deviates by decisions, or is unexplained.

  --node TYPE   only the cases of one node type
  --case NAME   only the cases of that name
  --verbose     every case with every difference and its decision
  --json        one JSON object instead of the table
  --help        this text

Exit status: 0 nothing is unexplained, 1 something is, 2 the arguments or the files cannot be used.

Examples:
  authtree_vectors ../shared/vectors
  authtree_vectors ../shared/vectors --node OS_Auth_UserLoginNode
  authtree_vectors ../shared/vectors --node OS_Auth_UserLoginNode --case row_pending_11 --verbose
  authtree_vectors ../shared/vectors --json | jq '.types'
)";

struct Options {
  std::string directory{};
  std::string node{};
  std::string name{};
  bool verbose = false;
  bool json = false;
  bool help = false;
};

/// The options, or nothing after a message.
std::optional<Options> Parse(const std::vector<std::string>& arguments, std::ostream& err) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const bool takes_value = argument == "--node" || argument == "--case";
    if (takes_value && i + 1 == arguments.size()) {
      err << argument << " needs a value. See --help.\n";
      return std::nullopt;
    }
    if (takes_value) {
      (argument == "--node" ? options.node : options.name) = arguments[++i];
    } else if (argument == "--verbose") {
      options.verbose = true;
    } else if (argument == "--json") {
      options.json = true;
    } else if (argument == "--help" || argument == "-h") {
      options.help = true;
    } else if (!argument.empty() && argument.front() != '-' && options.directory.empty()) {
      options.directory = argument;
    } else {
      err << "'" << argument << "' is not understood. See --help.\n";
      return std::nullopt;
    }
  }
  if (options.directory.empty() && !options.help) {
    err << "The directory of the recorded cases is missing. See --help.\n";
    return std::nullopt;
  }
  return options;
}

/// The types of which there is a file, sorted.
std::vector<std::string> TypesIn(const std::filesystem::path& directory, Diagnostics& findings) {
  std::vector<std::string> types;
  std::error_code problem;
  std::filesystem::directory_iterator entries(directory, problem);
  if (problem) {
    findings.AddError(directory.string(), "is no directory that can be read",
                      "Name the directory of the cases");
    return types;
  }
  for (const auto& entry : entries) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() == ".json" && stem.substr(0, 1) != "_") types.push_back(stem);
  }
  std::sort(types.begin(), types.end());
  if (types.empty())
    findings.AddError(directory.string(), "has no *.json", "Name the directory of the cases");
  return types;
}

std::optional<Json> ReadFile(const std::filesystem::path& path, Diagnostics& findings) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) {
    findings.AddError(path.string(), "cannot be read", "Check that the file is there and may be read");
    return std::nullopt;
  }
  Result<Json> json = ParseJson(text.str(), kFileLimits);
  if (!json) {
    findings.AddError(path.string(), "is no JSON: " + json.error().Describe(),
                      "Record or copy the file again");
    return std::nullopt;
  }
  return *std::move(json);
}

void AddWithFile(const std::filesystem::path& path, const Diagnostics& found, Diagnostics& findings) {
  for (Finding finding : found.findings()) {
    finding.place = path.string() + " " + finding.place;
    findings.Add(std::move(finding));
  }
}

NodeDefaults ReadDefaults(const std::filesystem::path& directory, Diagnostics& findings) {
  const std::filesystem::path path = directory / (std::string(kMeta) + ".json");
  const std::optional<Json> meta = ReadFile(path, findings);
  if (!meta) return {};
  Diagnostics found;
  NodeDefaults defaults = NodeDefaults::Read(*meta, found);
  AddWithFile(path, found, findings);
  return defaults;
}

Report RunAll(const Options& options, Diagnostics& findings) {
  Report report;
  const std::filesystem::path directory(options.directory);
  const std::vector<std::string> types = TypesIn(directory, findings);
  if (types.empty()) return report;
  const NodeDefaults defaults = ReadDefaults(directory, findings);
  for (const std::string& type : types) {
    if (!options.node.empty() && options.node != type) continue;
    const std::filesystem::path path = directory / (type + ".json");
    const std::optional<Json> file = ReadFile(path, findings);
    if (!file) continue;
    Diagnostics found;
    for (const RecordedCase& recorded : ReadCases(type, *file, found)) {
      if (!options.name.empty() && options.name != recorded.name) continue;
      report.Add(Judge(recorded, RunCase(recorded), defaults));
    }
    AddWithFile(path, found, findings);
  }
  if (report.empty() && !findings.has_errors()) {
    findings.AddError(options.directory, "has no such case", "Check --node and --case");
  }
  return report;
}

}  // namespace

int RunProgram(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  const std::optional<Options> options = Parse(arguments, err);
  if (!options) return kUnusable;
  if (options->help) {
    out << kHelp;
    return 0;
  }
  Diagnostics findings;
  const Report report = RunAll(*options, findings);
  if (options->json) {
    out << DumpJson(report.ToJson()) << '\n';
  } else if (!report.empty()) {
    report.Print(out);
    if (options->verbose) report.PrintAll(out);
  }
  err << findings.ToText(Severity::kWarning);
  if (findings.has_errors()) return kUnusable;
  return report.unexplained() ? kUnexplained : 0;
}

}  // namespace authtree::inline v0::vectors
