#include "digipass_scheme.h"

#include <algorithm>

#include "authtree/core/crypto.h"

#include "byte_fields.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kMessage1Magic = "S\x01";
constexpr std::string_view kMessage2Magic = "S\x02";
constexpr char kVersion = 1;
constexpr char kNoFlags = 0;
constexpr std::string_view kTagKey = "authtree virtual digipass, not the vendor's";
constexpr std::size_t kKeyLength = 16;
constexpr std::size_t kTagLength = 8;
constexpr std::size_t kHeaderLength = 3 + kSerialLength + 1;
constexpr std::size_t kMessageLength = kHeaderLength + kKeyLength + kTagLength;
constexpr std::size_t kMinSignature = 6;
constexpr std::size_t kMaxSignature = 16;

struct CodeLayout {
  std::size_t total;
  std::size_t id;
  std::size_t check;
};
constexpr CodeLayout kShortCode{10, 5, 4};
constexpr CodeLayout kLongCode{26, 12, 13};

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

char TypeDigit(DeviceType type) { return static_cast<char>('0' + static_cast<int>(type)); }

std::string Header(std::string_view magic, std::string_view serial, char last) {
  std::string header(magic);
  header += kVersion;
  header += serial;
  header += last;
  return header;
}

/// What a device key is made of: a purpose and the device, the id with its length first.
std::string DeviceLabel(std::string_view purpose, const DeviceIdentity& device) {
  std::string label(purpose);
  label += TypeDigit(device.type);
  label += static_cast<char>(device.id.size());
  label += device.id;
  return label;
}

std::string CheckDigits(const Secret& license_key, const DeviceIdentity& device, std::size_t count) {
  return DecimalDigits(HmacSha256(license_key.Expose(), DeviceLabel("device", device)), count);
}

/// Masks the instance secret and unmasks it again.
Secret Masked(const Secret& license_key, const DeviceIdentity& device, int sequence,
              std::string_view secret) {
  const std::string mask =
      HmacSha256(license_key.Expose(), DeviceLabel("mask", device) + static_cast<char>(sequence));
  SecretBuffer result(secret.begin(), secret.end());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<char>(result[i] ^ mask[i]);
  return Secret(std::move(result));
}

std::string Message2Tag(const Secret& license_key, const DeviceIdentity& device, std::string_view body) {
  return HmacSha256(license_key.Expose(), DeviceLabel("bind", device) + std::string(body))
      .substr(0, kTagLength);
}

bool HasForm(std::string_view bytes, std::string_view magic) {
  return bytes.size() == kMessageLength && bytes.substr(0, magic.size()) == magic &&
         bytes[magic.size()] == kVersion;
}

}  // namespace

DeviceType TypeOf(DigipassPlatform platform) {
  switch (platform) {
    case DigipassPlatform::kHardware:
      return DeviceType::kHardware;
    case DigipassPlatform::kIos:
      return DeviceType::kIos;
    case DigipassPlatform::kAndroid:
      return DeviceType::kAndroid;
  }
  return DeviceType::kHardware;
}

Secret LicenseKey(const Secret& master_secret, std::string_view serial) {
  const std::string mac = HmacSha256(master_secret.Expose(), "license" + std::string(serial));
  return Secret(std::string_view(mac).substr(0, kKeyLength));
}

Secret MakeActivationMessage1(std::string_view serial, const Secret& license_key) {
  std::string message = Header(kMessage1Magic, serial, kNoFlags);
  message += license_key.Expose();
  message += HmacSha256(kTagKey, message).substr(0, kTagLength);
  return Secret::Take(std::move(message));
}

std::optional<ActivationMessage1> ReadActivationMessage1(std::string_view bytes) {
  if (!HasForm(bytes, kMessage1Magic) || bytes[kHeaderLength - 1] != kNoFlags) return std::nullopt;
  const std::size_t body = kMessageLength - kTagLength;
  const std::string tag = HmacSha256(kTagKey, bytes.substr(0, body)).substr(0, kTagLength);
  if (!ConstantTimeEquals(tag, bytes.substr(body))) return std::nullopt;
  return ActivationMessage1{std::string(bytes.substr(kMessage1Magic.size() + 1, kSerialLength)),
                            Secret(bytes.substr(kHeaderLength, kKeyLength))};
}

std::size_t DeviceIdLength(std::size_t code_length) {
  return code_length == kLongCode.total ? kLongCode.id : kShortCode.id;
}

Secret MakeDeviceCode(const Secret& license_key, const DeviceIdentity& device) {
  const CodeLayout& layout = device.id.size() == kLongCode.id ? kLongCode : kShortCode;
  std::string code(1, TypeDigit(device.type));
  code += device.id;
  code += CheckDigits(license_key, device, layout.check);
  return Secret::Take(std::move(code));
}

std::optional<DeviceIdentity> CheckDeviceCode(const Secret& license_key, std::string_view code) {
  for (const CodeLayout& layout : {kShortCode, kLongCode}) {
    if (code.size() != layout.total || !IsDigits(code)) continue;
    for (const DeviceType type : {DeviceType::kHardware, DeviceType::kIos, DeviceType::kAndroid}) {
      if (code.front() != TypeDigit(type)) continue;
      DeviceIdentity device{type, std::string(code.substr(1, layout.id))};
      if (!ConstantTimeEquals(CheckDigits(license_key, device, layout.check), code.substr(1 + layout.id)))
        break;
      return device;
    }
  }
  return std::nullopt;
}

Secret MakeActivationMessage2(const Secret& license_key, const DeviceIdentity& device,
                              const ActivationMessage2& message) {
  std::string bytes = Header(kMessage2Magic, message.serial, static_cast<char>(message.sequence));
  bytes += Masked(license_key, device, message.sequence, message.instance_secret.Expose()).Expose();
  bytes += Message2Tag(license_key, device, bytes);
  return Secret::Take(std::move(bytes));
}

std::optional<std::string> SerialOfActivationMessage2(std::string_view bytes) {
  if (!HasForm(bytes, kMessage2Magic)) return std::nullopt;
  return std::string(bytes.substr(kMessage2Magic.size() + 1, kSerialLength));
}

std::optional<ActivationMessage2> ReadActivationMessage2(const Secret& license_key,
                                                         const DeviceIdentity& device,
                                                         std::string_view bytes) {
  auto serial = SerialOfActivationMessage2(bytes);
  if (!serial) return std::nullopt;
  const std::size_t body = kMessageLength - kTagLength;
  if (!ConstantTimeEquals(Message2Tag(license_key, device, bytes.substr(0, body)), bytes.substr(body))) {
    return std::nullopt;
  }
  const int sequence = static_cast<std::uint8_t>(bytes[kHeaderLength - 1]);
  return ActivationMessage2{*std::move(serial), sequence,
                            Masked(license_key, device, sequence, bytes.substr(kHeaderLength, kKeyLength))};
}

Secret MakeSignature(const Secret& instance_secret, std::string_view serial, int sequence,
                     std::size_t length) {
  const std::string label = "activate" + std::string(serial) + static_cast<char>(sequence);
  std::string digits = DecimalDigits(HmacSha256(instance_secret.Expose(), label), kMaxSignature);
  digits.resize(std::clamp(length, kMinSignature, kMaxSignature));
  return Secret::Take(std::move(digits));
}

bool CheckSignature(const Secret& instance_secret, std::string_view serial, int sequence,
                    std::string_view signature) {
  if (signature.size() < kMinSignature || signature.size() > kMaxSignature) return false;
  const Secret expected = MakeSignature(instance_secret, serial, sequence, signature.size());
  return ConstantTimeEquals(expected.Expose(), signature);
}

}  // namespace authtree::inline v0::simulator
