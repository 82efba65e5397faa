#include "walk_recorder.h"

#include <filesystem>
#include <iostream>
#include <utility>

#include "authtree/core/json.h"
#include "authtree/node/well_known_keys.h"
#include "authtree/nodes/onespan_nodes.h"

#include "input_file.h"
#include "output_file.h"

namespace authtree::inline v0::cli {
namespace {

namespace fs = std::filesystem;

std::string NameOf(const Callback& callback) {
  for (std::string name : {callback.prompt(), callback.hidden_id()}) {
    if (!name.empty()) return name;
  }
  return std::string(CallbackTypeName(callback.type()));
}

bool IsSecretAnswer(const Callback& callback) {
  return callback.type() == CallbackType::kPassword || callback.type() == CallbackType::kHiddenValue ||
         keys::IsSecret(callback.prompt());
}

Secret TextOf(const Value& value) {
  if (const Secret* secret = value.secret()) return secret->Clone();
  const Json& json = *value.json();
  return json.is_string() ? Secret(json.get_ref<const std::string&>()) : Secret(DumpJson(json));
}

walk::WalkOutcome OutcomeOf(ExitCode result) {
  switch (result) {
    case ExitCode::kSuccess:
      return walk::WalkOutcome::kSuccess;
    case ExitCode::kDenied:
      return walk::WalkOutcome::kDenied;
    case ExitCode::kUsage:
    case ExitCode::kFailed:
      return walk::WalkOutcome::kFailed;
  }
  return walk::WalkOutcome::kFailed;
}

// The directory a file lies in, as a path that does not depend on where the program runs.
fs::path DirectoryOf(const std::string& file) {
  std::error_code failure;
  return fs::absolute(file, failure).lexically_normal().parent_path();
}

}  // namespace

void WalkRecorder::Check(Diagnostics& diagnostics) const {
  if (options_.record_secrets && options_.record.empty()) {
    diagnostics.AddError("--record-secrets", "nothing is recorded", "Add --record FILE");
  }
  if (options_.record.empty()) return;
  if (!options_.service.simulate) {
    diagnostics.AddError("--record", "a walk is walked with the simulated service only", "Add --simulate");
  }
  std::error_code failure;
  if (!fs::is_directory(DirectoryOf(options_.record), failure)) {
    diagnostics.AddError("--record", "the directory of '" + options_.record + "' is not there",
                         "Make it first, or name another file");
  }
}

void WalkRecorder::Add(const Prompt& prompt, const Answers& answers,
                       const std::vector<AnswerOrigin>& origins) {
  walk::WalkRound round;
  const std::vector<Callback>& callbacks = prompt.callbacks();
  for (std::size_t i = 0; i < callbacks.size() && i < origins.size() && i < answers.answers().size(); ++i) {
    const Answer& answer = answers.answers()[i];
    if (origins[i] == AnswerOrigin::kUntouched || answer.inputs().empty()) continue;
    round.answers[NameOf(callbacks[i])].push_back(
        Recorded(callbacks[i], answer.inputs().front().value, origins[i]));
  }
  rounds_.push_back(std::move(round));
}

walk::WalkAnswer WalkRecorder::Recorded(const Callback& callback, const Value& value, AnswerOrigin origin) {
  walk::WalkAnswer answer;
  if (origin == AnswerOrigin::kDigipass) {
    answer.source = walk::WalkAnswer::Source::kDigipass;
  } else if (IsSecretAnswer(callback) && !options_.record_secrets) {
    answer.source = walk::WalkAnswer::Source::kGiven;
    given_.answers[NameOf(callback)].push_back(TextOf(value));
  } else if (const Secret* secret = value.secret()) {
    answer.value = std::string(secret->Expose());
  } else {
    answer.value = *value.json();
  }
  return answer;
}

walk::WalkFile WalkRecorder::Draft(const std::string& journey) const {
  walk::WalkFile draft;
  draft.name = journey;
  std::error_code failure;
  const fs::path file = fs::absolute(options_.file, failure).lexically_normal();
  draft.journey.file = file.lexically_relative(DirectoryOf(options_.record)).generic_string();
  draft.journey.id = journey;
  draft.settings.client_ip = options_.client_ip;
  draft.settings.digipass = options_.digipass;
  for (const std::string& host : options_.service.identity_hosts) {
    if (Result<std::string> read = CommandHost(host)) {
      draft.settings.identity_hosts.push_back(*std::move(read));
    }
  }
  draft.settings.application_ref = options_.service.application_ref;
  if (!options_.service.simulator_config.empty()) {
    const Result<std::string> text = ReadInputFile(options_.service.simulator_config);
    const Result<Json> config = text ? ParseJson(*text) : Result<Json>(Json::object());
    if (config) draft.settings.simulator = *config;
  }
  draft.rounds = rounds_;
  return draft;
}

bool WalkRecorder::Write(const std::string& journey, ExitCode result) {
  const walk::WrittenWalk written = walk::RecordWalk(Draft(journey), DirectoryOf(options_.record), given_);
  const bool same =
      written.report.verdict == walk::WalkVerdict::kPassed && written.walk.end.outcome == OutcomeOf(result);
  if (!same) {
    std::cerr << "error at --record: the run cannot be repeated, and nothing was written\n"
              << walk::Explain(written.report);
    return false;
  }
  if (!WriteOutputFile(options_.record, walk::WalkText(written.walk))) {
    std::cerr << "error at --record: '" << options_.record << "' cannot be written\n";
    return false;
  }
  std::cerr << "The walk was written to " << options_.record << ". Repeat it with: authtree test "
            << options_.record;
  for (const auto& [name, values] : given_.answers) std::cerr << " --answer \"" << name << "=...\"";
  std::cerr << '\n';
  return true;
}

}  // namespace authtree::inline v0::cli
