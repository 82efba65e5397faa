#include "published_limits.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <arpa/inet.h>

#include "authtree/core/encoding.h"
#include "authtree/core/text.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::size_t kAny = static_cast<std::size_t>(-1);

struct Limit {
  std::string_view field;
  std::size_t min;
  std::size_t max;
};

constexpr std::array kLimits{
    Limit{"OTP", 6, 16},
    Limit{"accountRef", 0, 250},
    Limit{"amount", 1, 24},
    Limit{"appLanguage", 0, 50},
    Limit{"applicationRef", 0, 64},
    Limit{"authenticatorDescription", 1, 255},
    Limit{"command", 2, kAny},
    Limit{"creditorBank", 0, 50},
    Limit{"creditorIBAN", 0, 96},
    Limit{"creditorName", 0, 128},
    Limit{"currency", 1, 3},
    Limit{"debtorIBAN", 0, 96},
    Limit{"deviceCode", 5, 26},
    Limit{"digipassType", 5, 5},
    Limit{"domain", 0, 255},
    Limit{"emailAddress", 0, 254},
    Limit{"eventType", 1, 250},
    Limit{"fingerprintHash", 1, 2000},
    Limit{"fingerprintRaw", 1, kAny},
    Limit{"login", 1, 255},
    Limit{"mobilePhoneNumber", 0, 250},
    Limit{"passKey", 1, 255},
    Limit{"phoneNumber", 0, 20},
    Limit{"registrationID", 1, 40},
    Limit{"relationshipRef", 1, 150},
    Limit{"requestID", 1, 64},
    Limit{"serialNumber", 10, 10},
    Limit{"sessionID", 2, 100},
    Limit{"signature", 6, 16},
    Limit{"staticPassword", 8, 255},
    Limit{"transactionType", 1, 250},
    Limit{"userID", 1, 255},
};

constexpr std::array<std::string_view, 25> kBuiltIn{"objectType",
                                                    "userID",
                                                    "login",
                                                    "domain",
                                                    "cddc",
                                                    "browserCDDC",
                                                    "clientIP",
                                                    "sessionID",
                                                    "relationshipRef",
                                                    "applicationRef",
                                                    "activationType",
                                                    "credentials",
                                                    "requestID",
                                                    "timeoutSeconds",
                                                    "registrationID",
                                                    "deviceCode",
                                                    "signature",
                                                    "passKey",
                                                    "eventType",
                                                    "orchestrationDelivery",
                                                    "timeout",
                                                    "data",
                                                    "deliveryMethod",
                                                    "vdpDeliveryMethod",
                                                    "fidoAuthentication"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7F'; }

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool IsHexDigits(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool IsLicense(std::string_view text) {
  return text.size() == 10 && std::all_of(text.begin() + 3, text.end(), IsDigit) &&
         std::all_of(text.begin(), text.begin() + 3,
                     [](char c) { return IsDigit(c) || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

bool BreaksLimits(std::string_view field, std::string_view value) {
  const auto* limit = std::find_if(kLimits.begin(), kLimits.end(),
                                   [field](const Limit& known) { return known.field == field; });
  if (limit == kLimits.end()) return false;
  const std::size_t count = Characters(value);
  if (count < limit->min || count > limit->max || !IsUtf8(value)) return true;
  if (field == "fingerprintRaw") return false;
  if (std::any_of(value.begin(), value.end(), IsControl)) return true;
  if (field == "serialNumber") return !IsLicense(value);
  return field == "sessionID" && !IsHexDigits(value);
}

bool IsBuiltIn(std::string_view field) {
  return std::any_of(kBuiltIn.begin(), kBuiltIn.end(),
                     [field](std::string_view known) { return EqualsIgnoringCase(known, field); });
}

bool IsDecimal(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

bool IsDottedIpv4(std::string_view text) {
  in_addr address{};
  return inet_pton(AF_INET, std::string(text).c_str(), &address) == 1;
}

bool IsDnsLabel(std::string_view text) {
  const std::string label = LowerAscii(text);
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         label.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

bool IsEnvironment(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kNames{
      "sdb",         "prod",        "Sandbox",     "Production_NA1", "Production_EU1", "Production_EU2",
      "Staging_NA1", "Staging_EU1", "Staging_EU2", "UAT_EU1",        "CUSTOMIZED"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool IsServiceUrl(std::string_view url) {
  constexpr std::string_view kTls = "https://";
  constexpr std::string_view kHere = "http://127.0.0.1";
  const bool scheme = url.substr(0, kTls.size()) == kTls || url.substr(0, kHere.size()) == kHere;
  const bool versioned = url.size() >= 3 && url.substr(url.size() - 3) == "/v1";
  return scheme && url.size() > kTls.size() && !versioned &&
         url.find_first_of(" ?#@\"<>\\^`{|}", kTls.size()) == std::string_view::npos;
}

}  // namespace authtree::inline v0::vectors
