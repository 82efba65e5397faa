#include "run_command.h"

#include <iostream>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/engine/fan_out_observer.h"
#include "authtree/walk/drive.h"

#include "audit_setup.h"
#include "dialog.h"
#include "drive.h"
#include "input_file.h"
#include "journey_source.h"
#include "path_recorder.h"
#include "run_report.h"
#include "service_connection.h"
#include "service_options.h"
#include "trace_file.h"
#include "walk_recorder.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kRunExamples = R"(
Examples:
  authtree run register.journey.json --simulate --digipass --answer "User Name=jdoe"
  authtree run register.journey.json --simulate --digipass
  authtree run register.journey.json --simulate --digipass --record register.walk.json
  authtree run register.journey.json --tenant acme --environment Staging_EU1 \
      --client-cert asp.pem --client-key asp.key

Exit codes: 0 success, 1 denied, 2 usage or findings, 3 failed.)";

// A journey that still asks after so many rounds goes in circles.
constexpr std::size_t kMostRounds = 1000;

// State keys that name the authenticator; see nodes/onespan.
constexpr std::string_view kLicenseKey = "ostid_digi_serial";
constexpr std::string_view kInstanceKey = "ostid_instance_serial";

std::optional<std::string> ReadFingerprint(const RunOptions& options, Diagnostics& diagnostics) {
  if (options.cddc_file.empty()) return std::nullopt;
  Result<std::string> text = ReadInputFile(options.cddc_file);
  if (!text) {
    diagnostics.AddError("--cddc", text.error().Describe());
    return std::nullopt;
  }
  const Result<Json> json = ParseJson(*text);
  if (!json || !json->is_object()) {
    diagnostics.AddError("--cddc", "'" + options.cddc_file + "' holds no JSON object",
                         "Give the device data that a browser's collector made");
    return std::nullopt;
  }
  return std::move(*text);
}

std::string StateText(const JourneyState& state, std::string_view key) {
  const Value* value = state.Find(key);
  return value == nullptr ? std::string() : ValueCodec<std::string>::Read(*value).value_or("");
}

void SayAll(const Diagnostics& diagnostics) { std::cerr << diagnostics.ToText(Severity::kWarning); }

// Carries a journey from its first round to its end.
class JourneyRun {
 public:
  JourneyRun(const RunOptions& options, const Terminal& terminal, TraceFile& trace, Dialog dialog,
             PickedJourney picked, std::shared_ptr<audit::Auditor> auditor,
             std::shared_ptr<const Clock> clock, WalkRecorder& walk_recorder)
      : options_(options),
        terminal_(terminal),
        trace_(trace),
        dialog_(std::move(dialog)),
        journey_(std::move(picked.journey)),
        clock_(std::move(clock)),
        walk_recorder_(walk_recorder),
        recorder_(std::make_shared<PathRecorder>([this](const TakenStep& step) {
          if (options_.trace) terminal_.SayFaint(TraceLine(step));
          trace_.Write(journey_->id(), step);
        })),
        engine_(clock_, std::make_shared<FanOutObserver>(
                            std::vector<std::shared_ptr<Observer>>{recorder_, std::move(auditor)})) {}

  RunReport Run() {
    const auto began = clock_->SteadyNow();
    RunReport report;
    report.journey = journey_->id();
    RoundResult result = walk::DriveRound(context_, engine_.Begin(journey_, NewRequest()));
    ++report.rounds;
    while (Prompt* prompt = std::get_if<Prompt>(&result)) {
      if (report.rounds >= kMostRounds) {
        result = Failed{Error(ErrorCode::kInternal, "The journey asked too often.")
                            .With(Fact::kLimit, std::to_string(kMostRounds))};
        break;
      }
      Result<Answers> answers = dialog_.Answer(*prompt);
      if (!answers) {
        report.result = ExitCode::kUsage;
        report.error = answers.error();
        for (const std::string& missing : dialog_.missing()) {
          terminal_.SayError("No answer for \"" + missing + "\". Add --answer \"" + missing + "=VALUE\"");
        }
        break;
      }
      walk_recorder_.Add(*prompt, *answers, dialog_.origins());
      if (dialog_.wait().count() > 0) WaitOn(context_, dialog_.wait());
      auto session = std::make_unique<JourneySession>(std::move(prompt->session));
      result = walk::DriveRound(
          context_, engine_.Submit(journey_, std::move(session), NextRequest(), std::move(*answers)));
      ++report.rounds;
    }
    Conclude(result, report);
    report.took = clock_->SteadyNow() - began;
    report.steps = recorder_->steps();
    report.messages = dialog_.messages();
    for (const std::string& unused : dialog_.UnusedAnswers()) {
      terminal_.SayError("The answer to \"" + unused + "\" was never asked for.");
    }
    return report;
  }

 private:
  [[nodiscard]] RequestContext NewRequest() const {
    return RequestContext(options_.client_ip).WithTransactionId(RandomUuid()).WithTrackingId(tracking_id_);
  }

  /// With what the browser came back with, where it was sent elsewhere.
  [[nodiscard]] RequestContext NextRequest() const {
    RequestContext request = NewRequest();
    for (const auto& [name, value] : dialog_.returned()) {
      request = std::move(request).WithParameter(name, value);
    }
    return request;
  }

  static void Conclude(const RoundResult& result, RunReport& report) {
    if (const auto* succeeded = std::get_if<Succeeded>(&result)) {
      report.result = ExitCode::kSuccess;
      report.user = succeeded->username;
      report.license = StateText(succeeded->state, kLicenseKey);
      report.instance = StateText(succeeded->state, kInstanceKey);
    } else if (const auto* denied = std::get_if<Denied>(&result)) {
      report.result = ExitCode::kDenied;
      report.message = denied->message;
    } else if (const auto* failed = std::get_if<Failed>(&result)) {
      report.result = ExitCode::kFailed;
      report.error = failed->error;
    }
  }

  const RunOptions& options_;
  const Terminal& terminal_;
  TraceFile& trace_;
  Dialog dialog_;
  std::shared_ptr<const Journey> journey_;
  std::shared_ptr<const Clock> clock_;
  WalkRecorder& walk_recorder_;
  std::shared_ptr<PathRecorder> recorder_;
  Engine engine_;
  std::string tracking_id_ = RandomUuid();
  boost::asio::io_context context_{1};
};

}  // namespace

ExitCode RunJourney(const RunOptions& options) {
  const std::shared_ptr<const Clock> clock = SystemClock();
  const Terminal terminal;
  Diagnostics diagnostics;
  AnswerBook answers = ReadAnswers(options.answers_file, options.answers, diagnostics);
  const std::optional<std::string> fingerprint = ReadFingerprint(options, diagnostics);
  if (options.digipass && !options.service.simulate) {
    diagnostics.AddError("--digipass", "the virtual Digipass works with the simulated service only",
                         "Add --simulate, or use a device of the vendor");
  }
  WalkRecorder walk_recorder(options);
  walk_recorder.Check(diagnostics);
  ServiceConnection connection = ConnectService(options.service, clock, diagnostics);
  const NodeRegistry registry = MakeRegistry(connection.api, connection.nodes);
  if (options.json && options.audit.file == "-") {
    diagnostics.AddError("--audit", "the result goes to standard output as well",
                         "Name a file, or leave out --json");
  }
  const Audit audit = OpenAudit(options.audit, clock, MakeAuditWarning(), diagnostics);
  PickedJourney picked;
  if (const Result<std::string> text = ReadInputFile(options.file)) {
    const bool connected = connection.api != nullptr || diagnostics.has_errors();
    picked = PickJourney(*text, options.file, options.journey, registry,
                         connected ? ServiceState::kConnected : ServiceState::kNone, diagnostics);
    if (picked.journey != nullptr) TellConfiguration(audit, options.file, *text, {picked.journey->id()});
  } else {
    diagnostics.AddError("FILE", text.error().Describe());
  }
  TraceFile trace(options.trace_file, diagnostics);
  if (!diagnostics.empty() && (diagnostics.has_errors() || !options.json)) SayAll(diagnostics);
  if (diagnostics.has_errors() || picked.journey == nullptr) return ExitCode::kUsage;

  Dialog dialog(terminal, std::move(answers));
  if (options.digipass) {
    dialog.UseDigipass(simulator::VirtualDigipass(connection.digipass), connection.digipass_serial);
  }
  if (connection.simulated != nullptr) {
    dialog.UseSimulator(connection.simulated->rules(), simulator::AppPlatform(connection.digipass.platform));
  }
  if (fingerprint) {
    for (const std::string& id : picked.fingerprint_ids) dialog.UseHiddenValue(id, Secret(*fingerprint));
    const std::string hash = HexEncode(Sha256(*fingerprint));
    for (const std::string& id : picked.fingerprint_hash_ids) dialog.UseHiddenValue(id, Secret(hash));
  }
  const RunReport report = JourneyRun(options, terminal, trace, std::move(dialog), std::move(picked),
                                      audit.auditor, clock, walk_recorder)
                               .Run();
  if (!trace.complete())
    terminal.SayError("The trace is not complete: '" + options.trace_file + "' could not be written.");
  if (options.json) {
    std::cout << ReportJson(report).dump(2, ' ', false, OrderedJson::error_handler_t::replace) << '\n';
  } else {
    std::cout << ReportText(report);
  }
  const bool record = !options.record.empty() && report.result != ExitCode::kUsage;
  if (record && !walk_recorder.Write(report.journey, report.result)) return ExitCode::kUsage;
  return report.result;
}

Command AddRunCommand(CLI::App& program) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App* command = program.add_subcommand("run", "Run a journey to its end");
  command->footer(kRunExamples);
  command->add_option("file", options->file, "Journey export of ForgeRock / Ping AM (JSON)")
      ->required()
      ->type_name("FILE");
  command->add_option("--journey", options->journey, "Which journey of the file")->type_name("ID");
  AddServiceOptions(*command, options->service);
  command->add_flag("--digipass", options->digipass,
                    "Let a virtual Digipass read the visual codes; with --simulate");
  command
      ->add_option("--answer", options->answers,
                   "Answer to a prompt, or to the hidden value of that id; used each time it returns")
      ->type_name("PROMPT-OR-ID=VALUE")
      ->allow_extra_args(false);
  command
      ->add_option("--answers", options->answers_file,
                   "Answers as a JSON object: a prompt or id, and its answer")
      ->type_name("FILE");
  command->add_option("--cddc", options->cddc_file, "Device data for the OneSpan Risk CDDC node (JSON)")
      ->type_name("FILE");
  command->add_option("--client-ip", options->client_ip, "Address the nodes see as the client's")
      ->type_name("ADDRESS")
      ->capture_default_str();
  command
      ->add_option(
          "--record", options->record,
          "Write what happens to a walk file for authtree test; with --simulate. One that is there is "
          "replaced. Passwords and hidden values stay out of it")
      ->type_name("WALK");
  command->add_flag("--record-secrets", options->record_secrets,
                    "Let passwords and hidden values stand in the walk file, readable to all");
  command->add_flag("--trace", options->trace, "Print each step: node, outcome, time, keys written");
  command
      ->add_option("--trace-file", options->trace_file,
                   "Write each step as a line of JSON, as authtree draw --path reads it")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print the result as JSON");
  AddAuditOptions(*command, options->audit);
  return {command, [options] { return RunJourney(*options); }};
}

}  // namespace authtree::inline v0::cli
