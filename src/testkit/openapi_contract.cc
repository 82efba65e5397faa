#include "authtree/testkit/openapi_contract.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "authtree/core/diagnostics.h"
#include "authtree/core/text.h"
#include "authtree/http/message.h"
#include "authtree/http/url.h"

#include "schema_checker.h"
#include "yaml_json.h"

namespace authtree::inline v0::testkit {
namespace {

using Violations = std::vector<std::string>;
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// An operation of the description, and what its path's placeholders stand for.
struct FoundOperation {
  const Json* operation = nullptr;
  Parameters path_parameters{};
};

bool IsPlaceholder(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::optional<Parameters> MatchPath(std::string_view pattern, const std::vector<std::string>& segments) {
  const auto wanted = http::PathSegments(pattern);
  if (!wanted || wanted->size() != segments.size()) return std::nullopt;
  Parameters parameters;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string& part = (*wanted)[i];
    if (IsPlaceholder(part)) {
      parameters.emplace_back(part.substr(1, part.size() - 2), segments[i]);
    } else if (part != segments[i]) {
      return std::nullopt;
    }
  }
  return parameters;
}

std::optional<FoundOperation> FindOperation(const Json& document, std::string_view method,
                                            std::string_view path) {
  auto segments = http::PathSegments(path);
  if (!segments) return std::nullopt;
  if (!segments->empty() && segments->front() == "v1") segments->erase(segments->begin());
  std::optional<FoundOperation> best;
  for (const auto& [pattern, item] : document.at("paths").items()) {
    const Json* operation = FindMember(item, LowerAscii(method));
    auto parameters = MatchPath(pattern, *segments);
    if (operation == nullptr || !parameters) continue;
    // "/users/register" is meant before "/users/{userKey}".
    if (!best || parameters->size() < best->path_parameters.size()) {
      best = FoundOperation{operation, *std::move(parameters)};
    }
  }
  return best;
}

/// What a parameter's text stands for, by the type its schema asks for.
Json ParameterValue(const Json& schema, const std::string& text) {
  const std::string type = StringMember(schema, "type");
  if (type == "integer") {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
  }
  if (type == "boolean" && (text == "true" || text == "false")) return text == "true";
  return text;
}

const Json* FindParameter(const SchemaChecker& checker, const Json& operation, std::string_view in,
                          std::string_view name) {
  const Json* parameters = FindMember(operation, "parameters");
  if (parameters == nullptr) return nullptr;
  for (const Json& parameter : *parameters) {
    const Json& resolved = checker.Resolve(parameter);
    if (StringMember(resolved, "in") == in && StringMember(resolved, "name") == name) return &resolved;
  }
  return nullptr;
}

void CheckParameters(const SchemaChecker& checker, const Json& operation, const std::string& in,
                     const Parameters& given, Violations& found) {
  for (const auto& [name, text] : given) {
    const std::string place = in + " parameter " + name;
    const Json* parameter = FindParameter(checker, operation, in, name);
    if (parameter == nullptr) {
      found.push_back(place + ": not a parameter that is described");
      continue;
    }
    const Json schema = checker.Flatten(parameter->value("schema", Json::object()));
    Violations violations = checker.Check(schema, ParameterValue(schema, text), place);
    found.insert(found.end(), violations.begin(), violations.end());
  }
  const Json* parameters = FindMember(operation, "parameters");
  if (parameters == nullptr) return;
  for (const Json& parameter : *parameters) {
    const Json& resolved = checker.Resolve(parameter);
    const std::string name = StringMember(resolved, "name");
    const bool missing =
        std::none_of(given.begin(), given.end(), [&](const auto& one) { return one.first == name; });
    if (StringMember(resolved, "in") == in && resolved.value("required", false) && missing) {
      found.push_back(in + " parameter " + name + ": missing");
    }
  }
}

void CheckJsonBody(const SchemaChecker& checker, const Json& media, std::string_view body,
                   Violations& found) {
  const auto value = ParseJson(body);
  if (!value) {
    found.push_back("body: " + value.error().Describe());
    return;
  }
  const Json* schema = FindMember(media, "schema");
  if (schema == nullptr) return;
  Violations violations = checker.Check(*schema, *value, "");
  found.insert(found.end(), violations.begin(), violations.end());
}

const Json* FindResponse(const SchemaChecker& checker, const Json& operation, int status) {
  const Json* responses = FindMember(operation, "responses");
  if (responses == nullptr) return nullptr;
  const Json* response = FindMember(*responses, std::to_string(status));
  return response == nullptr ? nullptr : &checker.Resolve(*response);
}

}  // namespace

Result<OpenApiContract> OpenApiContract::Load(const std::filesystem::path& file) {
  auto document = ReadYaml(file);
  if (!document) return tl::unexpected(document.error());
  const Json* paths = FindMember(*document, "paths");
  if (paths == nullptr || !paths->is_object()) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The file is no OpenAPI description."));
  }
  return OpenApiContract(*std::move(document));
}

std::vector<std::string> OpenApiContract::CheckRequest(std::string_view method, std::string_view path,
                                                       std::string_view query, std::string_view body) const {
  const SchemaChecker checker(document_);
  const auto found_operation = FindOperation(document_, method, path);
  if (!found_operation) return {"path: no such operation"};
  const Json& operation = *found_operation->operation;

  Violations found;
  CheckParameters(checker, operation, "path", found_operation->path_parameters, found);
  const auto parameters = http::ServerRequest(http::Method::kGet, "/?" + std::string(query)).Query();
  if (parameters) {
    CheckParameters(checker, operation, "query", *parameters, found);
  } else {
    found.emplace_back("query: not well formed");
  }

  const Json* request_body = FindMember(operation, "requestBody");
  if (request_body == nullptr) {
    if (!body.empty()) found.emplace_back("body: this operation has none");
    return found;
  }
  const Json& described = checker.Resolve(*request_body);
  if (body.empty()) {
    if (described.value("required", false)) found.emplace_back("body: missing");
    return found;
  }
  CheckJsonBody(checker, described.at(Json::json_pointer("/content/application~1json")), body, found);
  return found;
}

std::vector<std::string> OpenApiContract::CheckReply(std::string_view method, std::string_view path,
                                                     int status, std::string_view content_type,
                                                     std::string_view body) const {
  const SchemaChecker checker(document_);
  const auto operation = FindOperation(document_, method, path);
  if (!operation) return {"path: no such operation"};
  const Json* response = FindResponse(checker, *operation->operation, status);
  if (response == nullptr) return {"status: " + std::to_string(status) + " is not described"};

  const Json* content = FindMember(*response, "content");
  if (content == nullptr) {
    if (body.empty()) return {};
    return {"body: this answer has none"};
  }
  const std::string media_type = http::MediaTypeOf(content_type);
  const Json* media = FindMember(*content, media_type);
  if (media == nullptr) return {"content type: " + media_type + " is not described"};

  Violations found;
  if (media_type == "application/json") CheckJsonBody(checker, *media, body, found);
  return found;
}

std::vector<std::string> OpenApiContract::CheckSchema(std::string_view schema_name, const Json& value) const {
  const SchemaChecker checker(document_);
  const Json* schemas = FindMember(document_.at("components"), "schemas");
  const Json* schema = schemas == nullptr ? nullptr : FindMember(*schemas, schema_name);
  if (schema == nullptr) return {"schema: no such schema"};
  return checker.Check(*schema, value, "");
}

}  // namespace authtree::inline v0::testkit
