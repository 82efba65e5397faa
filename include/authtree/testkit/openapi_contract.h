#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/json.h"
#include "authtree/core/result.h"

namespace authtree::inline v0::testkit {

/// Holds requests and replies against an OpenAPI 3.0 description (YAML).
///
/// Stricter than a service has to be: a member that the description does not name is a violation, unless its
/// schema says `additionalProperties: true`. Understands `$ref`, `allOf`, `oneOf` (by discriminator where
/// there is one), `type`, `required`, `properties`, `enum`, `pattern`, lengths and limits in characters,
/// items and members, `uniqueItems`, and the formats `int32`, `int64`, `ipv4` and `date-time`.
///
/// Each violation is a line for people that begins with a JSON pointer or with the name of what is wrong; no
/// violations, no lines. Paths are given as on the request line, with or without the leading "/v1".
class OpenApiContract {
 public:
  /// `kInvalidInput` when the file cannot be read, or holds no paths.
  [[nodiscard]] static Result<OpenApiContract> Load(const std::filesystem::path& file);

  /// `query` without the question mark; an empty `body` stands for none.
  [[nodiscard]] std::vector<std::string> CheckRequest(std::string_view method, std::string_view path,
                                                      std::string_view query, std::string_view body) const;

  [[nodiscard]] std::vector<std::string> CheckReply(std::string_view method, std::string_view path,
                                                    int status, std::string_view content_type,
                                                    std::string_view body) const;

  /// A value against a schema of `components/schemas`.
  [[nodiscard]] std::vector<std::string> CheckSchema(std::string_view schema_name, const Json& value) const;

  /// The whole description as JSON.
  [[nodiscard]] const Json& document() const { return document_; }

 private:
  explicit OpenApiContract(Json document) : document_(std::move(document)) {}

  Json document_;
};

}  // namespace authtree::inline v0::testkit
