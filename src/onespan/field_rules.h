#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "authtree/core/error.h"

namespace authtree::inline v0::onespan {

/// Which characters a field takes. All fields take UTF-8 only.
enum class Charset : std::uint8_t {
  kAny,
  kMultiLine,       ///< no control characters but tab, carriage return and line feed
  kPrintable,       ///< no control characters
  kTrimmed,         ///< printable, no blank at either end
  kHex,             ///< hex digits
  kHexBytes,        ///< an even number of hex digits
  kPhone,           ///< digits, blank, plus, minus, brackets
  kLicenseSerial,   ///< three capital letters or digits, seven digits
  kInstanceSerial,  ///< the same, and perhaps a dash and one or two digits
  kHeaderToken,     ///< letters, digits, minus, underscore
};

/// What the service takes in one field, and what to tell a person when a value is something else.
struct TextRule {
  std::string_view field;  ///< name on the wire
  std::size_t min;         ///< characters, not bytes
  std::size_t max;
  Charset charset;
  FixedText sentence;
};

/// How many characters a UTF-8 text has.
[[nodiscard]] std::size_t CharacterCount(std::string_view text);

/// `kInvalidInput` with the rule's sentence and `Fact::kField`, never the value; nothing when the text is
/// fine.
[[nodiscard]] std::optional<Error> CheckText(const TextRule& rule, std::string_view text);

inline constexpr std::size_t kUnlimited = static_cast<std::size_t>(-1);

inline constexpr TextRule kUserIdRule{
    "userID", 1, 255, Charset::kPrintable,
    "The user name must have 1 to 255 characters, none of them a control character."};
inline constexpr TextRule kLoginRule{
    "login", 1, 255, Charset::kPrintable,
    "The user name must have 1 to 255 characters, none of them a control character."};
inline constexpr TextRule kDomainRule{
    "domain", 0, 255, Charset::kPrintable,
    "The domain must have at most 255 characters, none of them a control character."};
inline constexpr TextRule kPathDomainRule{
    "domain", 1, 255, Charset::kPrintable,
    "The domain must be given, with at most 255 characters, none of them a control character."};
inline constexpr TextRule kStaticPasswordRule{"staticPassword", 8, 255, Charset::kPrintable,
                                              "The password must have 8 to 255 characters, none of them a "
                                              "control character."};
inline constexpr TextRule kSerialNumberRule{
    "serialNumber", 10, 10, Charset::kLicenseSerial,
    "The serial number must be three capital letters or digits followed by seven digits."};
inline constexpr TextRule kSessionIdRule{"sessionID", 2, 100, Charset::kHex,
                                         "The session id must have 2 to 100 hexadecimal digits."};
inline constexpr TextRule kRelationshipRefRule{
    "relationshipRef", 1, 150, Charset::kPrintable,
    "The relationship reference must have 1 to 150 characters, none of them a control character."};
inline constexpr TextRule kApplicationRefRule{
    "applicationRef", 0, 64, Charset::kPrintable,
    "The application reference must have at most 64 characters, none of them a control character."};
inline constexpr TextRule kFingerprintRawRule{
    "fingerprintRaw", 1, kUnlimited, Charset::kAny,
    "The browser fingerprint must not be empty, and must be UTF-8 text."};
inline constexpr TextRule kFingerprintHashRule{
    "fingerprintHash", 1, 2000, Charset::kPrintable,
    "The hash of the browser fingerprint must have 1 to 2000 characters, none of them a control character."};
inline constexpr TextRule kRegistrationIdRule{
    "registrationID", 1, 40, Charset::kPrintable,
    "The registration id must have 1 to 40 characters, none of them a control character."};
inline constexpr TextRule kDeviceCodeRule{
    "deviceCode", 5, 26, Charset::kPrintable,
    "The device code has 5 to 26 characters. Check the code on the device and "
    "type it again."};
inline constexpr TextRule kSignatureRule{
    "signature", 6, 16, Charset::kPrintable,
    "The signature has 6 to 16 characters. Check the code on the device and "
    "type it again."};
inline constexpr TextRule kClearMessageRule{
    "message", 1, kUnlimited, Charset::kAny,
    "The message of a visual code must not be empty, and must be UTF-8 text."};
inline constexpr TextRule kHexMessageRule{
    "message", 2, kUnlimited, Charset::kHexBytes,
    "The message of a visual code must be an even number of hexadecimal digits, at least two."};
inline constexpr TextRule kRiskEnvironmentRule{
    "Risk-Analytics-Environment", 0, 20, Charset::kHeaderToken,
    "The Risk Analytics environment must have at most 20 letters, digits, hyphens and underscores."};

inline constexpr TextRule kRequestIdRule{
    "requestID", 1, 64, Charset::kPrintable,
    "The request id must have 1 to 64 characters, none of them a control character."};
inline constexpr TextRule kOtpRule{"OTP", 6, 16, Charset::kPrintable,
                                   "The one-time password has 6 to 16 characters. Check the code and type it "
                                   "again."};
inline constexpr TextRule kPassKeyRule{
    "passKey", 1, 255, Charset::kPrintable,
    "The password must have 1 to 255 characters, none of them a control character."};
inline constexpr TextRule kFidoResponseRule{
    "authenticationResponse", 1, kUnlimited, Charset::kAny,
    "The answer of the FIDO client must not be empty, and must be UTF-8 text."};
inline constexpr TextRule kFidoRegistrationResponseRule{
    "registrationResponse", 1, kUnlimited, Charset::kAny,
    "The answer of the FIDO client must not be empty, and must be UTF-8 text."};
inline constexpr TextRule kEventTypeRule{
    "eventType", 1, 250, Charset::kPrintable,
    "The event type must be given: a name such as LoginAttempt, or the number of an event of the tenant."};
inline constexpr TextRule kDataFieldRule{
    "dataFields", 1, kUnlimited, Charset::kMultiLine,
    "A field of the transaction must not be empty, and must not have control characters."};
inline constexpr TextRule kTitleRule{"title", 1, 30, Charset::kPrintable,
                                     "The title must have 1 to 30 characters, none of them a control "
                                     "character."};
inline constexpr TextRule kChallengeTextRule{
    "challenge", 1, 350, Charset::kMultiLine,
    "The text for the device must have 1 to 350 characters, none of them a control character."};
inline constexpr TextRule kCryptoAppNameRule{
    "cryptoAppName", 1, 255, Charset::kPrintable,
    "The name of the crypto application must have 1 to 255 characters, none of them a control character."};
inline constexpr TextRule kInstanceSerialRule{"serialNumber", 10, 13, Charset::kInstanceSerial,
                                              "The serial number must be three capital letters or digits "
                                              "followed by seven digits, for an instance with "
                                              "a dash and its number."};
inline constexpr TextRule kDigipassTypeRule{"digipassType", 5, 5, Charset::kPrintable,
                                            "The type of an authenticator has five characters."};
inline constexpr TextRule kApplicationNameRule{
    "applName", 1, 255, Charset::kPrintable,
    "The name of the application must have 1 to 255 characters, none of them a control character."};
inline constexpr TextRule kExistingPasswordRule{
    "staticPassword", 1, 255, Charset::kPrintable,
    "The password must have 1 to 255 characters, none of them a control character."};
inline constexpr TextRule kDescriptionRule{
    "description", 0, 255, Charset::kTrimmed,
    "The description must have at most 255 characters, no control character, and no blank at its ends."};
inline constexpr TextRule kCommandRule{"command", 2, kUnlimited, Charset::kHexBytes,
                                       "A command must be an even number of hexadecimal digits."};
inline constexpr TextRule kEntityTagRule{"If-Match", 0, 255, Charset::kPrintable,
                                         "The entity tag must have at most 255 characters, none of them a "
                                         "control character."};
inline constexpr TextRule kDisplayNameRule{
    "displayName", 0, 255, Charset::kPrintable,
    "The display name must have at most 255 characters, none of them a control character."};
inline constexpr TextRule kAuthenticationMessageRule{
    "authenticationMessage", 0, kUnlimited, Charset::kMultiLine,
    "The text for the user must not have control characters."};

}  // namespace authtree::inline v0::onespan
