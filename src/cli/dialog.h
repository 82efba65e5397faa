#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/engine/engine.h"
#include "authtree/simulator/digipass_holder.h"
#include "authtree/simulator/virtual_browser.h"

#include "answer_book.h"
#include "terminal.h"

namespace authtree::inline v0::cli {

/// Where an answer came from.
enum class AnswerOrigin : std::uint8_t {
  kUntouched,  ///< nobody answered: the input went back as it was
  kGiven,      ///< an option, a file, or the person at the terminal
  kDigipass,   ///< the virtual Digipass
};

/// Answers the prompts of a journey: from prepared answers, from a virtual Digipass that looks at the
/// pictures, and from the person at the terminal.
class Dialog {
 public:
  Dialog(const Terminal& terminal, AnswerBook answers) : terminal_(terminal), answers_(std::move(answers)) {}

  /// Lets a virtual device read every visual code that is shown. `serial_number` stands on its back, for
  /// prompts that ask for it.
  void UseDigipass(simulator::VirtualDigipass device, const std::string& serial_number);
  /// Lets a stand-in for the browser open the pages of the simulated identity verification, and the user's
  /// app, beside a virtual device, activate itself by the code of an online activation.
  void UseSimulator(std::shared_ptr<simulator::OneSpanService> service,
                    simulator::DigipassPlatform app_platform);
  /// Puts a value into the hidden field of that id.
  void UseHiddenValue(std::string id, Secret value) {
    hidden_values_.insert_or_assign(std::move(id), std::move(value));
  }

  /// Shows a prompt and collects the answers to it. `kInvalidInput` when there is nobody to ask and an answer
  /// is missing: `missing()` names the prompts.
  [[nodiscard]] Result<Answers> Answer(const Prompt& prompt);

  /// Where the answers to the last prompt came from, one for each of its callbacks.
  [[nodiscard]] const std::vector<AnswerOrigin>& origins() const { return origins_; }
  /// The parameters that the browser came back with after the last prompt, if that sent the user elsewhere.
  [[nodiscard]] const simulator::AddressParameters& returned() const { return returned_; }
  /// How long the last prompt wants the client to wait before it answers.
  [[nodiscard]] std::chrono::milliseconds wait() const { return wait_; }
  [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }
  /// The texts that were shown, without markup.
  [[nodiscard]] const std::vector<std::string>& messages() const { return messages_; }
  [[nodiscard]] std::vector<std::string> UnusedAnswers() const { return answers_.Unused(); }

 private:
  void ShowTexts(const Prompt& prompt);
  void ShowRedirect(const Callback& redirect);
  /// The parameters that the browser comes back with; nothing, and a missing answer, when nobody tells.
  [[nodiscard]] simulator::AddressParameters ParametersAfter(std::string_view address);
  void ShowPicture(const Callback& hidden);
  void ShowCode(const std::string& png);
  void ActivateApp(const Secret& offer);
  /// What the virtual device shows for a prompt.
  [[nodiscard]] std::optional<std::string> Offered(const std::string& prompt);
  [[nodiscard]] Value AnswerFor(const Callback& callback);
  [[nodiscard]] std::optional<Secret> AskFor(const Callback& callback, bool secret);
  [[nodiscard]] Value HiddenAnswer(const Callback& hidden);
  [[nodiscard]] Value ChoiceAnswer(const Callback& callback, const std::string& list,
                                   const std::string& fallback);

  const Terminal& terminal_;
  AnswerBook answers_;
  std::optional<simulator::DigipassHolder> holder_;
  std::map<std::string, Secret, std::less<>> hidden_values_;
  AnswerOrigin origin_ = AnswerOrigin::kUntouched;  ///< of the answer that is being made
  std::vector<AnswerOrigin> origins_;
  simulator::AddressParameters returned_;
  std::shared_ptr<simulator::OneSpanService> simulator_;
  simulator::DigipassPlatform app_platform_ = simulator::DigipassPlatform::kAndroid;
  std::chrono::milliseconds wait_{0};
  std::vector<std::string> missing_;
  std::vector<std::string> messages_;
  int pictures_saved_ = 0;
};

}  // namespace authtree::inline v0::cli
