#include "authentication_scheme.h"

#include <algorithm>

#include "authtree/core/crypto.h"

#include "byte_fields.h"
#include "digipass_scheme.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kMagic = "S\x03";
constexpr char kVersion = 1;
constexpr std::size_t kNonceLength = 8;
constexpr std::size_t kTagLength = 8;
constexpr std::size_t kSequencePlace = 3 + kSerialLength;
constexpr std::size_t kNoncePlace = kSequencePlace + 1;
constexpr std::size_t kContentPlace = kNoncePlace + kNonceLength;
constexpr std::size_t kMostLines = 255;

Secret Code(const Secret& secret, const std::string& label, std::size_t length) {
  std::string digits = DecimalDigits(HmacSha256(secret.Expose(), label), kLongestCode);
  digits.resize(std::clamp(length, kShortestCode, kLongestCode));
  return Secret::Take(std::move(digits));
}

bool Matches(const Secret& secret, const std::string& label, std::string_view code) {
  if (code.size() < kShortestCode || code.size() > kLongestCode) return false;
  return ConstantTimeEquals(Code(secret, label, code.size()).Expose(), code);
}

std::string OtpLabel(std::uint32_t counter) { return "ro" + std::to_string(counter); }

std::string ResponseLabel(std::string_view challenge) { return "cr" + std::string(challenge); }

std::string FieldLabel(const std::vector<std::string>& fields) {
  std::string label = "sg";
  for (const std::string& field : fields) AppendField(label, field);
  return label;
}

std::string MessageLabel(std::string_view bytes) { return "sc" + std::string(bytes); }

std::string Masked(const Secret& secret, std::string_view nonce, std::string_view content) {
  std::string result(content);
  std::string mask;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const std::size_t within = i % 32;
    if (within == 0) {
      mask = HmacSha256(secret.Expose(), "stream" + std::string(nonce) + std::to_string(i / 32));
    }
    result[i] = static_cast<char>(result[i] ^ mask[within]);
  }
  return result;
}

std::string Tag(const Secret& secret, std::string_view body) {
  return HmacSha256(secret.Expose(), "seal" + std::string(body)).substr(0, kTagLength);
}

std::optional<MessagePurpose> PurposeOf(unsigned char byte) {
  for (const MessagePurpose purpose :
       {MessagePurpose::kLogin, MessagePurpose::kTransaction, MessagePurpose::kApproval}) {
    if (static_cast<unsigned char>(purpose) == byte) return purpose;
  }
  return std::nullopt;
}

std::string ContentOf(const RequestMessage& message) {
  std::string content(1, static_cast<char>(message.purpose));
  AppendField(content, message.request_id);
  AppendField(content, message.title);
  for (std::size_t i = 0; i < std::min(message.lines.size(), kMostLines); ++i) {
    AppendField(content, message.lines[i].label);
    AppendField(content, message.lines[i].text);
  }
  return content;
}

}  // namespace

Secret MakeOtp(const Secret& instance_secret, std::uint32_t counter, std::size_t length) {
  return Code(instance_secret, OtpLabel(counter), length);
}

std::optional<std::uint32_t> FindOtp(const Secret& instance_secret, std::string_view otp, std::uint32_t next,
                                     std::uint32_t window) {
  for (std::uint32_t ahead = 0; ahead < window; ++ahead) {
    if (Matches(instance_secret, OtpLabel(next + ahead), otp)) return next + ahead;
  }
  return std::nullopt;
}

Secret MakeResponse(const Secret& instance_secret, std::string_view challenge, std::size_t length) {
  return Code(instance_secret, ResponseLabel(challenge), length);
}

bool CheckResponse(const Secret& instance_secret, std::string_view challenge, std::string_view response) {
  return Matches(instance_secret, ResponseLabel(challenge), response);
}

Secret MakeFieldSignature(const Secret& instance_secret, const std::vector<std::string>& fields,
                          std::size_t length) {
  return Code(instance_secret, FieldLabel(fields), length);
}

bool CheckFieldSignature(const Secret& instance_secret, const std::vector<std::string>& fields,
                         std::string_view signature) {
  return Matches(instance_secret, FieldLabel(fields), signature);
}

Secret MakeRequestMessage(const Secret& instance_secret, const MessageAddress& address,
                          const RequestMessage& message) {
  const std::string nonce = RandomBytes(kNonceLength);
  std::string bytes(kMagic);
  bytes += kVersion;
  bytes += address.serial;
  bytes += static_cast<char>(address.sequence);
  bytes += nonce;
  bytes += Masked(instance_secret, nonce, ContentOf(message));
  bytes += Tag(instance_secret, bytes);
  return Secret::Take(std::move(bytes));
}

std::optional<MessageAddress> AddressOf(std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || bytes.size() <= kContentPlace + kTagLength ||
      bytes[kMagic.size()] != kVersion) {
    return std::nullopt;
  }
  return MessageAddress{std::string(bytes.substr(kMagic.size() + 1, kSerialLength)),
                        static_cast<unsigned char>(bytes[kSequencePlace])};
}

std::optional<RequestMessage> ReadRequestMessage(const Secret& instance_secret, std::string_view bytes) {
  if (!AddressOf(bytes)) return std::nullopt;
  const std::string_view body = bytes.substr(0, bytes.size() - kTagLength);
  if (!ConstantTimeEquals(Tag(instance_secret, body), bytes.substr(body.size()))) return std::nullopt;
  const std::string content =
      Masked(instance_secret, bytes.substr(kNoncePlace, kNonceLength), body.substr(kContentPlace));
  FieldReader reader(content);
  const auto purpose_byte = reader.Byte();
  const auto purpose = purpose_byte ? PurposeOf(*purpose_byte) : std::nullopt;
  auto request_id = reader.Field();
  auto title = reader.Field();
  if (!purpose || !request_id || !title) return std::nullopt;
  RequestMessage message;
  message.purpose = *purpose;
  message.request_id = *std::move(request_id);
  message.title = *std::move(title);
  while (!reader.at_end()) {
    auto label = reader.Field();
    auto text = reader.Field();
    if (!label || !text) return std::nullopt;
    message.lines.push_back({*std::move(label), *std::move(text)});
  }
  return message;
}

Secret MakeMessageResponse(const Secret& instance_secret, std::string_view message_bytes,
                           std::size_t length) {
  return Code(instance_secret, MessageLabel(message_bytes), length);
}

bool CheckMessageResponse(const Secret& instance_secret, std::string_view message_bytes,
                          std::string_view response) {
  return Matches(instance_secret, MessageLabel(message_bytes), response);
}

}  // namespace authtree::inline v0::simulator
