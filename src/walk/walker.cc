#include "walker.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "authtree/core/text.h"
#include "authtree/engine/fan_out_observer.h"
#include "authtree/simulator/service_config.h"
#include "authtree/simulator/virtual_browser.h"
#include "authtree/simulator/visual_code_image.h"
#include "authtree/walk/drive.h"

namespace authtree::inline v0::walk {
namespace {

std::optional<std::string> PngOf(const Callback& hidden) {
  const Value* value = hidden.FindOutput("value");
  if (value == nullptr || !value->is_secret()) return std::nullopt;
  return simulator::PngOfDataUri(value->secret()->Expose());
}

// What the device shows for an answer to the prompt of that name; nothing when it has nothing to show.
std::optional<Secret> ShownFor(simulator::DigipassHolder& device, const WalkAnswer& answer,
                               std::string_view prompt) {
  if (!answer.sign.empty()) return device.SignatureOver(answer.sign);
  switch (answer.reading) {
    case DigipassAnswer::kByPrompt:
      if (std::optional<Secret> shown = device.AnswerTo(prompt)) return shown;
      return device.LastCode();
    case DigipassAnswer::kDeviceCode:
      return device.DeviceCode();
    case DigipassAnswer::kSignature:
      return device.Signature();
    case DigipassAnswer::kSerial:
      return device.SerialNumber();
    case DigipassAnswer::kOtp:
      return device.OneTimePassword();
    case DigipassAnswer::kResponse:
      return device.Response();
    case DigipassAnswer::kLastCode:
      return device.LastCode();
  }
  return std::nullopt;
}

// How long the callbacks want the client to wait.
std::chrono::milliseconds WaitOf(const std::vector<Callback>& callbacks) {
  std::int64_t longest = 0;
  for (const Callback& callback : callbacks) {
    if (callback.type() != CallbackType::kPollingWait) continue;
    const std::string time = callback.OutputText("waitTime");
    std::int64_t milliseconds = 0;
    std::from_chars(time.data(), time.data() + time.size(), milliseconds);
    longest = std::max(longest, milliseconds);
  }
  return std::chrono::milliseconds(longest);
}

bool IsNumeric(const Callback& callback) { return callback.inputs().front().kind() == InputKind::kInteger; }

// The texts of a choice or of buttons.
std::vector<std::string> OptionsOf(const Callback& callback) {
  std::vector<std::string> options;
  const Value* output = callback.FindOutput(callback.type() == CallbackType::kChoice ? "choices" : "options");
  if (output == nullptr || output->json() == nullptr || !output->json()->is_array()) return options;
  for (const Json& option : *output->json()) {
    options.push_back(option.is_string() ? option.get<std::string>() : std::string());
  }
  return options;
}

/// Who is told of the steps: the walk itself, and whoever else wants to know.
std::shared_ptr<Observer> Told(const std::shared_ptr<StepPath>& path,
                               const std::shared_ptr<Observer>& other) {
  if (other == nullptr) return path;
  return std::make_shared<FanOutObserver>(std::vector<std::shared_ptr<Observer>>{path, other});
}

std::vector<std::string> NamesOf(const std::vector<Callback>& callbacks) {
  std::vector<std::string> names;
  for (const Callback& callback : callbacks) {
    if (!callback.inputs().empty()) names.push_back(NameOf(callback));
  }
  return names;
}

}  // namespace

Walker::Walker(const WalkFile& walk, const WalkOptions& options, WalkWorld& world)
    : walk_(walk), options_(options), world_(world) {
  if (walk.settings.digipass) device_.emplace(world.TakeDevice(), world.digipass_serial());
}

WalkTrace Walker::Walk(const std::shared_ptr<const Journey>& journey) {
  const auto path = std::make_shared<StepPath>();
  const Engine engine(world_.clock(), Told(path, options_.observer));
  const auto began = world_.clock()->SteadyNow();
  const std::string& client_ip = walk_.settings.client_ip;
  trace_.result = DriveRound(context_, engine.Begin(journey, RequestContext(client_ip)));
  while (auto* prompt = std::get_if<Prompt>(&trace_.result)) {
    if (!See(*prompt)) break;
    const WalkRound& round = walk_.rounds[trace_.prompts.size() - 1];
    if (!Prepare(round, prompt->callbacks())) break;
    std::optional<RequestContext> request = RequestOf(round, prompt->callbacks());
    if (!request) break;
    std::optional<Answers> answers = AnswersTo(round, prompt->callbacks());
    if (!answers) break;
    auto session = std::make_unique<JourneySession>(std::move(prompt->session));
    Task<RoundResult> next =
        engine.Submit(journey, std::move(session), *std::move(request), std::move(*answers));
    trace_.result = DriveRound(context_, std::move(next));
  }
  trace_.passed = world_.clock()->SteadyNow() - began;
  trace_.steps = path->steps();
  trace_.calls = world_.Calls();
  return std::move(trace_);
}

bool Walker::See(const Prompt& prompt) {
  SeenPrompt seen;
  seen.header = prompt.header;
  seen.description = prompt.description;
  seen.stage = prompt.stage;
  seen.callbacks = Clone(prompt.callbacks());
  trace_.prompts.push_back(std::move(seen));
  fido_.BeginPrompt();
  for (const Callback& callback : prompt.callbacks()) {
    if (callback.type() == CallbackType::kHiddenValue) ScanPicture(callback);
    if (callback.type() == CallbackType::kHiddenValue) fido_.Look(callback);
    if (callback.type() == CallbackType::kTextOutput && !IsScript(callback)) {
      trace_.messages.push_back(callback.OutputText("message"));
    }
  }
  const std::size_t seen_rounds = trace_.prompts.size();
  const bool ends_here = walk_.end.outcome == WalkOutcome::kAsks && seen_rounds == walk_.rounds.size();
  return seen_rounds <= walk_.rounds.size() && !ends_here;
}

void Walker::ScanPicture(const Callback& hidden) {
  const std::optional<std::string> png = PngOf(hidden);
  // A picture that is not for it is passed over.
  if (device_ && png) static_cast<void>(device_->Look(*png));
}

bool Walker::Prepare(const WalkRound& round, const std::vector<Callback>& callbacks) {
  if (round.faults) world_.service().SetFaults(*round.faults);
  Follow(round.script);
  if (!round.activate_online.empty() && !ActivateOnline(round.activate_online)) return false;
  if (!Administrate(round.administrator)) return false;
  world_.clock()->Advance(round.advance.value_or(WaitOf(callbacks)));
  return true;
}

void Walker::Follow(const Json& script) {
  if (script.empty()) return;
  simulator::ServiceConfig config = simulator::ReadServiceConfig(script, "").config;
  if (script.contains("push")) world_.service().SetPushScript(config.push);
  if (script.contains("onlineActivation")) world_.service().SetActivationScript(config.online_activation);
  if (script.contains("risk")) world_.service().SetRiskRules(std::move(config.risk));
  if (script.contains("identity")) world_.service().SetIdentityScript(config.identity);
}

bool Walker::ActivateOnline(const std::string& user) {
  const simulator::DigipassPlatform platform = simulator::AppPlatform(world_.digipass().platform);
  const std::optional<Secret> offer = device_ ? device_->OfferTo(user) : std::nullopt;
  const auto activated = offer ? world_.service().ReadByApp(*offer, platform)
                               : world_.service().CompleteOnlineActivation(user, "", platform);
  if (activated) return true;
  Stop(RoundPlace("activateOnline"), "an online activation that waits for the app",
       std::string(activated.error().message()));
  return false;
}

bool Walker::Administrate(const AdministratorActs& acts) {
  const std::string place = RoundPlace("administrator");
  if (!acts.unlock.empty() && !world_.Unlock(acts.unlock)) {
    Stop(PointerTo(place, "unlock"), "an account that can be unlocked", "none of that name");
    return false;
  }
  if (acts.activate.empty()) return true;
  if (!device_) {
    Stop(PointerTo(place, "activate"), "a virtual Digipass to give out", "none: the walk has no Digipass");
    return false;
  }
  const std::vector<simulator::AccountConfig> accounts =
      simulator::ReadServiceConfig(walk_.settings.simulator, "").config.accounts;
  const auto account = std::find_if(accounts.begin(), accounts.end(),
                                    [&acts](const auto& given) { return given.user_id == acts.activate; });
  if (account == accounts.end() || account->static_password.empty()) {
    Stop(PointerTo(place, "activate"), "an account of the settings that has a static password", "none");
    return false;
  }
  if (world_.ActivateByAdministrator(device_->digipass(), acts.activate, account->static_password))
    return true;
  Stop(PointerTo(place, "activate"), "an activation that the service accepts", "the service refuses it");
  return false;
}

std::optional<RequestContext> Walker::RequestOf(const WalkRound& round,
                                                const std::vector<Callback>& callbacks) {
  RequestContext request(walk_.settings.client_ip);
  if (round.parameters) {
    for (const auto& [name, value] : *round.parameters) {
      request = std::move(request).WithParameter(name, value);
    }
    return request;
  }
  for (const Callback& callback : callbacks) {
    if (callback.type() != CallbackType::kRedirect) continue;
    const Value* address = callback.FindOutput("redirectUrl");
    if (address == nullptr || !address->is_secret()) continue;
    const auto back = simulator::VisitIdentityPage(world_.service(), address->secret()->Expose());
    if (!back) {
      Stop(RoundPlace("parameters"), "the parameters that the browser comes back with",
           std::string(back.error().message()));
      return std::nullopt;
    }
    for (const auto& [name, value] : *back) request = std::move(request).WithParameter(name, value);
  }
  return request;
}

std::optional<Answers> Walker::AnswersTo(const WalkRound& round, const std::vector<Callback>& callbacks) {
  const std::string place = RoundPlace("answer");
  for (const auto& entry : round.answers) {
    const std::string& name = entry.first;
    const bool asked = std::any_of(callbacks.begin(), callbacks.end(), [&name](const Callback& callback) {
      return IsCalled(callback, name) && !callback.inputs().empty();
    });
    if (asked) continue;
    Stop(PointerTo(place, name), "a question that this answers", "none", Nearest(name, NamesOf(callbacks)));
    return std::nullopt;
  }
  Answers answers;
  std::map<std::string_view, std::size_t> used;
  for (const Callback& callback : callbacks) {
    if (callback.inputs().empty()) {
      answers.Add(Answer(callback.type()));
      continue;
    }
    auto found = std::find_if(round.answers.begin(), round.answers.end(),
                              [&callback](const auto& entry) { return IsCalled(callback, entry.first); });
    if (found == round.answers.end()) {
      answers.Add(Answer(callback.type(), callback.inputs().front().value().Clone()));
      continue;
    }
    const auto& [name, given] = *found;
    const std::size_t index = std::min(used[name]++, given.size() - 1);
    std::string at = PointerTo(place, name);
    if (given.size() > 1) at = PointerTo(at, std::to_string(index));
    std::optional<Value> value = AnswerTo(callback, given[index], at);
    if (!value) return std::nullopt;
    answers.Add(Answer(callback.type(), std::move(*value)));
  }
  return answers;
}

std::optional<Value> Walker::AnswerTo(const Callback& callback, const WalkAnswer& answer,
                                      const std::string& place) {
  const bool number = answer.source == WalkAnswer::Source::kFile && answer.value.is_number();
  if (number && !IsNumeric(callback)) {
    Stop(place, "a text", "a number");
    return std::nullopt;
  }
  if (number) return Value(answer.value);
  std::optional<Secret> text = TextOf(callback, answer, place);
  if (!text) return std::nullopt;
  if (callback.type() == CallbackType::kPassword) return Value(std::move(*text));
  if (!IsNumeric(callback)) return Value(Json(std::string(text->Expose())));
  const std::vector<std::string> options = OptionsOf(callback);
  const auto chosen = std::find(options.begin(), options.end(), text->Expose());
  if (chosen != options.end()) return Value(Json(chosen - options.begin()));
  std::string all;
  for (const std::string& option : options) all += (all.empty() ? "" : ", ") + Quoted(option);
  const bool hidden = answer.source != WalkAnswer::Source::kFile;
  Stop(place, hidden ? "the choice that was given" : Quoted(text->Expose()), "the choices " + all,
       hidden ? std::string() : Nearest(text->Expose(), options));
  return std::nullopt;
}

std::optional<Secret> Walker::TextOf(const Callback& callback, const WalkAnswer& answer,
                                     const std::string& place) {
  switch (answer.source) {
    case WalkAnswer::Source::kFile:
      return Secret(answer.value.is_string() ? std::string_view(answer.value.get_ref<const std::string&>())
                                             : std::string_view());
    case WalkAnswer::Source::kDigipass:
      if (!device_) {
        Stop(place, "a code that the virtual Digipass shows", "none: the walk has no Digipass");
        return std::nullopt;
      }
      if (std::optional<Secret> code = ShownFor(*device_, answer, NameOf(callback))) return code;
      Stop(place, "a code that the virtual Digipass shows",
           "none: it has not read such a picture, or is not activated");
      return std::nullopt;
    case WalkAnswer::Source::kInbox: {
      const std::vector<simulator::InboxMessage> inbox = world_.service().Inbox();
      if (!inbox.empty()) return Secret(std::string_view(inbox.back().otp));
      Stop(place, "a code that the service sent", "none was sent");
      return std::nullopt;
    }
    case WalkAnswer::Source::kFido:
      if (std::optional<Secret> signed_request = fido_.Answer()) return signed_request;
      Stop(place, "an answer of the virtual FIDO client",
           "none: this round has no request for it, or one for other credentials");
      return std::nullopt;
    case WalkAnswer::Source::kGiven:
      if (std::optional<Secret> text = GivenText(NameOf(callback))) return text;
      Stop(place, "an answer to " + Quoted(NameOf(callback)) + " from whoever runs the walk",
           "none was given");
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Secret> Walker::GivenText(const std::string& name) {
  auto found = options_.answers.find(name);
  if (found == options_.answers.end()) {
    found = std::find_if(options_.answers.begin(), options_.answers.end(),
                         [&name](const auto& entry) { return EqualsIgnoringCase(entry.first, name); });
  }
  if (found == options_.answers.end() || found->second.empty()) return std::nullopt;
  const std::size_t index = std::min(given_[found->first]++, found->second.size() - 1);
  return found->second[index].Clone();
}

std::string Walker::RoundPlace(std::string_view member) const {
  return PointerTo("/rounds/" + std::to_string(trace_.prompts.size() - 1), member);
}

void Walker::Stop(const std::string& place, std::string expected, std::string got, std::string nearest) {
  Parting parting;
  parting.round = trace_.prompts.size();
  parting.place = place;
  parting.expected = std::move(expected);
  parting.got = std::move(got);
  parting.asked = Labels(trace_.prompts.back().callbacks);
  parting.nearest = std::move(nearest);
  trace_.stopped = std::move(parting);
}

}  // namespace authtree::inline v0::walk
