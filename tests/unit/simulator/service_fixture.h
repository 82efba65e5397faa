#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/json.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/simulator/virtual_digipass.h"
#include "authtree/testkit/manual_clock.h"

namespace authtree::inline v0::simulator {

/// An answer, taken apart.
struct Reply {
  int status = 0;
  std::string text;
  Json body;  ///< null when there is no JSON
  std::string media_type;
  std::string correlation_id;
  std::string allow;
  std::string entity_tag;

  [[nodiscard]] std::string Text(std::string_view member) const { return StringMember(body, member); }
  /// "field: message" of every validation error.
  [[nodiscard]] std::vector<std::string> Findings() const;
  [[nodiscard]] std::vector<std::string> FindingFields() const;
};

/// A service with a still clock, and the calls of the offline walk.
class ServiceTest : public ::testing::Test {
 protected:
  /// Starts over with another configuration.
  void Start(ServiceConfig config) { service_ = std::make_shared<OneSpanService>(std::move(config), clock_); }
  /// The same from the text of a configuration file.
  void StartWith(std::string_view json_text);

  [[nodiscard]] Reply Send(http::Method method, std::string target, std::string_view body = {},
                           std::string_view content_type = "application/json", std::string_view accept = {});
  /// The same, only if it is still the version that was read.
  [[nodiscard]] Reply SendIf(std::string entity_tag, http::Method method, std::string target,
                             const Json& body);
  [[nodiscard]] Reply Get(std::string target) { return Send(http::Method::kGet, std::move(target)); }
  [[nodiscard]] Reply Post(std::string target, const Json& body) {
    return Send(http::Method::kPost, std::move(target), body.dump());
  }

  [[nodiscard]] Reply Register(
      const Json& more = Json::object());  ///< offlineMDL for alice unless `more` says so
  [[nodiscard]] Reply AddDevice(const std::string& registration, std::string_view code) {
    return Post("/v1/registrations/" + registration + "/add-device", {{"deviceCode", code}});
  }
  [[nodiscard]] Reply Activate(const std::string& registration, std::string_view signature) {
    return Post("/v1/registrations/" + registration + "/activate", {{"signature", signature}});
  }
  [[nodiscard]] std::string Status(const std::string& user, const Json& more = Json::object());
  /// The picture of a hexadecimal message, as the visual code operation draws it.
  [[nodiscard]] std::string Picture(const std::string& hex, const std::string& format = "CRONTO");
  /// What a device shows for that picture.
  [[nodiscard]] std::string Scan(VirtualDigipass& device, const std::string& hex);

  /// Registers, adds and activates one device; the answer of the step that failed, or of activate.
  [[nodiscard]] Reply Walk(VirtualDigipass& device, const Json& more = Json::object());

  [[nodiscard]] Reply Sent(http::Method method, std::string target, std::string_view body,
                           http::Headers headers);

  /// 2025-01-31T09:15:00Z
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>(
      std::chrono::system_clock::time_point(std::chrono::seconds(1'738'314'900)));
  std::shared_ptr<OneSpanService> service_ = std::make_shared<OneSpanService>(ServiceConfig(), clock_);
};

MATCHER_P(HasStatus, status, "") {
  *result_listener << "answered " << arg.status << " " << arg.text.substr(0, 300);
  return arg.status == status;
}

}  // namespace authtree::inline v0::simulator
