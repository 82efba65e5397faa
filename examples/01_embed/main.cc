// Activates an offline authenticator against a simulated OneSpan service, and prints what happens.
#include <iostream>
#include <string>
#include <utility>
#include <variant>

#include "authtree/core/encoding.h"
#include "authtree/embed/runner.h"
#include "authtree/embed/simulated_onespan.h"
#include "authtree/simulator/virtual_digipass.h"

using namespace authtree;

namespace {

/// Stands for your user interface, and for the person in front of it with a Digipass in the hand.
class User {
 public:
  /// Shows what is asked and fills everything in.
  Answers Answer(const JourneyPrompt& prompt) {
    if (!prompt.header.empty()) std::cout << prompt.header << '\n';
    Answers answers;
    for (const Callback& callback : prompt.callbacks) {
      if (callback.type() == CallbackType::kHiddenValue) Scan(callback);
      if (callback.inputs().empty()) {
        answers.Add(authtree::Answer(callback.type()));  // only to be shown
      } else {
        answers.Add(authtree::Answer(callback.type(), AnswerTo(callback)));
      }
    }
    return answers;
  }

 private:
  /// The picture is a secret until it is shown.
  void Scan(const Callback& callback) {
    const Value* value = callback.FindOutput("value");
    if (value == nullptr || !value->is_secret()) return;
    const std::string_view uri = value->secret()->Expose();
    const auto png = Base64Decode(uri.substr(uri.find(',') + 1));
    const auto reading = device_.Scan(png.value_or(""));
    if (!reading) return;
    code_ = reading->code;
    std::cout << "  the Digipass shows: " << reading->title << ' ' << code_ << '\n';
  }

  Value AnswerTo(const Callback& callback) const {
    if (callback.type() == CallbackType::kHiddenValue) return callback.inputs().front().value().Clone();
    const std::string prompt = callback.prompt();
    const std::string text = prompt == "User Name"      ? "jdoe"
                             : prompt == "serialNumber" ? "VDS1000001"
                                                        : code_;  // deviceCode, then signature
    std::cout << "  " << prompt << ": " << text << '\n';
    return Json(text);
  }

  simulator::VirtualDigipass device_;
  std::string code_;
};

}  // namespace

int main(int argc, char** argv) {
  embed::RunnerOptions options;
  options.journey_files = {argc > 1 ? argv[1] : "examples/journeys/offline-activation.journey.json"};
  options.onespan_api = embed::SimulateOneSpan();
  embed::MadeRunner made = embed::Runner::Make(std::move(options));
  std::cerr << made.diagnostics.ToText();
  if (made.runner == nullptr) return 2;

  User user;
  const RequestContext request("192.0.2.10");
  JourneyResult result = made.runner->StartAndWait("Offline-Activation", request);
  while (const auto* prompt = std::get_if<JourneyPrompt>(&result)) {
    Answers answers = user.Answer(*prompt);
    result = made.runner->SubmitAndWait(prompt->reference, request, std::move(answers));
  }

  if (const auto* failed = std::get_if<JourneyFailed>(&result)) std::cerr << failed->error.Describe() << '\n';
  const auto* succeeded = std::get_if<JourneySucceeded>(&result);
  if (succeeded == nullptr) return 1;
  const Value* instance = succeeded->state.Find("ostid_instance_serial");
  std::cout << "Success: " << succeeded->username << " has "
            << (instance == nullptr ? "no authenticator" : instance->json()->get<std::string>()) << '\n';
}
