#include "authtree/simulator/fault_rule.h"

#include <algorithm>
#include <array>

#include "authtree/core/object_reader.h"

#include "routes.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr int kManyTimes = 1'000'000;
constexpr int kLongestDelay = 10 * 60 * 1000;
constexpr int kMostBytes = 64 * 1024 * 1024;

struct KindWord {
  std::string_view word;
  FaultKind kind;
};

constexpr std::array<KindWord, 9> kKinds{{{"answer", FaultKind::kAnswer},
                                          {"delay", FaultKind::kDelay},
                                          {"reset", FaultKind::kReset},
                                          {"lostAnswer", FaultKind::kLostAnswer},
                                          {"truncated", FaultKind::kTruncated},
                                          {"malformedJson", FaultKind::kMalformedJson},
                                          {"wrongContentType", FaultKind::kWrongContentType},
                                          {"emptyBody", FaultKind::kEmptyBody},
                                          {"oversized", FaultKind::kOversized}}};

constexpr std::array<std::string_view, 4> kAnswerMembers{"status", "body", "message", "headers"};

OrderedJson BodyJson(const FaultRule& fault) {
  switch (fault.body) {
    case FaultRule::Body::kErrorOutput:
      return "errorOutput";
    case FaultRule::Body::kHtml:
      return "html";
    case FaultRule::Body::kEmpty:
      return "empty";
    case FaultRule::Body::kJson:
      return OrderedJson(fault.json);
  }
  return "errorOutput";
}

void ReadBody(ObjectReader& reader, FaultRule& fault) {
  const Json* body = reader.Any("body");
  if (body != nullptr && body->is_object()) {
    fault.body = FaultRule::Body::kJson;
    fault.json = *body;
    return;
  }
  reader.Word<FaultRule::Body>("body", fault.body,
                               {{"errorOutput", FaultRule::Body::kErrorOutput},
                                {"html", FaultRule::Body::kHtml},
                                {"empty", FaultRule::Body::kEmpty}});
}

/// Whether another operation has the same path, so that only the method tells which one is meant.
bool SharesPath(const Route& route) {
  const auto routes = Routes();
  return std::any_of(routes.begin(), routes.end(), [&](const Route& other) {
    return other.path == route.path && other.name != route.name;
  });
}

void ReadRoute(ObjectReader& reader, FaultRule& fault) {
  const auto routes = Routes();
  std::string operation;
  reader.Text("operation", operation);
  reader.Text("route", fault.route);
  if (reader.Has("operation") && reader.Has("route")) {
    reader.Reject("operation", "stands beside a route", "name the operation or the route");
  }
  if (reader.Has("operation")) {
    const auto found = std::find_if(routes.begin(), routes.end(),
                                    [&](const Route& route) { return route.name == operation; });
    if (found != routes.end()) {
      fault.route = found->path;
      if (SharesPath(*found)) fault.method = found->method;
    } else {
      std::string known;
      for (const Route& route : routes) {
        if (known.ends_with(route.name)) continue;  // two routes of one operation stand together
        known.append(known.empty() ? "" : ", ").append(route.name);
      }
      reader.Reject("operation", "is no operation", "use one of: " + known);
    }
  }
  if (fault.route != "*" && std::none_of(routes.begin(), routes.end(),
                                         [&](const Route& route) { return route.path == fault.route; })) {
    reader.Reject("route", "is the template of no operation",
                  "use \"*\" or, for instance, \"/v1/users/register\"");
  }
}

void ReadHeaders(ObjectReader& reader, FaultRule& fault) {
  const Json* headers = reader.Any("headers");
  if (headers == nullptr) return;
  const std::string place = PointerTo(reader.place(), "headers");
  if (!headers->is_object()) {
    reader.diagnostics().AddError(place, "is not an object", "write { \"Name\": \"value\" }");
    return;
  }
  for (const auto& [name, value] : headers->items()) {
    http::Headers check;
    if (value.is_string() && check.Add(name, value.get<std::string>())) {
      fault.headers.emplace_back(name, value.get<std::string>());
    } else {
      reader.diagnostics().AddError(PointerTo(place, name), "is no header field",
                                    "use a header name and a text without control characters");
    }
  }
}

void ReadKind(ObjectReader& reader, FaultRule& fault) {
  const bool answers = std::any_of(kAnswerMembers.begin(), kAnswerMembers.end(),
                                   [&](std::string_view member) { return reader.Has(member); });
  if (!reader.Has("kind") && reader.Has("delayMilliseconds") && !answers) fault.kind = FaultKind::kDelay;
  if (const Json* kind = reader.Any("kind")) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [&](const KindWord& known) { return *kind == known.word; });
    if (found == kKinds.end()) {
      std::string known;
      for (const KindWord& one : kKinds) known.append(known.empty() ? "" : ", ").append(one.word);
      reader.Reject("kind", "is none of the known words", "use one of: " + known);
      return;
    }
    fault.kind = found->kind;
  }
  for (const std::string_view member : kAnswerMembers) {
    if (fault.kind != FaultKind::kAnswer && reader.Has(member)) {
      reader.Reject(member, "means nothing to this kind of fault", "remove it, or use the kind \"answer\"");
    }
  }
  if (fault.kind != FaultKind::kOversized && reader.Has("bytes")) {
    reader.Reject("bytes", "means nothing to this kind of fault", "remove it, or use the kind \"oversized\"");
  }
  if (fault.kind == FaultKind::kDelay && !reader.Has("delayMilliseconds")) {
    reader.Reject("delayMilliseconds", "is missing", "say how late the answer is");
  }
}

FaultRule ReadFault(const Json& element, const std::string& place, Diagnostics& diagnostics) {
  ObjectReader reader(element, place, diagnostics);
  FaultRule fault;
  ReadRoute(reader, fault);
  std::string method;
  reader.Text("method", method);
  if (const auto named = http::ParseMethod(method)) {
    fault.method = named;
  } else if (!method.empty()) {
    reader.Reject("method", "is no HTTP method", "use GET, POST, PUT or PATCH");
  }
  reader.Integer("skip", fault.skip, 0, kManyTimes);
  int times = 0;
  reader.Integer("times", times, 1, kManyTimes);
  if (reader.Has("times")) fault.times = times;
  ReadKind(reader, fault);
  int delay = 0;
  reader.Integer("delayMilliseconds", delay, 0, kLongestDelay);
  fault.delay = std::chrono::milliseconds(delay);
  int size = static_cast<int>(fault.size);
  reader.Integer("bytes", size, 1, kMostBytes);
  fault.size = static_cast<std::size_t>(size);
  reader.Integer("status", fault.status, 200, 599);
  ReadBody(reader, fault);
  reader.Text("message", fault.message);
  ReadHeaders(reader, fault);
  reader.Finish();
  return fault;
}

OrderedJson FaultJson(const FaultRule& fault) {
  OrderedJson json;
  const auto routes = Routes();
  const auto route = std::find_if(routes.begin(), routes.end(), [&](const Route& known) {
    return known.path == fault.route && (SharesPath(known) ? fault.method == known.method : true);
  });
  if (route != routes.end()) {
    json["operation"] = route->name;
  } else {
    json["route"] = fault.route;
  }
  if (fault.method) json["method"] = http::MethodName(*fault.method);
  if (fault.skip > 0) json["skip"] = fault.skip;
  if (fault.times) json["times"] = *fault.times;
  json["kind"] = FaultKindName(fault.kind);
  if (fault.delay.count() > 0 || fault.kind == FaultKind::kDelay) {
    json["delayMilliseconds"] = fault.delay.count();
  }
  if (fault.kind == FaultKind::kOversized) json["bytes"] = fault.size;
  if (fault.kind != FaultKind::kAnswer) return json;
  json["status"] = fault.status;
  json["body"] = BodyJson(fault);
  if (fault.body == FaultRule::Body::kErrorOutput) json["message"] = fault.message;
  for (const auto& [name, value] : fault.headers) json["headers"][name] = value;
  return json;
}

}  // namespace

std::string_view FaultKindName(FaultKind kind) {
  switch (kind) {
    case FaultKind::kAnswer:
      return "answer";
    case FaultKind::kDelay:
      return "delay";
    case FaultKind::kReset:
      return "reset";
    case FaultKind::kLostAnswer:
      return "lostAnswer";
    case FaultKind::kTruncated:
      return "truncated";
    case FaultKind::kMalformedJson:
      return "malformedJson";
    case FaultKind::kWrongContentType:
      return "wrongContentType";
    case FaultKind::kEmptyBody:
      return "emptyBody";
    case FaultKind::kOversized:
      return "oversized";
  }
  return "answer";
}

std::vector<FaultRule> ReadFaults(const Json& list, const std::string& place, Diagnostics& diagnostics) {
  std::vector<FaultRule> faults;
  if (!list.is_array()) {
    diagnostics.AddError(place, "is not a list", "write [ ... ] here");
    return faults;
  }
  std::size_t index = 0;
  for (const Json& element : list) {
    faults.push_back(ReadFault(element, PointerTo(place, std::to_string(index++)), diagnostics));
  }
  return faults;
}

OrderedJson FaultsJson(const std::vector<FaultRule>& faults) {
  OrderedJson list = OrderedJson::array();
  for (const FaultRule& fault : faults) list.push_back(FaultJson(fault));
  return list;
}

}  // namespace authtree::inline v0::simulator
