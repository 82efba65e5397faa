#include "walk_device.h"

#include <algorithm>
#include <utility>

#include "authtree/simulator/visual_code_image.h"

namespace authtree::inline v0::walk {
namespace {

constexpr const char* kDeviceCode = "devicecode";
constexpr const char* kSignature = "signature";
constexpr const char* kSerial = "serialnumber";
constexpr const char* kResponse = "response";
constexpr const char* kOtp = "otp";

// The text of an online activation: "02;user;profile;domain;activation password;tenant".
constexpr std::string_view kOfferPrefix = "02;";

// A challenge has 4 to 16 digits, and perhaps a check digit.
constexpr std::size_t kShortestChallenge = 4;
constexpr std::size_t kLongestChallenge = 17;

// Prompts are compared without regard to case and punctuation: "deviceCode", "Device code".
std::string Folded(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') folded += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) folded += c;
  }
  return folded;
}

bool IsChallenge(std::string_view text) {
  return text.size() >= kShortestChallenge && text.size() <= kLongestChallenge &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const char* PromptFor(simulator::DigipassReading::Kind kind) {
  switch (kind) {
    case simulator::DigipassReading::Kind::kDeviceCode:
      return kDeviceCode;
    case simulator::DigipassReading::Kind::kSignature:
    case simulator::DigipassReading::Kind::kTransaction:
      return kSignature;
    case simulator::DigipassReading::Kind::kResponse:
      return kResponse;
  }
  return kSignature;
}

}  // namespace

WalkDevice::WalkDevice(simulator::VirtualDigipass device, const std::string& serial_number)
    : device_(std::move(device)) {
  if (!serial_number.empty()) readings_.insert_or_assign(kSerial, serial_number);
}

void WalkDevice::Scan(const std::string& png) {
  challenge_.clear();
  readings_.erase(kResponse);
  if (const Result<simulator::DigipassReading> reading = device_.Scan(png)) {
    readings_.insert_or_assign(PromptFor(reading->kind), reading->code);
    last_code_ = reading->code;
    return;
  }
  const Result<std::string> content = simulator::DecodeVisualCode(png);
  if (content && IsChallenge(*content)) challenge_ = *content;
  if (content && content->starts_with(kOfferPrefix)) offer_ = *content;
}

std::optional<Secret> WalkDevice::OfferTo(std::string_view user) const {
  std::string start(kOfferPrefix);
  start.append(user).append(";");
  if (!offer_.starts_with(start)) return std::nullopt;
  return Secret(std::string_view(offer_));
}

std::optional<Secret> WalkDevice::Show(const WalkAnswer& answer, std::string_view prompt) {
  if (!answer.sign.empty()) return Shown(device_.Sign(answer.sign));
  switch (answer.reading) {
    case DigipassAnswer::kByPrompt:
      return ByPrompt(prompt);
    case DigipassAnswer::kDeviceCode:
      return Noted(kDeviceCode);
    case DigipassAnswer::kSignature:
      return Noted(kSignature);
    case DigipassAnswer::kSerial:
      return Noted(kSerial);
    case DigipassAnswer::kOtp:
      return Shown(device_.Otp());
    case DigipassAnswer::kResponse:
      return Response();
    case DigipassAnswer::kLastCode:
      return LastCode();
  }
  return std::nullopt;
}

std::optional<Secret> WalkDevice::ByPrompt(std::string_view prompt) {
  const std::string key = Folded(prompt);
  if (key == kOtp || key == kResponse) {
    if (std::optional<Secret> response = Response()) return response;
  }
  if (key == kOtp) {
    if (std::optional<Secret> otp = Shown(device_.Otp())) return otp;
  }
  if (std::optional<Secret> noted = Noted(key)) return noted;
  return LastCode();
}

std::optional<Secret> WalkDevice::Response() {
  if (!challenge_.empty()) return Shown(device_.Response(challenge_));
  return Noted(kResponse);
}

std::optional<Secret> WalkDevice::Noted(std::string_view reading) const {
  const auto found = readings_.find(reading);
  if (found == readings_.end()) return std::nullopt;
  return Secret(found->second);
}

std::optional<Secret> WalkDevice::LastCode() const {
  if (last_code_.empty()) return std::nullopt;
  return Secret(last_code_);
}

std::optional<Secret> WalkDevice::Shown(Result<Secret> code) {
  if (!code) return std::nullopt;
  last_code_ = code->Expose();
  return *std::move(code);
}

}  // namespace authtree::inline v0::walk
