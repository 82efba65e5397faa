#include "dialog.h"

#include <charconv>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "authtree/simulator/visual_code_image.h"

namespace authtree::inline v0::cli {
namespace {

constexpr std::string_view kReturnPrompt = "Address the browser came back to";

// What nodes escape for browsers, a terminal shows as it was meant.
std::string WithoutMarkup(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, character] : kEntities) {
    for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
      text.replace(at, entity.size(), character);
    }
  }
  return text;
}

std::optional<std::string> PngOf(const Callback& hidden) {
  const Value* value = hidden.FindOutput("value");
  if (value == nullptr || !value->is_secret()) return std::nullopt;
  return simulator::PngOfDataUri(value->secret()->Expose());
}

// A new file only the person at the terminal can read: the picture holds an activation message.
std::optional<std::string> SavePicture(const std::string& png, int number) {
  const std::string path = "visual-code-" + std::to_string(number) + ".png";
  unlink(path.c_str());
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return std::nullopt;
  const bool written = write(file, png.data(), png.size()) == static_cast<ssize_t>(png.size());
  close(file);
  if (!written) return std::nullopt;
  return path;
}

}  // namespace

void Dialog::UseDigipass(simulator::VirtualDigipass device, const std::string& serial_number) {
  holder_.emplace(std::move(device), serial_number);
}

void Dialog::UseSimulator(std::shared_ptr<simulator::OneSpanService> service,
                          simulator::DigipassPlatform app_platform) {
  simulator_ = std::move(service);
  app_platform_ = app_platform;
}

Result<Answers> Dialog::Answer(const Prompt& prompt) {
  missing_.clear();
  origins_.clear();
  returned_.clear();
  wait_ = std::chrono::milliseconds(0);
  ShowTexts(prompt);
  // Pictures first: the code a device reads may be asked for in the same prompt.
  for (const Callback& callback : prompt.callbacks()) {
    if (callback.type() == CallbackType::kHiddenValue) ShowPicture(callback);
  }
  Answers answers;
  for (const Callback& callback : prompt.callbacks()) {
    origin_ = AnswerOrigin::kUntouched;
    if (callback.inputs().empty()) {
      answers.Add(authtree::Answer(callback.type()));
    } else {
      answers.Add(authtree::Answer(callback.type(), AnswerFor(callback)));
    }
    origins_.push_back(origin_);
  }
  if (!missing_.empty()) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "A prompt has no answer and there is nobody to ask."));
  }
  return answers;
}

void Dialog::ShowTexts(const Prompt& prompt) {
  if (!prompt.header.empty()) terminal_.Say(prompt.header);
  if (!prompt.description.empty()) terminal_.Say(prompt.description);
  for (const Callback& callback : prompt.callbacks()) {
    if (callback.type() == CallbackType::kPollingWait) {
      const std::string time = callback.OutputText("waitTime");
      std::int64_t milliseconds = 0;
      std::from_chars(time.data(), time.data() + time.size(), milliseconds);
      wait_ = std::chrono::milliseconds(milliseconds);
      terminal_.SayFaint(callback.OutputText("message"));
    }
    if (callback.type() == CallbackType::kRedirect) ShowRedirect(callback);
    if (callback.type() != CallbackType::kTextOutput) continue;
    if (callback.OutputText("messageType") == std::to_string(static_cast<int>(MessageType::kScript)))
      continue;
    const std::string message = WithoutMarkup(callback.OutputText("message"));
    messages_.push_back(message);
    if (callback.OutputText("messageType") == std::to_string(static_cast<int>(MessageType::kError))) {
      terminal_.SayError(message);
    } else {
      terminal_.Say(message);
    }
  }
}

void Dialog::ShowRedirect(const Callback& redirect) {
  const Value* address = redirect.FindOutput("redirectUrl");
  if (address == nullptr || !address->is_secret()) return;
  returned_ = ParametersAfter(address->secret()->Expose());
}

simulator::AddressParameters Dialog::ParametersAfter(std::string_view address) {
  const std::string prompt(kReturnPrompt);
  std::optional<Secret> back = answers_.Next(prompt);
  if (!back && simulator_ != nullptr) {
    if (auto simulated = simulator::VisitIdentityPage(*simulator_, address)) {
      terminal_.Say("The simulated identity verification sends the browser back. Nobody was verified.");
      return *std::move(simulated);
    }
  }
  terminal_.Say("Open this address in a browser, and finish there:");
  terminal_.Say(address);
  if (!back && terminal_.interactive()) {
    if (std::optional<std::string> typed = terminal_.Ask(prompt, "")) back = Secret::Take(std::move(*typed));
  }
  std::optional<simulator::AddressParameters> parameters;
  if (back) parameters = simulator::ParametersOf(back->Expose());
  if (!parameters) missing_.push_back(prompt);
  return std::move(parameters).value_or(simulator::AddressParameters());
}

void Dialog::ShowPicture(const Callback& hidden) {
  const std::optional<std::string> png = PngOf(hidden);
  if (!png) return;
  ShowCode(*png);
  if (!holder_) return;
  const Result<simulator::DigipassHolder::Sight> sight = holder_->Look(*png);
  if (!sight) {
    terminal_.SayFaint("The virtual Digipass cannot use this code: " + std::string(sight.error().message()));
  } else if (sight->reading) {
    terminal_.Say("The virtual Digipass shows \"" + sight->reading->title + "\" " + sight->reading->code +
                  " for " + sight->reading->serial);
  } else if (sight->offer) {
    ActivateApp(*sight->offer);
  } else {
    terminal_.Say("The virtual Digipass takes the challenge " + sight->challenge);
  }
}

void Dialog::ActivateApp(const Secret& offer) {
  if (simulator_ == nullptr) return;
  const Result<std::vector<std::string>> serials = simulator_->ReadByApp(offer, app_platform_);
  if (serials) {
    std::string line = "The virtual app activates itself:";
    for (const std::string& serial : *serials) line.append(" ").append(serial);
    terminal_.Say(line);
  } else {
    terminal_.SayFaint("The virtual app cannot activate itself: " + std::string(serials.error().message()));
  }
}

void Dialog::ShowCode(const std::string& png) {
  if (const Result<std::string> bytes = simulator::DecodeVisualCode(png)) {
    if (const Result<simulator::ModuleGrid> code = simulator::QrModules(*bytes)) {
      terminal_.Say("Scan this code (a QR code with the same content as the picture, not a Cronto image):");
      terminal_.Draw(*code);
      return;
    }
  }
  if (const std::optional<std::string> path = SavePicture(png, ++pictures_saved_)) {
    terminal_.Say("The visual code was written to " + *path + ". Open it, scan it, and delete it.");
  } else {
    terminal_.SayError("The visual code could not be written to the current directory.");
  }
}

Value Dialog::AnswerFor(const Callback& callback) {
  switch (callback.type()) {
    case CallbackType::kHiddenValue:
      return HiddenAnswer(callback);
    case CallbackType::kChoice:
      return ChoiceAnswer(callback, "choices", "defaultChoice");
    case CallbackType::kConfirmation:
      return ChoiceAnswer(callback, "options", "");
    case CallbackType::kPassword:
      if (std::optional<Secret> secret = AskFor(callback, true)) return Value(std::move(*secret));
      return Value(Secret());
    case CallbackType::kName:
    case CallbackType::kTextInput:
      if (const std::optional<Secret> text = AskFor(callback, false))
        return Value(Json(std::string(text->Expose())));
      return Value(Json(""));
    case CallbackType::kTextOutput:
    case CallbackType::kMetadata:
    case CallbackType::kPollingWait:
    case CallbackType::kRedirect:
      break;
  }
  return callback.inputs().front().value().Clone();
}

std::optional<std::string> Dialog::Offered(const std::string& prompt) {
  if (!holder_) return std::nullopt;
  const std::optional<Secret> answer = holder_->AnswerTo(prompt);
  if (!answer) return std::nullopt;
  return std::string(answer->Expose());
}

std::optional<Secret> Dialog::AskFor(const Callback& callback, bool secret) {
  const std::string prompt = callback.prompt();
  origin_ = AnswerOrigin::kGiven;
  if (std::optional<Secret> prepared = answers_.Next(prompt)) return prepared;

  const std::optional<std::string> offered = Offered(prompt);
  if (!terminal_.interactive()) {
    if (offered) {
      origin_ = AnswerOrigin::kDigipass;
      return Secret(std::string_view(*offered));
    }
    missing_.push_back(prompt);
    return std::nullopt;
  }
  if (secret) {
    if (std::optional<Secret> typed = terminal_.AskSecret(prompt)) return typed;
  } else {
    const std::string initial = callback.Text().value_or("");
    const std::string offer = offered.value_or(initial);
    if (std::optional<std::string> typed = terminal_.Ask(prompt, offer)) {
      if (offered && *typed == *offered) origin_ = AnswerOrigin::kDigipass;
      return Secret::Take(std::move(*typed));
    }
  }
  missing_.push_back(prompt);
  return std::nullopt;
}

Value Dialog::HiddenAnswer(const Callback& hidden) {
  const std::string id = hidden.hidden_id();
  origin_ = AnswerOrigin::kGiven;
  if (const std::optional<Secret> prepared = answers_.Next(id))
    return Value(Json(std::string(prepared->Expose())));
  const auto given = hidden_values_.find(id);
  if (given != hidden_values_.end()) return Value(Json(std::string(given->second.Expose())));
  origin_ = AnswerOrigin::kUntouched;
  return hidden.inputs().front().value().Clone();
}

Value Dialog::ChoiceAnswer(const Callback& callback, const std::string& list, const std::string& fallback) {
  const Value* output = callback.FindOutput(list);
  const Json options = output != nullptr && output->json() != nullptr ? *output->json() : Json::array();
  std::string prompt = callback.prompt();
  if (prompt.empty()) prompt = "Choice";
  std::optional<std::string> wanted;
  if (const std::optional<Secret> prepared = answers_.Next(prompt)) {
    wanted = std::string(prepared->Expose());
  } else if (terminal_.interactive() && !options.empty()) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      terminal_.Say("  " + std::to_string(i) + "  " +
                    (options[i].is_string() ? options[i].get<std::string>() : ""));
    }
    const Value* initial = fallback.empty() ? nullptr : callback.FindOutput(fallback);
    const std::string offer =
        initial != nullptr && initial->json() != nullptr ? DumpJson(*initial->json()) : "";
    wanted = terminal_.Ask(prompt + " (number or text)", offer);
  }
  if (!wanted || wanted->empty()) return callback.inputs().front().value().Clone();
  origin_ = AnswerOrigin::kGiven;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i] == *wanted) return Value(Json(i));
  }
  return Value(Json(*wanted));
}

}  // namespace authtree::inline v0::cli
