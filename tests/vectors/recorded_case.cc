#include "recorded_case.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "authtree/core/encoding.h"
#include "authtree/core/object_reader.h"

#include "body_repair.h"

namespace authtree::inline v0::vectors {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kSeeReadme = "Write it as the format of recorded cases says";

/// A member of one JSON type; a finding when it is of another.
void Take(ObjectReader& reader, std::string_view name, Json& out, Json::value_t type) {
  const Json* member = reader.Any(name);
  if (member == nullptr) return;
  if (member->type() != type) {
    reader.Reject(name, "is not of the expected type", std::string(kSeeReadme));
    return;
  }
  out = *member;
}

void TakeTexts(ObjectReader& reader, std::string_view name, std::vector<std::string>& out) {
  const Json* member = reader.Any(name);
  if (member == nullptr) return;
  const bool texts = member->is_array() && std::all_of(member->begin(), member->end(),
                                                       [](const Json& text) { return text.is_string(); });
  if (!texts) {
    reader.Reject(name, "is no list of texts", std::string(kSeeReadme));
    return;
  }
  out = member->get<std::vector<std::string>>();
}

/// A text, or nothing when the member is null or absent.
void TakeOptionalText(ObjectReader& reader, std::string_view name, std::optional<std::string>& out) {
  const Json* member = reader.Any(name);
  if (member == nullptr || member->is_null()) return;
  if (!member->is_string()) {
    reader.Reject(name, "is neither a text nor null", std::string(kSeeReadme));
    return;
  }
  out = member->get<std::string>();
}

void TakeHeaders(ObjectReader& reader, Pairs& out) {
  Json headers = Json::object();
  Take(reader, "headers", headers, Json::value_t::object);
  for (const auto& [name, value] : headers.items()) {
    if (!value.is_string()) {
      reader.Reject("headers", "has a value that is no text", std::string(kSeeReadme));
      return;
    }
    out.emplace_back(name, value.get<std::string>());
  }
}

ScriptedReply ReadReply(const Json& json, const std::string& place, Diagnostics& diagnostics) {
  ScriptedReply reply;
  ObjectReader reader(json, place, diagnostics);
  reader.Boolean("drop", reply.drop);
  if (!reply.drop) reader.Require("status", "Name the status, or drop the connection");
  reader.Integer("status", reply.status, 100, 599);
  TakeHeaders(reader, reply.headers);
  TakeOptionalText(reader, "body", reply.body);
  std::optional<std::string> encoded;
  TakeOptionalText(reader, "body_b64", encoded);
  if (encoded) {
    reply.body = Base64Decode(*encoded);
    if (!reply.body) reader.Reject("body_b64", "is no Base64", std::string(kSeeReadme));
  }
  reader.Finish();
  return reply;
}

RecordedRequest ReadRequest(const Json& json, const std::string& place, Diagnostics& diagnostics) {
  RecordedRequest request;
  ObjectReader reader(json, place, diagnostics);
  reader.Require("method", std::string(kSeeReadme));
  reader.Require("path", std::string(kSeeReadme));
  reader.Text("method", request.method);
  reader.Text("path", request.path);
  TakeOptionalText(reader, "query", request.query);
  TakeOptionalText(reader, "host", request.host);
  if (reader.Has("tls")) {
    bool tls = false;
    reader.Boolean("tls", tls);
    request.tls = tls;
  }
  if (const Json* certificate = reader.Any("client_cert"))
    request.client_certificate = !certificate->is_null();
  TakeHeaders(reader, request.headers);
  if (const Json* body = reader.Any("body")) request.body = *body;
  TakeOptionalText(reader, "body_raw", request.raw);
  reader.Boolean("invalid_json", request.invalid_json);
  reader.Boolean("duplicate_keys", request.duplicate_keys);
  reader.Finish();
  return request;
}

void ReadRecording(ObjectReader& reader, Recording& recording) {
  TakeOptionalText(reader, "outcome", recording.outcome);
  for (auto [name, out] : {std::pair{"exception", &recording.exception},
                           std::pair{"handled_exception", &recording.handled_exception}}) {
    const Json* member = reader.Any(name);
    if (member != nullptr && !member->is_null()) *out = *member;
  }
  reader.Require("requests", std::string(kSeeReadme));
  reader.Each("requests", [&](const Json& element, const std::string& place) {
    recording.requests.push_back(ReadRequest(element, place, reader.diagnostics()));
  });
  Take(reader, "shared", recording.shared, Json::value_t::object);
  Take(reader, "transient", recording.transient, Json::value_t::object);
  TakeTexts(reader, "removed", recording.removed);
  TakeTexts(reader, "transient_removed", recording.transient_removed);
  Take(reader, "callbacks", recording.callbacks, Json::value_t::array);
  // Which of two calls the reference used to write state, and how often it connected: its own business.
  static_cast<void>(reader.Any("action"));
  static_cast<void>(reader.Any("tcp_connections"));
}

RecordedCase ReadCase(const std::string& type, const Json& json, const std::string& place,
                      Diagnostics& diagnostics) {
  RecordedCase read;
  read.type = type;
  ObjectReader reader(json, place, diagnostics);
  reader.Require("name", "Name the case");
  reader.Require("expect", std::string(kSeeReadme));
  reader.Text("name", read.name);
  reader.Text("note", read.note);
  static_cast<void>(reader.Any("core"));  // which run of the recorder it belongs to
  Take(reader, "service", read.service, Json::value_t::object);
  Take(reader, "config", read.config, Json::value_t::object);
  Take(reader, "shared", read.shared, Json::value_t::object);
  Take(reader, "transient", read.transient, Json::value_t::object);
  Take(reader, "callbacks", read.callbacks, Json::value_t::array);
  Take(reader, "parameters", read.parameters, Json::value_t::object);
  std::optional<std::string> client_ip;
  TakeOptionalText(reader, "clientIp", client_ip);
  read.client_ip = client_ip.value_or(std::string());
  reader.Each("http", [&](const Json& element, const std::string& element_place) {
    read.http.push_back(ReadReply(element, element_place, diagnostics));
  });
  reader.Object("expect", [&read](ObjectReader& expect) { ReadRecording(expect, read.expected); });
  reader.Finish();
  for (RecordedRequest& request : read.expected.requests) RepairBody(request, read.shared, read.transient);
  return read;
}

}  // namespace

NodeDefaults NodeDefaults::Read(const Json& meta, Diagnostics& diagnostics) {
  NodeDefaults read;
  if (!meta.is_object()) {
    diagnostics.AddError("", "is no object of node types", std::string(kSeeReadme));
    return read;
  }
  for (const auto& [type, description] : meta.items()) {
    const Json* properties = FindMember(description, "config");
    if (properties == nullptr || !properties->is_array()) {
      diagnostics.AddError(PointerTo("", type), "has no list 'config'", std::string(kSeeReadme));
      continue;
    }
    for (const Json& property : *properties) {
      const Json* value = FindMember(property, "default");
      if (value != nullptr) read.defaults_[type][StringMember(property, "name")] = *value;
    }
  }
  return read;
}

const Json* NodeDefaults::Find(const std::string& type, const std::string& property) const {
  const auto node = defaults_.find(type);
  if (node == defaults_.end()) return nullptr;
  const auto value = node->second.find(property);
  return value == node->second.end() ? nullptr : &value->second;
}

std::vector<RecordedCase> ReadCases(const std::string& type, const Json& file, Diagnostics& diagnostics) {
  std::vector<RecordedCase> cases;
  if (!file.is_array()) {
    diagnostics.AddError("", "is no list of cases", std::string(kSeeReadme));
    return cases;
  }
  for (std::size_t i = 0; i < file.size(); ++i) {
    Diagnostics found;
    RecordedCase read = ReadCase(type, file[i], "/" + std::to_string(i), found);
    if (!found.has_errors()) cases.push_back(std::move(read));
    diagnostics.Append(std::move(found));
  }
  return cases;
}

}  // namespace authtree::inline v0::vectors
