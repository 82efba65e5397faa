#include "authtree/simulator/virtual_digipass.h"

#include <map>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/secret.h"
#include "authtree/simulator/visual_code_image.h"

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

}  // namespace

struct VirtualDigipass::State {
  explicit State(DigipassConfig given) : config(std::move(given)), identity(IdentityOf(config)) {}

  Result<DigipassReading> ReadFirst(ActivationMessage1 message);
  Result<DigipassReading> ReadSecond(const std::string& serial, std::string_view bytes);

  DigipassConfig config;
  DeviceIdentity identity;
  std::map<std::string, Secret> license_keys;      // by license serial
  std::map<std::string, Secret> instance_secrets;  // by instance serial
};

Result<DigipassReading> VirtualDigipass::State::ReadFirst(ActivationMessage1 message) {
  const Secret code = MakeDeviceCode(message.license_key, identity);
  license_keys.insert_or_assign(message.serial, std::move(message.license_key));
  return DigipassReading{DigipassReading::Kind::kDeviceCode, "Device code", message.serial,
                         Shown(code, config.wrong_device_codes)};
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
      MakeSignature(message->instance_secret, message->serial, message->sequence,
                    static_cast<std::size_t>(config.signature_length < 0 ? 0 : config.signature_length));
  std::string instance = message->serial + "-" + std::to_string(message->sequence);
  instance_secrets.insert_or_assign(instance, std::move(message->instance_secret));
  return DigipassReading{DigipassReading::Kind::kSignature, "Signature", std::move(instance),
                         Shown(signature, config.wrong_signatures)};
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
  if (auto first = ReadActivationMessage1(content.Expose())) return state_->ReadFirst(*std::move(first));
  if (auto serial = SerialOfActivationMessage2(content.Expose())) {
    return state_->ReadSecond(*serial, content.Expose());
  }
  return tl::unexpected(Error(ErrorCode::kInvalidInput, "the code in the picture is no activation message"));
}

}  // namespace authtree::inline v0::simulator
