#include "authtree/walk/run_walk.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "authtree/core/clock.h"
#include "authtree/engine/journey.h"

#include "compare.h"
#include "compare_prompt.h"
#include "walk_world.h"
#include "walker.h"
#include "write_down.h"

namespace authtree::inline v0::walk {
namespace {

constexpr std::size_t kMostWalkBytes = std::size_t{4} * 1024 * 1024;
// How often a recorded walk is walked again to find what changes from run to run.
constexpr int kRepeats = 3;

/// The content of a file. Nothing when it cannot be read; cut behind `max_bytes`, which parsers refuse.
std::optional<std::string> ReadWholeFile(const std::filesystem::path& path, std::size_t max_bytes) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure) || failure) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string content;
  std::string block(std::size_t{64} * 1024, '\0');
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    content.append(block, 0, static_cast<std::size_t>(file.gcount()));
    if (content.size() > max_bytes) break;
  }
  return content;
}

std::string IdsOf(const LoadedJourneys& loaded) {
  std::string ids;
  for (const auto& journey : loaded.journeys) ids += (ids.empty() ? "'" : ", '") + journey->id() + "'";
  return ids.empty() ? "It has none" : "It has " + ids;
}

// The findings that keep a journey from being walked; those of other journeys in the file do not.
void AddJourneyFindings(const LoadedJourneys& loaded, const WalkedJourney& wanted, Diagnostics& findings) {
  if (loaded.diagnostics.has_errors()) {
    for (const Finding& finding : loaded.diagnostics.findings()) {
      if (finding.severity != Severity::kError) continue;
      findings.AddError(wanted.file + (finding.place.empty() ? "" : " at " + finding.place), finding.problem,
                        finding.fix);
    }
    return;
  }
  if (wanted.id.empty()) {
    findings.AddError("/journey/id", "is missing, and the file holds several journeys", IdsOf(loaded));
  } else {
    findings.AddError("/journey/id", "is no journey of the file", IdsOf(loaded));
  }
}

/// The journey of a walk. Null after findings, and when it may be skipped.
std::shared_ptr<const Journey> LoadWalkedJourney(const WalkFile& walk, const std::filesystem::path& directory,
                                                 const WalkOptions& options, const NodeRegistry& registry,
                                                 WalkReport& report) {
  const std::optional<std::string> text =
      ReadWholeFile(directory / walk.journey.file, kJourneyFileLimits.max_bytes);
  if (!text) {
    if (walk.journey.optional && options.missing_journey == MissingJourney::kSkipped) {
      report.verdict = WalkVerdict::kSkipped;
    } else {
      report.findings.AddError("/journey/file", "the file '" + walk.journey.file + "' cannot be read",
                               "Name it relative to the walk file");
    }
    return nullptr;
  }
  const LoadedJourneys loaded = LoadJourneys(*text, registry);
  std::shared_ptr<const Journey> journey = loaded.Find(walk.journey.id);
  if (journey == nullptr) {
    AddJourneyFindings(loaded, walk.journey, report.findings);
  } else if (!journey->enabled()) {
    report.findings.AddError("/journey", "the journey '" + journey->id() + "' is disabled",
                             "Set its \"enabled\" to true");
    return nullptr;
  }
  return journey;
}

/// One walk and what came of it.
struct Attempt {
  WalkReport report;
  WalkTrace trace;
  bool walked = false;
};

Attempt TryWalk(const WalkFile& walk, const std::filesystem::path& directory, const WalkOptions& options) {
  const std::shared_ptr<const Clock> real = SystemClock();
  const auto began = real->SteadyNow();
  Attempt attempt;
  attempt.report.name = walk.name;
  // A walk that was made by hand may have settings that no file could have.
  attempt.report.findings = ParseWalk(WalkText(walk)).diagnostics;
  if (attempt.report.findings.has_errors()) return attempt;
  WalkWorld world(walk.settings, options);
  const std::shared_ptr<const Journey> journey =
      LoadWalkedJourney(walk, directory, options, world.registry(), attempt.report);
  if (journey == nullptr) return attempt;
  if (!walk.settings.activated.empty() && !world.ActivateFor(walk.settings.activated)) {
    attempt.report.findings.AddError("/settings/activated",
                                     "is no user for whom the Digipass can be activated",
                                     "Let the settings of the simulator have a license that is free, and a "
                                     "Digipass that shows right codes");
    return attempt;
  }
  attempt.trace = Walker(walk, options, world).Walk(journey);
  attempt.walked = true;
  WalkReport& report = attempt.report;
  report.partings = Compare(walk, attempt.trace);
  report.verdict = report.partings.empty() ? WalkVerdict::kPassed : WalkVerdict::kFailed;
  report.rounds = attempt.trace.prompts.size();
  for (const PathStep& step : attempt.trace.steps) report.path.push_back(step.Text());
  report.calls = attempt.trace.calls;
  report.passed = attempt.trace.passed;
  report.took = real->SteadyNow() - began;
  return attempt;
}

void DropWhatFollows(WalkRound& round) {
  round.answers.clear();
  round.advance.reset();
  round.faults.reset();
  round.script = Json::object();
  round.activate_online.clear();
  round.administrator = AdministratorActs();
}

// What was expected and holds stays, what does not becomes what was asked; nothing new is expected.
ExpectedPrompt Updated(const ExpectedPrompt& old, const SeenPrompt& seen) {
  ExpectedPrompt now = WriteDown(seen);
  const auto refresh = [](std::optional<Matcher>& fresh, const std::optional<Matcher>& kept,
                          const std::string& text) {
    if (!kept) fresh.reset();
    if (kept && kept->Accepts(text)) fresh = kept;
  };
  refresh(now.header, old.header, seen.header);
  refresh(now.description, old.description, seen.description);
  refresh(now.stage, old.stage, seen.stage);
  if (!old.callbacks && old.includes.empty()) now.callbacks.reset();
  ExpectedPrompt some;
  some.includes = old.includes;
  if (!old.includes.empty() && ComparePrompt(some, "", seen).empty()) {
    now.callbacks.reset();
    now.includes = old.includes;
  }
  if (!old.callbacks) return now;
  for (std::size_t i = 0; i < std::min(old.callbacks->size(), seen.callbacks.size()); ++i) {
    SeenPrompt one;
    one.callbacks.push_back(seen.callbacks[i].Clone());
    ExpectedPrompt kept;
    kept.includes.push_back((*old.callbacks)[i]);
    if (ComparePrompt(kept, "", one).empty()) (*now.callbacks)[i] = (*old.callbacks)[i];
  }
  return now;
}

// Expectations that a second walk did not meet are of values that change: they become matchers of anything.
WalkFile Loosened(const WalkFile& walk, const std::vector<Parting>& partings) {
  WalkFile loose = walk;
  const Result<Json> read = ParseJson(WalkText(walk));
  if (!read) return loose;
  Json json = *read;
  for (const Parting& parting : partings) {
    for (const char* lines : {"path", "calls"}) {
      if (parting.place.starts_with(PointerTo("/end", lines))) json["end"].erase(lines);
    }
    const Json::json_pointer place(parting.place);
    if (json.contains(place) && !json.at(place).is_structured()) json.at(place) = Matcher::Any().ToJson();
  }
  ParsedWalk parsed = ParseWalk(DumpJson(json));
  if (!parsed.diagnostics.has_errors()) loose = std::move(parsed.walk);
  return loose;
}

/// Walks until what was written down holds, whatever changes from run to run.
WrittenWalk Settled(WalkFile walk, const std::filesystem::path& directory, const WalkOptions& options) {
  WrittenWalk written;
  written.walk = std::move(walk);
  for (int i = 0; i < kRepeats; ++i) {
    written.report = TryWalk(written.walk, directory, options).report;
    if (written.report.verdict != WalkVerdict::kFailed) break;
    written.walk = Loosened(written.walk, written.report.partings);
  }
  return written;
}

}  // namespace

WalkReport RunWalk(const WalkFile& walk, const std::filesystem::path& directory, const WalkOptions& options) {
  return TryWalk(walk, directory, options).report;
}

WalkReport RunWalk(const std::filesystem::path& file, const WalkOptions& options) {
  WalkReport report;
  if (const std::optional<std::string> text = ReadWholeFile(file, kMostWalkBytes)) {
    const ParsedWalk parsed = ParseWalk(*text);
    if (parsed.diagnostics.has_errors()) {
      report.findings = parsed.diagnostics;
    } else {
      report = RunWalk(parsed.walk, file.parent_path(), options);
    }
  } else {
    report.findings.AddError("", "the walk file cannot be read", "Check its name and permissions");
  }
  report.file = file.string();
  if (report.name.empty()) report.name = file.filename().string();
  return report;
}

WrittenWalk RecordWalk(WalkFile walk, const std::filesystem::path& directory, const WalkOptions& options) {
  for (WalkRound& round : walk.rounds) round.ask = ExpectedPrompt();
  walk.end = ExpectedEnd();
  Attempt attempt = TryWalk(walk, directory, options);
  if (!attempt.walked) return {std::move(attempt.report), std::move(walk)};
  const WalkTrace& trace = attempt.trace;
  walk.rounds.resize(trace.prompts.size());
  for (std::size_t i = 0; i < trace.prompts.size(); ++i) walk.rounds[i].ask = WriteDown(trace.prompts[i]);
  walk.end = WriteDownEnd(trace);
  if (walk.end.outcome == WalkOutcome::kAsks) DropWhatFollows(walk.rounds.back());
  return Settled(std::move(walk), directory, options);
}

WrittenWalk UpdateWalk(WalkFile walk, const std::filesystem::path& directory, const WalkOptions& options) {
  Attempt attempt = TryWalk(walk, directory, options);
  const WalkTrace& trace = attempt.trace;
  const bool stuck = trace.stopped || trace.prompts.size() > walk.rounds.size();
  if (!attempt.walked || attempt.report.ok() || stuck) return {std::move(attempt.report), std::move(walk)};
  walk.rounds.resize(trace.prompts.size());
  for (std::size_t i = 0; i < walk.rounds.size(); ++i) {
    walk.rounds[i].ask = Updated(walk.rounds[i].ask, trace.prompts[i]);
  }
  walk.end = WriteDownEnd(trace, walk.end, attempt.report.partings);
  return Settled(std::move(walk), directory, options);
}

}  // namespace authtree::inline v0::walk
