#include "authtree/simulator/digipass_holder.h"

#include <algorithm>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/core/text.h"
#include "authtree/simulator/visual_code_image.h"

namespace authtree::inline v0::simulator {
namespace {

// A challenge has 4 to 16 digits, and perhaps a check digit.
constexpr std::size_t kShortestChallenge = 4;
constexpr std::size_t kLongestChallenge = 17;

// The text of an online activation: "02;user;profile;domain;activation password;tenant".
constexpr std::string_view kOfferPrefix = "02;";

constexpr std::string_view kResponse = "response";
constexpr std::string_view kOtp = "otp";

// Prompts are told apart without regard to case and punctuation: "deviceCode", "Device code".
std::string Folded(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    const char lower = LowerAscii(c);
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) folded += lower;
  }
  return folded;
}

bool IsChallenge(std::string_view text) {
  return text.size() >= kShortestChallenge && text.size() <= kLongestChallenge &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view FieldFor(DigipassReading::Kind kind) {
  switch (kind) {
    case DigipassReading::Kind::kDeviceCode:
      return "deviceCode";
    case DigipassReading::Kind::kSignature:
    case DigipassReading::Kind::kTransaction:
      return "signature";
    case DigipassReading::Kind::kResponse:
      return kResponse;
  }
  return "signature";
}

DigipassHolder::DigipassHolder(VirtualDigipass device, std::string serial_number)
    : device_(std::move(device)) {
  if (!serial_number.empty()) noted_.insert_or_assign("serialnumber", Secret::Take(std::move(serial_number)));
}

Result<DigipassHolder::Sight> DigipassHolder::Look(std::string_view png) {
  // A response belongs to its picture.
  challenge_.clear();
  noted_.erase(std::string(kResponse));
  Result<std::string> content = DecodeVisualCode(png);
  if (!content) return tl::unexpected(std::move(content).error());
  Result<DigipassReading> reading = device_.Read(Secret::Take(HexEncode(*content)));
  if (reading) {
    noted_.insert_or_assign(Folded(FieldFor(reading->kind)), Secret(std::string_view(reading->code)));
    last_code_ = Secret(std::string_view(reading->code));
    return Sight{*std::move(reading), {}, {}};
  }
  if (content->starts_with(kOfferPrefix)) {
    offer_ = Secret::Take(*std::move(content));
    return Sight{{}, {}, offer_.Clone()};
  }
  if (!IsChallenge(*content)) return tl::unexpected(std::move(reading).error());
  challenge_ = *std::move(content);
  return Sight{{}, challenge_, {}};
}

std::optional<Secret> DigipassHolder::AnswerTo(std::string_view prompt) {
  const std::string key = Folded(prompt);
  if (key == kOtp || key == kResponse) {
    if (std::optional<Secret> response = Response()) return response;
  }
  if (key == kOtp) return OneTimePassword();
  return Noted(key);
}

std::optional<Secret> DigipassHolder::Response() {
  if (!challenge_.empty()) return Shown(device_.Response(challenge_));
  return Noted(kResponse);
}

std::optional<Secret> DigipassHolder::LastCode() const {
  if (!last_code_) return std::nullopt;
  return last_code_->Clone();
}

std::optional<Secret> DigipassHolder::OfferTo(std::string_view user) const {
  std::string start(kOfferPrefix);
  start.append(user).append(";");
  if (!offer_.Expose().starts_with(start)) return std::nullopt;
  return offer_.Clone();
}

std::optional<Secret> DigipassHolder::Noted(std::string_view prompt) const {
  const auto found = noted_.find(prompt);
  if (found == noted_.end()) return std::nullopt;
  return found->second.Clone();
}

std::optional<Secret> DigipassHolder::Shown(Result<Secret> code) {
  if (!code) return std::nullopt;
  last_code_ = code->Clone();
  return *std::move(code);
}

}  // namespace authtree::inline v0::simulator
