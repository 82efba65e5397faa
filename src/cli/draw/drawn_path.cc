#include "draw/drawn_path.h"

#include <algorithm>

#include "authtree/core/json.h"

#include "draw/label.h"

namespace authtree::inline v0::cli::draw {
namespace {

// As large as a journey file may be; a run takes at most some thousand steps.
constexpr JsonLimits kTraceLimits{16 * 1024 * 1024, 16};
constexpr std::size_t kMostNamed = 10;

constexpr std::string_view kHowToTrace =
    "Write one with authtree run --trace-file FILE, or with authtree run --json";

bool Flag(const Json& object, std::string_view name) {
  const Json* value = FindMember(object, name);
  return value != nullptr && *value == true;
}

bool AddStep(const Json& json, const std::string& journey, std::vector<TracedStep>& steps) {
  TracedStep step;
  step.node = StringMember(json, "node");
  if (step.node.empty()) return false;
  step.journey = StringMember(json, "journey");
  if (step.journey.empty()) step.journey = journey;
  step.outcome = StringMember(json, "outcome");
  step.asked = Flag(json, "asked");
  // A node that failed may have left by its error outcome.
  step.failed =
      Flag(json, "failed") || FindMember(json, "error") != nullptr || (!step.asked && step.outcome.empty());
  steps.push_back(std::move(step));
  return true;
}

void ReadReport(const Json& report, std::vector<TracedStep>& steps, Diagnostics& diagnostics) {
  const Json& path = report.at("path");
  const std::string journey = StringMember(report, "journey");
  for (std::size_t i = 0; path.is_array() && i < path.size(); ++i) {
    if (!AddStep(path[i], journey, steps)) {
      diagnostics.AddError("/path/" + std::to_string(i), "the step names no node", std::string(kHowToTrace));
      return;
    }
  }
  if (steps.empty()) diagnostics.AddError("/path", "the report has no step", std::string(kHowToTrace));
}

std::string Named(const std::set<std::string>& ids) {
  std::string names;
  std::size_t count = 0;
  for (const std::string& id : ids) {
    if (count++ == kMostNamed) return names + " and " + std::to_string(ids.size() - kMostNamed) + " more";
    names += (names.empty() ? "'" : ", '") + OneLine(id, 60) + "'";
  }
  return names;
}

// Where the ids of a journey lead: a node, or a child of one.
struct Spot {
  std::size_t node = 0;
  std::optional<std::size_t> child;
};

std::map<std::string, Spot, std::less<>> SpotsOf(const Drawing& drawing) {
  std::map<std::string, Spot, std::less<>> spots;
  for (std::size_t node = 0; node < drawing.nodes.size(); ++node) {
    spots[drawing.nodes[node].id] = {node, std::nullopt};
    for (std::size_t child = 0; child < drawing.nodes[node].children.size(); ++child) {
      spots.emplace(drawing.nodes[node].children[child].id, Spot{node, child});
    }
  }
  return spots;
}

}  // namespace

std::vector<TracedStep> ReadTrace(std::string_view text, Diagnostics& diagnostics) {
  std::vector<TracedStep> steps;
  if (const Result<Json> whole = ParseJson(text, kTraceLimits);
      whole && FindMember(*whole, "path") != nullptr) {
    ReadReport(*whole, steps, diagnostics);
    return steps;
  }
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Result<Json> json = ParseJson(line, kTraceLimits);
    if (!json || !AddStep(*json, "", steps)) {
      diagnostics.AddError("line " + std::to_string(number), "this is no step of a trace in JSON",
                           std::string(kHowToTrace));
      return steps;
    }
  }
  if (steps.empty()) diagnostics.AddError("", "the trace has no step", std::string(kHowToTrace));
  return steps;
}

std::optional<DrawnPath> FindPath(const Drawing& drawing, const std::vector<TracedStep>& steps,
                                  Diagnostics& diagnostics) {
  const auto spots = SpotsOf(drawing);
  DrawnPath path;
  std::set<std::string> unknown;
  std::set<std::string> journeys;
  std::size_t number = 0;
  for (const TracedStep& step : steps) {
    const auto found = spots.find(step.node);
    // What happens inside an inner tree shows in the node that stands for it.
    if (found == spots.end() && spots.contains(step.node.substr(0, step.node.find('/')))) continue;
    if (found == spots.end()) {
      unknown.insert(step.node);
      if (!step.journey.empty() && step.journey != drawing.journey) journeys.insert(step.journey);
      continue;
    }
    const Spot& spot = found->second;
    if (spot.child) {
      if (step.failed) path.failed_children.emplace(spot.node, *spot.child);
      continue;
    }
    const DrawnNode& node = drawing.nodes[spot.node];
    path.visits[spot.node].push_back({++number, step.asked, step.failed});
    if (number == 1) {
      path.from_start = drawing.entry.kind == TargetKind::kNode && drawing.entry.node == spot.node;
    }
    if (step.asked || step.outcome.empty()) continue;
    const auto outcome = std::find_if(node.outcomes.begin(), node.outcomes.end(),
                                      [&step](const DrawnOutcome& of) { return of.name == step.outcome; });
    if (outcome == node.outcomes.end()) {
      diagnostics.AddWarning("step " + std::to_string(number),
                             "'" + OneLine(node.display_name, 60) + "' has no outcome '" +
                                 OneLine(step.outcome, 60) + "' in this file",
                             "Draw the file that was run");
      continue;
    }
    path.taken.emplace(spot.node, static_cast<std::size_t>(outcome - node.outcomes.begin()));
  }
  if (unknown.empty()) return path;
  diagnostics.AddError("",
                       "the trace is not of the journey '" + drawing.journey + "': its nodes " +
                           Named(unknown) + " do not occur there",
                       journeys.empty() ? "Draw the file that was run"
                                        : "It is a trace of " + Named(journeys) + "; draw that journey");
  return std::nullopt;
}

}  // namespace authtree::inline v0::cli::draw
