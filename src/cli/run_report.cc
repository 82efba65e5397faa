#include "run_report.h"

#include <algorithm>

#include "step_json.h"

namespace authtree::inline v0::cli {
namespace {

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

}  // namespace

std::string ResultName(ExitCode result) {
  switch (result) {
    case ExitCode::kSuccess:
      return "success";
    case ExitCode::kDenied:
      return "denied";
    case ExitCode::kUsage:
      return "usage";
    case ExitCode::kFailed:
      return "failed";
  }
  return "failed";
}

std::string ReportText(const RunReport& report) {
  std::string text = "\nJourney        " + report.journey + "\n";
  text += "Result         " + ResultName(report.result);
  if (!report.message.empty()) text += ": " + report.message;
  if (report.error) text += ": " + report.error->Describe();
  text += '\n';
  if (!report.user.empty()) text += "User           " + report.user + "\n";
  if (!report.license.empty()) text += "Authenticator  " + report.license + "\n";
  if (!report.instance.empty()) text += "Instance       " + report.instance + "\n";
  text += "Took           " + InMilliseconds(report.took) + ", " + std::to_string(report.rounds) +
          (report.rounds == 1 ? " round\n" : " rounds\n");
  text += "Path\n";
  std::size_t widest = 0;
  for (const TakenStep& step : report.steps) {
    if (!step.inside_page) widest = std::max(widest, step.display_name.size());
  }
  for (const TakenStep& step : report.steps) {
    if (step.inside_page) continue;
    const std::string outcome = step.asked ? "asks the user" : step.outcome.empty() ? "failed" : step.outcome;
    text += "  " + Padded(step.display_name, widest) + "  " + Padded(outcome, 14) + "  " +
            InMilliseconds(step.took) + "\n";
  }
  return text;
}

OrderedJson ReportJson(const RunReport& report) {
  OrderedJson json;
  json["result"] = ResultName(report.result);
  json["journey"] = report.journey;
  if (!report.user.empty()) json["user"] = report.user;
  if (!report.license.empty()) json["authenticator"] = report.license;
  if (!report.instance.empty()) json["instance"] = report.instance;
  if (!report.message.empty()) json["message"] = report.message;
  if (report.error) {
    OrderedJson error;
    error["code"] = ErrorCodeName(report.error->code());
    error["message"] = report.error->message();
    for (const auto& [fact, value] : report.error->facts()) error[std::string(FactName(fact))] = value;
    json["error"] = std::move(error);
  }
  json["messages"] = report.messages;
  json["rounds"] = report.rounds;
  json["durationMs"] = MillisecondsOf(report.took);
  OrderedJson path = OrderedJson::array();
  for (const TakenStep& step : report.steps) {
    path.push_back(StepJson(step));
  }
  json["path"] = std::move(path);
  return json;
}

}  // namespace authtree::inline v0::cli
