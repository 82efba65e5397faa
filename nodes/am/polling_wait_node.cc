#include "polling_wait_node.h"

#include <chrono>
#include <utility>

#include "localized_text.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::int64_t kLongestWait = 24 * 60 * 60;
constexpr std::int64_t kMostTolerance = 1'000'000;
constexpr std::string_view kTimePlaceholder = "{{time}}";

// The button has index 0, so an untouched one must come back as something else.
constexpr int kExitButton = 0;
constexpr int kNotPressed = 100;

bool ExitPressed(const StepContext& step) {
  const Callback* button = step.Submitted(CallbackType::kConfirmation);
  return button != nullptr && button->Number() == kExitButton;
}

std::int64_t EpochMilliseconds(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

}  // namespace

ConfigSpec<PollingWaitNode::Config> PollingWaitNode::Spec() {
  return ConfigSpec<Config>()
      .Integer("secondsToWait", &Config::seconds_to_wait, 0, kLongestWait, "Seconds the client has to wait.")
      .Field("spamDetectionEnabled", &Config::spam_detection,
             "Leave by SPAM when a client comes early too often.")
      .Integer("spamDetectionTolerance", &Config::spam_tolerance, 0, kMostTolerance,
               "How often a client may come early.")
      .Field("waitingMessage", &Config::waiting_message,
             "Text shown while waiting, by locale; {{time}} stands for the seconds.")
      .Field("exitable", &Config::exitable, "Offer a button to stop waiting.")
      .Field("exitMessage", &Config::exit_message, "Text of that button, by locale.");
}

std::vector<std::string> PollingWaitNode::Outcomes(const Config& config) {
  std::vector<std::string> outcomes{"DONE"};
  if (config.exitable) outcomes.emplace_back("EXITED");
  if (config.spam_detection) outcomes.emplace_back("SPAM");
  return outcomes;
}

StateContract PollingWaitNode::Contract() const { return {}; }

Result<Action> PollingWaitNode::Step(const StepContext& step) const {
  const std::string end_time_name = std::string(step.node_id()) + ".end_time";
  const std::string spam_count_name = std::string(step.node_id()) + ".spam_count";
  const StateKey<std::int64_t> end_time_key{end_time_name};
  const StateKey<std::int64_t> spam_count_key{spam_count_name};
  const auto leave_by = [&](std::string_view outcome) {
    return Action::To(outcome).Remove(end_time_name).Remove(spam_count_name);
  };

  if (config_.exitable && ExitPressed(step)) return leave_by("EXITED");
  const std::int64_t spam_count = step.state().Get(spam_count_key).value_or(-1);
  if (config_.spam_detection && spam_count >= config_.spam_tolerance && step.answered())
    return leave_by("SPAM");
  const std::optional<std::int64_t> end_time = step.state().Get(end_time_key);
  const std::int64_t now = EpochMilliseconds(step.now());
  if (end_time && now >= *end_time) return leave_by("DONE");

  const std::chrono::seconds wait(config_.seconds_to_wait);
  std::vector<Callback> callbacks;
  callbacks.push_back(Callback::PollingWait(wait, WaitingMessage(step)));
  if (config_.exitable) {
    std::vector<std::string> buttons{ExitMessage(step)};
    callbacks.push_back(Callback::Confirmation(std::move(buttons), kExitButton, kNotPressed));
  }
  Action action = Action::Ask(std::move(callbacks));
  if (!end_time) action.Put(end_time_key, now + std::chrono::milliseconds(wait).count());
  action.Put(spam_count_key, spam_count + 1);
  return action;
}

std::string PollingWaitNode::WaitingMessage(const StepContext& step) const {
  std::string message = LocalizedText(config_.waiting_message, step.request().locales());
  if (message.empty()) message = "Waiting for response...";
  const std::string seconds = std::to_string(config_.seconds_to_wait);
  std::size_t at = 0;
  while ((at = message.find(kTimePlaceholder, at)) != std::string::npos) {
    message.replace(at, kTimePlaceholder.size(), seconds);
    at += seconds.size();
  }
  return message;
}

std::string PollingWaitNode::ExitMessage(const StepContext& step) const {
  std::string message = LocalizedText(config_.exit_message, step.request().locales());
  return message.empty() ? "Exit" : message;
}

}  // namespace authtree::inline v0::nodes
