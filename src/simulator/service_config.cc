#include "authtree/simulator/service_config.h"

#include <algorithm>
#include <limits>
#include <set>

#include "authtree/core/object_reader.h"

#include "payload_schemas.h"
#include "script_reading.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr int kManyTimes = 1'000'000;
constexpr int kWidestOtpWindow = 1000;

LicenseConfig DefaultLicense(int number, std::string type) {
  LicenseConfig license;
  license.serial_number = "VDS" + std::to_string(number);
  license.type = std::move(type);
  return license;
}

bool IsDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

void ReadLicense(const Json& element, const std::string& place, ServiceConfig& config,
                 std::set<std::string>& serials, Diagnostics& diagnostics) {
  ObjectReader reader(element, place, diagnostics);
  LicenseConfig license;
  reader.Require("serialNumber", "name the license, for instance \"VDS1000001\"");
  reader.Text("serialNumber", license.serial_number);
  if (!license.serial_number.empty() || reader.Has("serialNumber")) {
    if (!IsLicenseSerial(license.serial_number)) {
      reader.Reject("serialNumber", "is no license serial", "use three of A-Z and 0-9, then seven digits");
    } else if (!serials.insert(license.serial_number).second) {
      reader.Reject("serialNumber", "is in the list twice", "give every license its own serial");
    }
  }
  reader.Text("type", license.type);
  if (license.type.size() != 5)
    reader.Reject("type", "has not five characters", "use DAL10 or TID10, for instance");
  reader.Text("domain", license.domain);
  const bool is_virtual = license.type == kVirtualLicenseType;
  if (is_virtual) license.kind = LicenseKind::kSingleDevice;
  reader.Word<LicenseKind>("kind", license.kind,
                           {{"MDL", LicenseKind::kMultiDevice}, {"SDL", LicenseKind::kSingleDevice}});
  if (is_virtual && license.kind == LicenseKind::kMultiDevice) {
    reader.Reject("kind", "is that of a license for devices, and VIR10 is virtual",
                  "leave the kind out, or use another type");
  }
  reader.Integer("maxActivations", license.max_activations, 0, 99);
  reader.Integer("activationsUsed", license.activations_used, 0, 99);
  if (license.activations_used > license.max_activations) {
    reader.Reject("activationsUsed", "is more than maxActivations",
                  "use at most maxActivations; the same number means that none is left");
  }
  reader.Text("owner", license.owner);
  reader.Finish();
  config.licenses.push_back(std::move(license));
}

void ReadAccount(const Json& element, const std::string& place, ServiceConfig& config,
                 Diagnostics& diagnostics) {
  ObjectReader reader(element, place, diagnostics);
  AccountConfig account;
  reader.Require("userID", "name the user");
  reader.Text("userID", account.user_id);
  if (reader.Has("userID") && (account.user_id.empty() || account.user_id.size() > 255)) {
    reader.Reject("userID", "is not a user id", "use a text of 1 to 255 characters");
  }
  reader.Text("domain", account.domain);
  std::string password;
  reader.Text("staticPassword", password);
  if (!password.empty() && (password.size() < 8 || password.size() > 255)) {
    reader.Reject("staticPassword", "has not 8 to 255 characters",
                  "use a password that register would accept");
  }
  account.static_password = Secret::Take(std::move(password));
  reader.Boolean("administrator", account.administrator);
  reader.Boolean("enabled", account.enabled);
  reader.Boolean("locked", account.locked);
  reader.Text("emailAddress", account.email_address);
  reader.Text("mobilePhoneNumber", account.mobile_phone_number);
  reader.Finish();
  config.accounts.push_back(std::move(account));
}

void ReadLimits(const Json& limits, const std::string& place, ServiceConfig& config,
                Diagnostics& diagnostics) {
  if (!limits.is_object()) {
    diagnostics.AddError(place, "is not an object", "write { \"TYP03\": 10 }");
    return;
  }
  ObjectReader reader(limits, place, diagnostics);
  for (const auto& [type, value] : limits.items()) {
    int limit = 0;
    reader.Integer(type, limit, 0, kManyTimes);
    if (type.size() != 5)
      reader.Reject(type, "is no authenticator type", "types have five characters: TYP03, DAL10");
    config.authenticator_limits.insert_or_assign(type, limit);
  }
}

void ReadLives(ObjectReader& reader, ServiceLives& lives) {
  reader.Seconds("onlineRegistrationSeconds", lives.online_registration);
  reader.Seconds("offlineRegistrationSeconds", lives.offline_registration);
  reader.Seconds("activatedStatusSeconds", lives.activated_status);
  reader.Seconds("activationMessageSeconds", lives.activation_message);
  reader.Seconds("pushSeconds", lives.push);
  reader.Seconds("challengeSeconds", lives.challenge);
  reader.Seconds("virtualOtpSeconds", lives.virtual_otp);
  reader.Seconds("endedRequestSeconds", lives.ended_request);
}

void ReadRules(ObjectReader& reader, ServiceRules& rules) {
  reader.Boolean("strictPayloads", rules.strict_payloads);
  reader.Boolean("ignoreCase", rules.ignore_case);
  reader.Boolean("registerAgain", rules.register_again);
  reader.Boolean("swapNamedLicense", rules.swap_named_license);
  reader.Boolean("countPendingInstances", rules.count_pending_instances);
  reader.Boolean("waitingTimesOut", rules.waiting_times_out);
  reader.Boolean("expiredTimesOut", rules.expired_times_out);
  reader.Integer("wrongCodeTries", rules.wrong_code_tries, 1, kManyTimes);
  reader.Integer("failuresUntilLocked", rules.failures_until_locked, 0, kManyTimes);
  reader.Integer("otpWindow", rules.otp_window, 1, kWidestOtpWindow);
  reader.Integer("riskResponseCode", rules.risk_response_code, std::numeric_limits<int>::min(),
                 std::numeric_limits<int>::max());
  reader.Integer("maxMessageDigits", rules.max_message_digits, 2, 5906);
  reader.Integer("maxCrontoBytes", rules.max_cronto_bytes, 1, 2953);
}

void ReadTexts(ObjectReader& reader, ServiceTexts& texts) {
  reader.Text("wrongDeviceCode", texts.wrong_device_code);
  reader.Text("wrongSignature", texts.wrong_signature);
  reader.Text("noFreeLicense", texts.no_free_license);
}

void ReadDigipass(ObjectReader& reader, DigipassConfig& digipass) {
  ReadPlatform(reader, digipass.platform);
  reader.Integer("deviceCodeLength", digipass.device_code_length, 10, 26);
  if (digipass.device_code_length != 10 && digipass.device_code_length != 26) {
    reader.Reject("deviceCodeLength", "is neither 10 nor 26", "use 10, or 26 for the long form");
  }
  reader.Integer("signatureLength", digipass.signature_length, 6, 16);
  reader.Text("deviceId", digipass.device_id);
  const std::size_t id_length = digipass.device_code_length == 26 ? 12 : 5;
  if (!digipass.device_id.empty() &&
      (digipass.device_id.size() != id_length || !IsDigits(digipass.device_id))) {
    reader.Reject("deviceId", "does not suit the device code",
                  "use " + std::to_string(id_length) + " digits, or leave it out");
  }
  reader.Integer("wrongDeviceCodes", digipass.wrong_device_codes, 0, kManyTimes);
  reader.Integer("wrongSignatures", digipass.wrong_signatures, 0, kManyTimes);
  reader.Integer("wrongOtps", digipass.wrong_otps, 0, kManyTimes);
}

void ReadFidoProtocols(ObjectReader& reader, std::vector<std::string>& protocols) {
  if (!reader.Has("fidoProtocols")) {
    reader.Any("fidoProtocols");
    return;
  }
  protocols.clear();
  reader.Each("fidoProtocols", [&](const Json& element, const std::string& place) {
    const bool known = element == "UAF11" || element == "FIDO2";
    const bool twice = known && std::find(protocols.begin(), protocols.end(), element) != protocols.end();
    if (!known || twice) {
      reader.diagnostics().AddError(place, "is no FIDO protocol or there twice",
                                    "use UAF11 and FIDO2, each once");
    } else {
      protocols.push_back(element.get<std::string>());
    }
  });
  if (protocols.empty()) reader.Reject("fidoProtocols", "names no protocol", "name UAF11, FIDO2 or both");
}

void ReadService(const Json& root, const std::string& place, ServiceConfig& config,
                 Diagnostics& diagnostics) {
  ObjectReader reader(root, place, diagnostics);
  reader.Text("defaultDomain", config.default_domain);
  if (config.default_domain.empty())
    reader.Reject("defaultDomain", "is empty", "name a domain, \"master\" for instance");
  if (reader.Has("masterSecret")) {
    std::string secret;
    reader.Text("masterSecret", secret);
    if (secret.empty()) reader.Reject("masterSecret", "is empty", "use any text, or leave the member out");
    config.master_secret = Secret::Take(std::move(secret));
  } else {
    reader.Any("masterSecret");
  }
  if (reader.Has("licenses")) config.licenses.clear();
  std::set<std::string> serials;
  reader.Each("licenses", [&](const Json& element, const std::string& at) {
    ReadLicense(element, at, config, serials, diagnostics);
  });
  reader.Each("accounts", [&](const Json& element, const std::string& at) {
    ReadAccount(element, at, config, diagnostics);
  });
  if (const Json* limits = reader.Any("authenticatorLimits")) {
    ReadLimits(*limits, PointerTo(place, "authenticatorLimits"), config, diagnostics);
  }
  reader.Object("lives", [&](ObjectReader& member) { ReadLives(member, config.lives); });
  reader.Object("rules", [&](ObjectReader& member) { ReadRules(member, config.rules); });
  reader.Object("texts", [&](ObjectReader& member) { ReadTexts(member, config.texts); });
  ReadFidoProtocols(reader, config.fido_protocols);
  reader.Object("push", [&](ObjectReader& member) { ReadPushScript(member, config.push); });
  reader.Object("onlineActivation",
                [&](ObjectReader& member) { ReadActivationScript(member, config.online_activation); });
  if (const Json* commands = reader.Any("orchestration")) {
    config.orchestration = ReadCommandRules(*commands, PointerTo(place, "orchestration"), diagnostics);
  }
  if (const Json* risk = reader.Any("risk")) {
    config.risk = ReadRiskRules(*risk, PointerTo(place, "risk"), diagnostics);
  }
  if (const Json* faults = reader.Any("faults")) {
    config.faults = ReadFaults(*faults, PointerTo(place, "faults"), diagnostics);
  }
  reader.Object("digipass", [&](ObjectReader& member) { ReadDigipass(member, config.digipass); });
  reader.Finish();
}

}  // namespace

ServiceConfig::ServiceConfig()
    : authenticator_limits{{"TYP00", 10}, {"TYP03", 10}, {"TYP07", 10},
                           {"DAL10", 1},  {"TID10", 1},  {"VIR10", 1}} {
  for (int number = 1000002; number <= 1000010; ++number) licenses.push_back(DefaultLicense(number, "DAL10"));
  for (int number = 2000001; number <= 2000004; ++number) licenses.push_back(DefaultLicense(number, "TID10"));
  for (int number = 1; number <= 4; ++number) {
    LicenseConfig license;
    license.serial_number = "VDP000000" + std::to_string(number);
    license.type = kVirtualLicenseType;
    license.kind = LicenseKind::kSingleDevice;
    licenses.push_back(std::move(license));
  }
  licenses.push_back(DefaultLicense(1000001, "DAL10"));
}

ParsedServiceConfig ParseServiceConfig(std::string_view json_text) {
  ParsedServiceConfig parsed;
  const auto root = ParseJson(json_text);
  if (!root) {
    std::string problem(root.error().message());
    if (const auto position = root.error().Find(Fact::kPosition); !position.empty()) {
      problem.append(", ").append(position);
    }
    parsed.diagnostics.AddError("", std::move(problem), "correct the JSON text");
    return parsed;
  }
  return ReadServiceConfig(*root, "");
}

ParsedServiceConfig ReadServiceConfig(const Json& root, const std::string& place) {
  ParsedServiceConfig parsed;
  ReadService(root, place, parsed.config, parsed.diagnostics);
  return parsed;
}

std::string DigipassSerial(const ServiceConfig& config) {
  const auto usable =
      std::find_if(config.licenses.rbegin(), config.licenses.rend(), [](const LicenseConfig& license) {
        return license.kind == LicenseKind::kMultiDevice && license.type != kVirtualLicenseType &&
               license.owner.empty() && license.activations_used < license.max_activations;
      });
  if (usable != config.licenses.rend()) return usable->serial_number;
  return config.licenses.empty() ? std::string() : config.licenses.back().serial_number;
}

}  // namespace authtree::inline v0::simulator
