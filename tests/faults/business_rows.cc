// What the service refuses by its own rules, as far as the simulated one knows them.
#include <utility>

#include "error_case.h"

namespace authtree::inline v0::faults {
namespace {

const Told kLicenseLimit{
    "license_limit",
    "The license has no activation left. Free an activation or use another license, then start again."};
const Told kAuthenticatorLimit{"authenticator_limit",
                               "The user has as many authenticators as are allowed. Remove one that is not "
                               "used any more, then try again."};
const Told kNotRegistered{"conflict",
                          "The service could not register the user. Check the serial number, whether a "
                          "license is free and whether the account exists already."};
const Told kWrongDeviceCode{
    "conflict", "The device code was not accepted. Check the code on the device and type it again."};
const Told kWrongSignature{"conflict",
                           "The signature was not accepted. Check the code on the device and type it again."};
const Told kRegistrationGone{"not_found",
                             "The registration is not known any more. Start the registration again."};

const std::string kNoLicense = "n/a: only a registration takes a license";
const std::string kNoUser = "n/a: the user is checked by the registration";
const std::string kNoCode = "n/a: no code of a device is sent";
const std::string kNoRegistration = "n/a: comes before there is a registration";
const std::string kNoPictureOf = "n/a: a picture belongs to no registration";

ErrorCase Happens(std::function<Setup()> make, Told told) { return {std::move(make), std::move(told), {}}; }
ErrorCase CannotHappen(std::string why) { return {nullptr, {}, std::move(why)}; }

Setup With(std::function<void(simulator::ServiceConfig&)> service) {
  Setup setup;
  setup.service = std::move(service);
  return setup;
}

Setup WithWire(FaultMaker wire) {
  Setup setup;
  setup.wire = std::move(wire);
  return setup;
}

void KnowTheUser(simulator::ServiceConfig& config, bool administrator) {
  simulator::AccountConfig account;
  account.user_id = "jdoe";
  account.administrator = administrator;
  config.accounts.push_back(std::move(account));
}

Setup UsedUpLicense() {
  return With([](simulator::ServiceConfig& config) {
    config.licenses = {{.serial_number = "VDS1000001", .max_activations = 1, .activations_used = 1}};
  });
}

Setup NoLicenseFree() {
  Setup setup = With([](simulator::ServiceConfig& config) {
    config.licenses = {{.serial_number = "VDS1000001", .owner = "somebody"}};
  });
  setup.serial.clear();
  return setup;
}

Setup ForeignSerial() {
  return With([](simulator::ServiceConfig& config) {
    config.licenses = {{.serial_number = "VDS1000001", .domain = "elsewhere"},
                       {.serial_number = "VDS1000002"}};
  });
}

Setup ImpossibleSerial() {
  Setup setup;
  setup.serial = "not a serial";
  return setup;
}

Setup FullUser() {
  return With([](simulator::ServiceConfig& config) { config.authenticator_limits = {{"TYP00", 0}}; });
}

Setup KnownUser() {
  return With([](simulator::ServiceConfig& config) {
    config.rules.register_again = false;
    KnowTheUser(config, false);
  });
}

Setup Administrator() {
  return With([](simulator::ServiceConfig& config) { KnowTheUser(config, true); });
}

Setup ClumsyPerson(int wrong_device_codes, int wrong_signatures) {
  Setup setup;
  setup.device.wrong_device_codes = wrong_device_codes;
  setup.device.wrong_signatures = wrong_signatures;
  return setup;
}

Setup Typed(std::string device_code, std::string signature) {
  Setup setup;
  setup.device_code = std::move(device_code);
  setup.signature = std::move(signature);
  return setup;
}

Setup SlowPerson() {
  Setup setup = With(
      [](simulator::ServiceConfig& config) { config.lives.offline_registration = std::chrono::seconds(60); });
  setup.pause = std::chrono::seconds(61);
  return setup;
}

Setup Repeated() {
  Setup setup = With([](simulator::ServiceConfig& config) { config.rules.register_again = false; });
  setup.wire = SendsTwice();
  return setup;
}

Setup LimitText() { return WithWire(AnswersError(409, "License activation limit reached.")); }

}  // namespace

std::vector<ErrorRow> BusinessRows() {
  std::vector<ErrorRow> rows;
  rows.push_back(
      {"license without an activation left",
       {Happens(UsedUpLicense, kLicenseLimit), Happens(LimitText, kLicenseLimit),
        CannotHappen("n/a: adding the device has taken the activation"), CannotHappen(kNoLicense)}});
  rows.push_back({"no license is free",
                  {Happens(NoLicenseFree, kNotRegistered), CannotHappen(kNoLicense), CannotHappen(kNoLicense),
                   CannotHappen(kNoLicense)}});
  rows.push_back({"serial number of another domain",
                  {Happens(ForeignSerial, kNotRegistered), CannotHappen(kNoLicense), CannotHappen(kNoLicense),
                   CannotHappen(kNoLicense)}});
  rows.push_back(
      {"serial number that cannot be one",
       {Happens(ImpossibleSerial,
                {"invalid_input",
                 "The serial number must be three capital letters or digits followed by seven digits."}),
        CannotHappen(kNoLicense), CannotHappen(kNoLicense), CannotHappen(kNoLicense)}});
  rows.push_back(
      {"user with too many authenticators",
       {CannotHappen("n/a: counted when a device is added"), Happens(FullUser, kAuthenticatorLimit),
        CannotHappen("n/a: counted when a device is added"),
        CannotHappen("n/a: counted when a device is added")}});
  rows.push_back({"user who is registered already",
                  {Happens(KnownUser, kNotRegistered), CannotHappen(kNoUser), CannotHappen(kNoUser),
                   CannotHappen(kNoUser)}});
  rows.push_back(
      {"user who is the tenant's administrator",
       {Happens(Administrator,
                {"rejected",
                 "The service does not allow this. Check the client certificate, and that the user is no "
                 "administrator."}),
        CannotHappen(kNoUser), CannotHappen(kNoUser), CannotHappen(kNoUser)}});
  rows.push_back({"wrong code of the device",
                  {CannotHappen(kNoCode), Happens([] { return ClumsyPerson(1, 0); }, kWrongDeviceCode),
                   Happens([] { return ClumsyPerson(0, 1); }, kWrongSignature), CannotHappen(kNoCode)}});
  rows.push_back(
      {"code that is too short to be one",
       {CannotHappen(kNoCode),
        Happens([] { return Typed("1234", ""); },
                {"invalid_input",
                 "The device code has 5 to 26 characters. Check the code on the device and type it again."}),
        Happens([] { return Typed("", "12345"); },
                {"invalid_input",
                 "The signature has 6 to 16 characters. Check the code on the device and type it again."}),
        CannotHappen(kNoCode)}});
  rows.push_back({"registration that has expired",
                  {CannotHappen(kNoRegistration), Happens(SlowPerson, kRegistrationGone),
                   Happens(SlowPerson, kRegistrationGone), CannotHappen(kNoPictureOf)}});
  rows.push_back({"the same request for a second time",
                  {Happens(Repeated, kNotRegistered), Happens(Repeated, kWrongDeviceCode),
                   Happens(Repeated, kRegistrationGone),
                   CannotHappen("n/a: a picture may be drawn as often as wanted")}});
  return rows;
}

}  // namespace authtree::inline v0::faults
