#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"

namespace authtree::inline v0::vectors {

/// One scripted answer of the service; a dropped one closes the connection without an answer.
struct ScriptedReply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::optional<std::string> body{};
  bool drop = false;
};

/// One request that left the reference's node.
struct RecordedRequest {
  std::string method{};
  std::string path{};  ///< as on the request line
  std::optional<std::string> query{};
  std::optional<std::string> host{};         ///< only where it is recorded
  std::optional<bool> tls{};                 ///< only where it is recorded
  std::optional<bool> client_certificate{};  ///< only where it is recorded: whether there was one
  std::vector<std::pair<std::string, std::string>> headers{};
  Json body{};  ///< parsed; null: none; the text when it was no JSON
  std::optional<std::string> raw{};
  bool invalid_json = false;
  bool duplicate_keys = false;
  bool escaping_repairs = false;  ///< escaped values make it good JSON; `body` is what it then means
};

/// What the reference's node did.
struct Recording {
  std::optional<std::string> outcome{};     ///< nothing when it asked or threw
  std::optional<Json> exception{};          ///< when `process()` threw
  std::optional<Json> handled_exception{};  ///< when the node caught one itself
  std::vector<RecordedRequest> requests{};
  Json shared = Json::object();
  std::vector<std::string> removed{};
  Json transient = Json::object();
  std::vector<std::string> transient_removed{};
  Json callbacks = Json::array();

  /// The node could not do its work: it caught an exception or let one out.
  [[nodiscard]] bool failed() const { return exception.has_value() || handled_exception.has_value(); }
};

/// One recorded case: what the reference's node was given, and what it did.
struct RecordedCase {
  std::string type{};
  std::string name{};
  std::string note{};
  Json service = Json::object();
  Json config = Json::object();
  Json shared = Json::object();
  Json transient = Json::object();
  Json callbacks = Json::array();
  std::string client_ip{};
  Json parameters = Json::object();
  std::vector<ScriptedReply> http{};
  Recording expected{};
};

/// What is known of the reference's node types: the values of properties that a case does not override.
class NodeDefaults {
 public:
  /// Reads `_meta.json`. Findings about its shape go to `diagnostics`.
  static NodeDefaults Read(const Json& meta, Diagnostics& diagnostics);

  /// The value a property has by itself; null when it is not known.
  [[nodiscard]] const Json* Find(const std::string& type, const std::string& property) const;

 private:
  std::map<std::string, std::map<std::string, Json>> defaults_;
};

/// Reads the cases of one file. What cannot be read is a finding, and the case is left out; the others stay.
[[nodiscard]] std::vector<RecordedCase> ReadCases(const std::string& type, const Json& file,
                                                  Diagnostics& diagnostics);

}  // namespace authtree::inline v0::vectors
