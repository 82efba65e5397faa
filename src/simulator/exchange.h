#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "authtree/core/json.h"
#include "authtree/http/message.h"
#include "authtree/simulator/service_config.h"

#include "account.h"
#include "field_rules.h"
#include "refusal.h"

namespace authtree::inline v0::simulator {

/// What every error body says beside its text.
struct ErrorContext {
  std::string_view service;  ///< name of the answering part; invented, the real ones are not public
  std::string correlation_id;
  std::chrono::system_clock::time_point time;
};

/// The documented error body. `validationErrors` is there when `errors` is not empty.
[[nodiscard]] http::Response ErrorAnswer(const ErrorContext& context, int status, std::string_view message,
                                         const std::vector<ValidationError>& errors = {});

/// "2025-01-31T09:15:00Z"
[[nodiscard]] std::string UtcTimestamp(std::chrono::system_clock::time_point time);

/// One request on its way through its operation: what was sent, what applies, how to answer.
class Exchange {
 public:
  /// `segments` are the still encoded path segments that the placeholders of the route stand for.
  Exchange(const http::ServerRequest& request, std::vector<std::string> segments, const ServiceConfig& config,
           ErrorContext context, Moment now)
      : request_(request),
        segments_(std::move(segments)),
        config_(config),
        context_(std::move(context)),
        now_(now) {}

  [[nodiscard]] const http::ServerRequest& request() const { return request_; }
  [[nodiscard]] const ServiceConfig& config() const { return config_; }
  [[nodiscard]] const ServiceRules& rules() const { return config_.rules; }
  [[nodiscard]] Strictness strictness() const {
    return config_.rules.strict_payloads ? Strictness::kStrict : Strictness::kLoose;
  }
  [[nodiscard]] Moment now() const { return now_; }
  [[nodiscard]] const std::string& segment(std::size_t index) const { return segments_[index]; }

  /// The body as an object, or the answer that refuses it: 415, 400.
  [[nodiscard]] tl::expected<Json, http::Response> ReadObject() const;

  [[nodiscard]] http::Response Ok(const OrderedJson& body) const;
  [[nodiscard]] http::Response Created(const OrderedJson& body) const;
  /// 202: a push was sent.
  [[nodiscard]] http::Response Accepted(const OrderedJson& body) const;
  [[nodiscard]] http::Response NoContent() const { return http::Response(204); }
  [[nodiscard]] http::Response Refuse(int status, std::string_view message) const;
  [[nodiscard]] http::Response Refuse(const Refusal& refusal) const;
  /// 400 with all that is wrong in the input.
  [[nodiscard]] http::Response Invalid(const std::vector<ValidationError>& errors) const;

 private:
  const http::ServerRequest& request_;
  std::vector<std::string> segments_;
  const ServiceConfig& config_;
  ErrorContext context_;
  Moment now_;
};

}  // namespace authtree::inline v0::simulator
