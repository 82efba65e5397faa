#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::simulator {

/// What goes wrong. All but `kAnswer` and `kReset` let the service carry the request out first, and spoil
/// what it answers.
enum class FaultKind : std::uint8_t {
  kAnswer,            ///< another answer in place of the service's: `status` and `body`
  kDelay,             ///< the service's answer, late
  kReset,             ///< no answer: the connection is reset before the service has seen the request
  kLostAnswer,        ///< no answer: the connection is reset after the service has carried the request out
  kTruncated,         ///< half of the service's answer, then the end of the connection
  kMalformedJson,     ///< the service's answer without its last character; `{` when it has no body
  kWrongContentType,  ///< the service's answer as `text/plain`
  kEmptyBody,         ///< status and header fields of the service's answer, without its body
  kOversized,         ///< the service's answer with blanks behind it, `size` bytes in all
};

/// The word for a kind in a file: "answer", "lostAnswer".
[[nodiscard]] std::string_view FaultKindName(FaultKind kind);

/// Lets some requests go wrong on purpose.
struct FaultRule {
  /// What `FaultKind::kAnswer` answers.
  enum class Body : std::uint8_t {
    kErrorOutput,  ///< the documented error body
    kHtml,         ///< a page, as a proxy in between would send
    kEmpty,        ///< nothing
    kJson,         ///< `json`
  };
  std::string route = "*";                  ///< route template, "/v1/users/register"; "*" for every request
  std::optional<http::Method> method = {};  ///< every method when absent
  int skip = 0;                             ///< let so many matching requests pass first
  std::optional<int> times = {};            ///< apply to so many requests; to all when absent
  int status = 500;
  Body body = Body::kErrorOutput;
  std::string message = "simulated: fault";  ///< the text of the error body
  Json json = Json::object();  ///< the body of `Body::kJson`: what the service itself would never say
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< more header fields: Retry-After
  FaultKind kind = FaultKind::kAnswer;
  std::chrono::milliseconds delay{0};               ///< how late, whatever the kind; 0 for at once
  std::size_t size = std::size_t{2} * 1024 * 1024;  ///< bytes of an oversized answer
};

/// Reads a list of faults; every member of one is optional:
/// @code{.json}
/// [{"operation": "add_device", "skip": 0, "times": 1, "kind": "answer", "status": 503, "body":
/// "errorOutput",
///   "message": "simulated: fault", "headers": {"Retry-After": "1"}},
///  {"route": "/v1/users/register", "method": "POST", "kind": "delay", "delayMilliseconds": 5000},
///  {"operation": "render_visual_code", "kind": "oversized", "bytes": 2097152},
///  {"operation": "check_session", "status": 200, "body": {"sessionStatus": "unknown"}}]
/// @endcode
/// Without `kind` a fault that has a delay and nothing else to answer is a `delay`, any other an `answer`.
/// Findings go to `diagnostics`, each with its place below `place`; what could be read is returned.
[[nodiscard]] std::vector<FaultRule> ReadFaults(const Json& list, const std::string& place,
                                                Diagnostics& diagnostics);

/// The same list as `ReadFaults` reads it.
[[nodiscard]] OrderedJson FaultsJson(const std::vector<FaultRule>& faults);

}  // namespace authtree::inline v0::simulator
