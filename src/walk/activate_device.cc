#include "activate_device.h"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "authtree/core/json.h"
#include "authtree/http/url.h"

namespace authtree::inline v0::walk {
namespace {

// Only the path of it counts: requests go straight to the service in this process.
constexpr std::string_view kUrl = "https://onespan.test";

/// The answer to a request; nothing when it is refused.
std::optional<Json> Post(simulator::OneSpanService& service, std::initializer_list<std::string_view> path,
                         const Json& body) {
  Result<http::Url> url = http::Url::Parse(kUrl);
  if (!url) return std::nullopt;
  for (const std::string_view segment : path) *url = url->Segment(segment);
  http::Headers headers;
  headers.Add("Content-Type", "application/json");
  const std::string text = DumpJson(body);
  const http::Response answer = service.Answer(http::ServerRequest(http::Method::kPost, url->Target())
                                                   .WithHeaders(std::move(headers))
                                                   .WithBody(Secret(std::string_view(text))));
  if (answer.status() != 200) return std::nullopt;
  Result<Json> json = ParseJson(answer.body().Expose());
  if (!json) return std::nullopt;
  return *std::move(json);
}

/// The code that the device shows for a message.
std::optional<std::string> CodeFor(simulator::VirtualDigipass& device, const Json& answer,
                                   std::string_view member) {
  const std::string message = StringMember(answer, member);
  Result<simulator::DigipassReading> reading = device.Read(Secret(std::string_view(message)));
  if (!reading) return std::nullopt;
  return std::move(reading->code);
}

/// The last step of both ways: the device signs the second message.
bool SignWith(simulator::OneSpanService& service, simulator::VirtualDigipass& device, const std::string& id,
              const Json& added) {
  const auto signature = CodeFor(device, added, "activationMessage2");
  if (!signature) return false;
  return Post(service, {"v1", "registrations", id, "activate"}, Json{{"signature", *signature}}).has_value();
}

std::optional<simulator::LicenseView> FindLicense(const simulator::OneSpanService& service,
                                                  const std::string& serial_number) {
  simulator::ServiceSnapshot snapshot = service.Snapshot();
  for (simulator::LicenseView& license : snapshot.licenses) {
    if (license.serial_number == serial_number) return std::move(license);
  }
  return std::nullopt;
}

}  // namespace

bool ActivateDevice(simulator::OneSpanService& service, simulator::VirtualDigipass& device,
                    const std::string& user, const std::string& serial_number) {
  Json registration = {
      {"objectType", "RegisterUserInputEx"}, {"activationType", "offlineMDL"}, {"userID", user}};
  if (!serial_number.empty()) registration["serialNumber"] = serial_number;
  const auto registered = Post(service, {"v1", "users", "register"}, registration);
  if (!registered) return false;
  const std::string id = StringMember(*registered, "registrationID");
  const auto device_code = CodeFor(device, *registered, "activationPassword");
  if (!device_code) return false;
  const auto added =
      Post(service, {"v1", "registrations", id, "add-device"}, Json{{"deviceCode", *device_code}});
  if (!added) return false;
  return SignWith(service, device, id, *added);
}

bool ActivateByAdministrator(simulator::OneSpanService& service, simulator::VirtualDigipass& device,
                             const std::string& user, const Secret& static_password,
                             const std::string& serial_number) {
  const std::optional<simulator::LicenseView> license = FindLicense(service, serial_number);
  if (!license) return false;
  if (license->owner != user) {
    const Json owner = {{"userID", user}, {"domain", license->domain}};
    if (!Post(service, {"v1", "authenticators", serial_number, "assign"}, owner)) return false;
  }
  const auto message =
      Post(service, {"v1", "authenticators", serial_number, "generate-activation-message"}, Json::object());
  if (!message) return false;
  const auto device_code = CodeFor(device, *message, "activationMessage");
  if (!device_code) return false;
  const auto added = Post(service, {"v1", "registrations"},
                          Json{{"activationType", "offlineMDL"},
                               {"deviceCode", *device_code},
                               {"domain", license->domain},
                               {"serialNumber", serial_number},
                               {"staticPassword", std::string(static_password.Expose())},
                               {"userID", user}});
  return added && SignWith(service, device, StringMember(*added, "registrationID"), *added);
}

}  // namespace authtree::inline v0::walk
