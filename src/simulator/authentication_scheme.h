#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/simulator/requests.h"

/// The codes that an activated virtual Digipass shows, and the messages it reads.
///
/// This scheme is the project's own and is not the vendor's, as is that of the activation
/// (digipass_scheme.h). All codes are the first 6 to 16 of 16 decimal digits of an HMAC-SHA256 with the
/// secret of the instance:
///
///   one-time password  HMAC(secret, "ro" counter). The device counts every one that it shows; the service
///                      takes one of the next few numbers, and none twice.
///   response           HMAC(secret, "cr" challenge)
///   signature          HMAC(secret, "sg", each field with its length first)
///   request message    "S" 0x03 | version | serial (10) | sequence number | nonce (8) | content | tag (8)
///                      content: masked with HMAC(secret, "stream" nonce block); tag: HMAC(secret, "seal" all
///                      before)
///   its response       HMAC(secret, "sc" message)
namespace authtree::inline v0::simulator {

inline constexpr std::size_t kShortestCode = 6;
inline constexpr std::size_t kLongestCode = 16;

[[nodiscard]] Secret MakeOtp(const Secret& instance_secret, std::uint32_t counter, std::size_t length);
/// The number of a one-time password among `window` numbers from `next` on, or nothing.
[[nodiscard]] std::optional<std::uint32_t> FindOtp(const Secret& instance_secret, std::string_view otp,
                                                   std::uint32_t next, std::uint32_t window);

[[nodiscard]] Secret MakeResponse(const Secret& instance_secret, std::string_view challenge,
                                  std::size_t length);
[[nodiscard]] bool CheckResponse(const Secret& instance_secret, std::string_view challenge,
                                 std::string_view response);

[[nodiscard]] Secret MakeFieldSignature(const Secret& instance_secret, const std::vector<std::string>& fields,
                                        std::size_t length);
[[nodiscard]] bool CheckFieldSignature(const Secret& instance_secret, const std::vector<std::string>& fields,
                                       std::string_view signature);

/// What a request message asks of its reader.
enum class MessagePurpose : std::uint8_t {
  kLogin = 1,        ///< show the response
  kTransaction = 2,  ///< show the lines and the response
  kApproval = 3,     ///< an app: ask the user and answer with a command
};

/// A request message, taken apart.
struct RequestMessage {
  MessagePurpose purpose = MessagePurpose::kLogin;
  std::string request_id;
  std::string title;
  std::vector<DisplayLine> lines;
};

/// Whom a message is for.
struct MessageAddress {
  std::string serial;  ///< of the license
  int sequence = 0;
};

/// `address.serial` has `kSerialLength` characters. Texts of more than 65535 bytes are cut.
[[nodiscard]] Secret MakeRequestMessage(const Secret& instance_secret, const MessageAddress& address,
                                        const RequestMessage& message);
/// Nothing when the bytes have not the form of a request message.
[[nodiscard]] std::optional<MessageAddress> AddressOf(std::string_view bytes);
/// Nothing when the message was not made with that secret, or was changed.
[[nodiscard]] std::optional<RequestMessage> ReadRequestMessage(const Secret& instance_secret,
                                                               std::string_view bytes);
[[nodiscard]] Secret MakeMessageResponse(const Secret& instance_secret, std::string_view message_bytes,
                                         std::size_t length);
[[nodiscard]] bool CheckMessageResponse(const Secret& instance_secret, std::string_view message_bytes,
                                        std::string_view response);

}  // namespace authtree::inline v0::simulator
