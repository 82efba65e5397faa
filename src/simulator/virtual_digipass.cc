#include "authtree/simulator/virtual_digipass.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/simulator/visual_code_image.h"

#include "authentication_scheme.h"
#include "digipass_scheme.h"

namespace authtree::inline v0::simulator {
namespace {

std::string RandomDigits(std::size_t count) {
  std::string digits = RandomBytes(count);
  for (char& digit : digits) digit = static_cast<char>('0' + static_cast<unsigned char>(digit) % 10);
  return digits;
}

DeviceIdentity IdentityOf(const DigipassConfig& config) {
  const std::size_t length = DeviceIdLength(static_cast<std::size_t>(config.device_code_length));
  const bool usable = config.device_id.size() == length &&
                      config.device_id.find_first_not_of("0123456789") == std::string::npos;
  return DeviceIdentity{TypeOf(config.platform), usable ? config.device_id : RandomDigits(length)};
}

/// The code as shown: with another last digit as long as the device is to make mistakes.
std::string Shown(const Secret& code, int& mistakes_left) {
  std::string text(code.Expose());
  if (mistakes_left > 0) {
    --mistakes_left;
    text.back() = text.back() == '9' ? '0' : static_cast<char>(text.back() + 1);
  }
  return text;
}

/// An instance on the device.
struct Held {
  std::string serial;
  Secret secret;
  std::uint32_t next_otp = 0;
};

}  // namespace

struct VirtualDigipass::State {
  explicit State(DigipassConfig given) : config(std::move(given)), identity(IdentityOf(config)) {}

  Result<DigipassReading> ReadFirst(ActivationMessage1 message);
  Result<DigipassReading> ReadSecond(const std::string& serial, std::string_view bytes);
  Result<DigipassReading> ReadRequest(const MessageAddress& address, std::string_view bytes);
  Result<DigipassReading> Read(std::string_view bytes);
  Result<Held*> Find(std::string_view serial);
  /// Keeps an instance; one that was read before keeps its count of one-time passwords.
  void Hold(const std::string& serial, Secret secret);
  /// A code as it is shown.
  Secret ShownCode(const Secret& code) { return Secret::Take(Shown(code, config.wrong_otps)); }
  [[nodiscard]] std::size_t code_length() const {
    return static_cast<std::size_t>(std::max(config.signature_length, 0));
  }

  DigipassConfig config;
  DeviceIdentity identity;
  std::map<std::string, Secret> license_keys;  // by license serial
  std::vector<Held> held;                      // in the order of their activation
};

Result<DigipassReading> VirtualDigipass::State::ReadFirst(ActivationMessage1 message) {
  const Secret code = MakeDeviceCode(message.license_key, identity);
  license_keys.insert_or_assign(message.serial, std::move(message.license_key));
  return DigipassReading{DigipassReading::Kind::kDeviceCode,
                         "Device code",
                         message.serial,
                         Shown(code, config.wrong_device_codes),
                         {}};
}

Result<DigipassReading> VirtualDigipass::State::ReadSecond(const std::string& serial,
                                                           std::string_view bytes) {
  const auto key = license_keys.find(serial);
  if (key == license_keys.end()) {
    return tl::unexpected(
        Error(ErrorCode::kMissingState, "this device has not read the first picture of this activation"));
  }
  auto message = ReadActivationMessage2(key->second, identity, bytes);
  if (!message) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "this activation message is for another device"));
  }
  const Secret signature =
      MakeSignature(message->instance_secret, message->serial, message->sequence, code_length());
  std::string instance = message->serial + "-" + std::to_string(message->sequence);
  Hold(instance, std::move(message->instance_secret));
  return DigipassReading{DigipassReading::Kind::kSignature,
                         "Signature",
                         std::move(instance),
                         Shown(signature, config.wrong_signatures),
                         {}};
}

void VirtualDigipass::State::Hold(const std::string& serial, Secret secret) {
  const auto known =
      std::find_if(held.begin(), held.end(), [&](const Held& instance) { return instance.serial == serial; });
  if (known != held.end() && known->secret == secret) return;
  if (known != held.end()) held.erase(known);
  Held instance;
  instance.serial = serial;
  instance.secret = std::move(secret);
  held.push_back(std::move(instance));
}

Result<Held*> VirtualDigipass::State::Find(std::string_view serial) {
  const auto found = std::find_if(held.rbegin(), held.rend(), [&](const Held& instance) {
    return serial.empty() || instance.serial == serial;
  });
  if (found == held.rend()) {
    return tl::unexpected(Error(ErrorCode::kMissingState, "this device holds no such activated instance"));
  }
  return &*found;
}

Result<DigipassReading> VirtualDigipass::State::ReadRequest(const MessageAddress& address,
                                                            std::string_view bytes) {
  const auto instance = Find(address.serial + "-" + std::to_string(address.sequence));
  if (!instance) return tl::unexpected(instance.error());
  auto message = ReadRequestMessage((*instance)->secret, bytes);
  if (!message) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "this message is for another device"));
  }
  DigipassReading reading;
  reading.kind = message->purpose == MessagePurpose::kTransaction ? DigipassReading::Kind::kTransaction
                                                                  : DigipassReading::Kind::kResponse;
  reading.title = std::move(message->title);
  reading.serial = (*instance)->serial;
  reading.code = Shown(MakeMessageResponse((*instance)->secret, bytes, code_length()), config.wrong_otps);
  reading.lines = std::move(message->lines);
  return reading;
}

Result<DigipassReading> VirtualDigipass::State::Read(std::string_view bytes) {
  if (auto first = ReadActivationMessage1(bytes)) return ReadFirst(*std::move(first));
  if (auto serial = SerialOfActivationMessage2(bytes)) return ReadSecond(*serial, bytes);
  if (const auto address = AddressOf(bytes)) return ReadRequest(*address, bytes);
  return tl::unexpected(
      Error(ErrorCode::kInvalidInput, "the code holds no activation message and no other for a device"));
}

DigipassPlatform AppPlatform(DigipassPlatform device) {
  return device == DigipassPlatform::kHardware ? DigipassPlatform::kAndroid : device;
}

VirtualDigipass::VirtualDigipass(DigipassConfig config)
    : state_(std::make_unique<State>(std::move(config))) {}
VirtualDigipass::VirtualDigipass(VirtualDigipass&&) noexcept = default;
VirtualDigipass& VirtualDigipass::operator=(VirtualDigipass&&) noexcept = default;
VirtualDigipass::~VirtualDigipass() = default;

const std::string& VirtualDigipass::device_id() const { return state_->identity.id; }

Result<DigipassReading> VirtualDigipass::Scan(std::string_view png) {
  auto bytes = DecodeVisualCode(png);
  if (!bytes) return tl::unexpected(bytes.error());
  const Secret content = Secret::Take(*std::move(bytes));
  return state_->Read(content.Expose());
}

Result<DigipassReading> VirtualDigipass::Read(const Secret& message) {
  auto bytes = HexDecode(message.Expose());
  if (!bytes) return tl::unexpected(Error(ErrorCode::kInvalidInput, "the message is not hexadecimal"));
  const Secret content = Secret::Take(*std::move(bytes));
  return state_->Read(content.Expose());
}

Result<Secret> VirtualDigipass::Otp(std::string_view instance) {
  const auto held = state_->Find(instance);
  if (!held) return tl::unexpected(held.error());
  return state_->ShownCode(MakeOtp((*held)->secret, (*held)->next_otp++, state_->code_length()));
}

Result<Secret> VirtualDigipass::Response(std::string_view challenge, std::string_view instance) {
  const auto held = state_->Find(instance);
  if (!held) return tl::unexpected(held.error());
  return state_->ShownCode(MakeResponse((*held)->secret, challenge, state_->code_length()));
}

Result<Secret> VirtualDigipass::Sign(const std::vector<std::string>& fields, std::string_view instance) {
  const auto held = state_->Find(instance);
  if (!held) return tl::unexpected(held.error());
  return state_->ShownCode(MakeFieldSignature((*held)->secret, fields, state_->code_length()));
}

std::vector<std::string> VirtualDigipass::instances() const {
  std::vector<std::string> serials;
  for (const Held& instance : state_->held) serials.push_back(instance.serial);
  return serials;
}

}  // namespace authtree::inline v0::simulator
