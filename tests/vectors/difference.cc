#include "difference.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "authtree/core/text.h"

#include "masks.h"

namespace authtree::inline v0::vectors {
namespace {

class Comparison {
 public:
  Comparison(const RecordedCase& recorded, const Observation& seen)
      : recorded_(recorded.expected), seen_(seen), masks_(seen.now) {}

  std::vector<Difference> Take() && { return std::move(found_); }

  void Outcome();
  void Requests();
  void Tier(Aspect aspect, const Json& theirs, const StateValues& ours);
  void Removed(Aspect aspect, const std::vector<std::string>& theirs, const std::vector<std::string>& ours);
  void Callbacks();

 private:
  void Add(Aspect aspect, std::size_t index, std::string where, std::optional<Json> theirs,
           std::optional<Json> ours);
  void Request(std::size_t index, const RecordedRequest& theirs, const SentRequest& ours);
  void Peer(std::size_t index, const RecordedRequest& theirs, const SentRequest& ours);
  void Headers(std::size_t index, const RecordedRequest& theirs, const SentRequest& ours);
  /// Member by member; lists are compared whole.
  void Values(Aspect aspect, std::size_t index, const std::string& where, const Json& theirs,
              const Json& ours);

  const Recording& recorded_;
  const Observation& seen_;
  MaskMatcher masks_;
  std::vector<Difference> found_;
};

std::optional<Json> AsJson(const std::optional<std::string>& text) {
  return text ? std::optional<Json>(*text) : std::nullopt;
}

Json BodyOf(const SentRequest& request) {
  if (!request.body) return nullptr;
  Result<Json> parsed = ParseJson(*request.body);
  return parsed ? *std::move(parsed) : Json(*request.body);
}

Json Summary(const std::string& method, const std::string& path, const std::optional<std::string>& query,
             const Json& body) {
  Json summary{{"method", method}, {"path", path}, {"body", body}};
  if (query) summary["query"] = *query;
  return summary;
}

/// The parameters of a query, sorted: their order means nothing.
std::string SortedQuery(const std::string& query) {
  std::vector<std::string> parameters;
  std::size_t start = 0;
  for (std::size_t end = query.find('&'); end != std::string::npos; end = query.find('&', start)) {
    parameters.push_back(query.substr(start, end - start));
    start = end + 1;
  }
  parameters.push_back(query.substr(start));
  std::sort(parameters.begin(), parameters.end());
  std::string sorted;
  for (const std::string& parameter : parameters) sorted += parameter + "&";
  return sorted;
}

bool SameQuery(const std::optional<std::string>& theirs, const std::optional<std::string>& ours,
               MaskMatcher& masks) {
  if (!theirs || !ours) return theirs.has_value() == ours.has_value();
  return masks.MatchesText(SortedQuery(*theirs), SortedQuery(*ours));
}

/// A callback without the members that the recorder wrote down as null: they were not there.
Json WithoutNulls(Json callback) {
  for (auto member = callback.begin(); member != callback.end();) {
    member = member->is_null() ? callback.erase(member) : std::next(member);
  }
  return callback;
}

/// By what a callback of one side is found on the other.
std::string NameOf(const Json& callback) {
  for (const std::string_view member : {"id", "prompt", "sha256", "redirectUrl", "message"}) {
    const Json* value = FindMember(callback, member);
    if (value != nullptr) return std::string(member) + ":" + DumpJson(*value);
  }
  return StringMember(callback, "type");
}

void Comparison::Add(Aspect aspect, std::size_t index, std::string where, std::optional<Json> theirs,
                     std::optional<Json> ours) {
  Difference difference;
  difference.aspect = aspect;
  difference.index = index;
  difference.where = std::move(where);
  difference.theirs = std::move(theirs);
  difference.ours = std::move(ours);
  found_.push_back(std::move(difference));
}

void Comparison::Outcome() {
  // What a node that has no error outcome lets out ends the journey: an exception there, an error here.
  std::optional<std::string> ours = seen_.outcome;
  const bool escaped = !ours && seen_.error;
  const bool threw = recorded_.exception.has_value();
  if (escaped && threw) return;
  if (escaped) {
    Add(Aspect::kOutcome, 0, "", AsJson(recorded_.outcome), Json("error: " + seen_.error->Describe()));
  } else if (threw) {
    Add(Aspect::kOutcome, 0, "", Json{{"exception", *recorded_.exception}}, AsJson(ours));
  } else if (ours != recorded_.outcome) {
    Add(Aspect::kOutcome, 0, "", AsJson(recorded_.outcome), AsJson(ours));
  }
}

void Comparison::Requests() {
  const std::size_t both = std::min(recorded_.requests.size(), seen_.requests.size());
  for (std::size_t i = 0; i < both; ++i) Request(i, recorded_.requests[i], seen_.requests[i]);
  for (std::size_t i = both; i < recorded_.requests.size(); ++i) {
    const RecordedRequest& theirs = recorded_.requests[i];
    Add(Aspect::kRequest, i, "", Summary(theirs.method, theirs.path, theirs.query, theirs.body),
        std::nullopt);
  }
  for (std::size_t i = both; i < seen_.requests.size(); ++i) {
    const SentRequest& ours = seen_.requests[i];
    Add(Aspect::kRequest, i, "", std::nullopt, Summary(ours.method, ours.path, ours.query, BodyOf(ours)));
  }
}

void Comparison::Request(std::size_t index, const RecordedRequest& theirs, const SentRequest& ours) {
  if (theirs.method != ours.method) Add(Aspect::kMethod, index, "", Json(theirs.method), Json(ours.method));
  if (!masks_.MatchesText(theirs.path, ours.path)) {
    Add(Aspect::kPath, index, "", Json(theirs.path), Json(ours.path));
  }
  if (!SameQuery(theirs.query, ours.query, masks_))
    Add(Aspect::kQuery, index, "", AsJson(theirs.query), AsJson(ours.query));
  Peer(index, theirs, ours);
  Headers(index, theirs, ours);
  Values(Aspect::kBody, index, "", Unmask(theirs.body), BodyOf(ours));
  if (theirs.invalid_json) Add(Aspect::kBody, index, "(invalid JSON)", Json(true), Json(false));
  if (theirs.duplicate_keys) Add(Aspect::kBody, index, "(duplicate keys)", Json(true), Json(false));
}

void Comparison::Peer(std::size_t index, const RecordedRequest& theirs, const SentRequest& ours) {
  if (theirs.host && *theirs.host != ours.host) {
    Add(Aspect::kPeer, index, "host", Json(*theirs.host), Json(ours.host));
  }
  if (theirs.tls && *theirs.tls != ours.tls)
    Add(Aspect::kPeer, index, "tls", Json(*theirs.tls), Json(ours.tls));
  if (theirs.client_certificate && *theirs.client_certificate != seen_.needs_client_certificate) {
    Add(Aspect::kPeer, index, "client certificate", Json(*theirs.client_certificate),
        Json(seen_.needs_client_certificate));
  }
}

void Comparison::Headers(std::size_t index, const RecordedRequest& theirs, const SentRequest& ours) {
  bool authorized = false;
  for (const auto& [name, value] : theirs.headers) {
    const std::string_view sent = ours.headers.Find(name);
    authorized = authorized || EqualsIgnoringCase(name, "Authorization");
    const bool by_type = EqualsIgnoringCase(name, "Content-Type") || EqualsIgnoringCase(name, "Accept");
    const bool same =
        by_type ? http::MediaTypeOf(value) == http::MediaTypeOf(sent) : masks_.MatchesText(value, sent);
    if (same) continue;
    Add(Aspect::kHeader, index, name, Json(value), sent.empty() ? std::nullopt : std::optional<Json>(sent));
  }
  const std::string_view sent = ours.headers.Find("Authorization");
  if (!authorized && !sent.empty()) Add(Aspect::kHeader, index, "Authorization", std::nullopt, Json(sent));
}

void Comparison::Values(Aspect aspect, std::size_t index, const std::string& where, const Json& theirs,
                        const Json& ours) {  // NOLINT(misc-no-recursion)
  const bool masked = FindMember(theirs, "volatile") != nullptr;
  if (!theirs.is_object() || !ours.is_object() || masked) {
    if (!masks_.Matches(theirs, ours)) Add(aspect, index, where, theirs, ours);
    return;
  }
  for (const auto& [name, value] : theirs.items()) {
    const Json* other = FindMember(ours, name);
    if (other == nullptr) {
      Add(aspect, index, PointerTo(where, name), value, std::nullopt);
    } else {
      Values(aspect, index, PointerTo(where, name), value, *other);
    }
  }
  for (const auto& [name, value] : ours.items()) {
    if (!theirs.contains(name)) Add(aspect, index, PointerTo(where, name), std::nullopt, value);
  }
}

void Comparison::Tier(Aspect aspect, const Json& theirs, const StateValues& ours) {
  for (const auto& [key, value] : theirs.items()) {
    const auto other = ours.find(key);
    if (other == ours.end()) {
      Add(aspect, 0, key, value, std::nullopt);
    } else if (!masks_.Matches(Unmask(value), other->second)) {
      Add(aspect, 0, key, value, other->second);
    }
  }
  for (const auto& [key, value] : ours) {
    if (!theirs.contains(key)) Add(aspect, 0, key, std::nullopt, value);
  }
}

void Comparison::Removed(Aspect aspect, const std::vector<std::string>& theirs,
                         const std::vector<std::string>& ours) {
  const std::set<std::string> left(theirs.begin(), theirs.end());
  const std::set<std::string> right(ours.begin(), ours.end());
  for (const std::string& key : left) {
    if (!right.contains(key)) Add(aspect, 0, key, Json("removed"), std::nullopt);
  }
  for (const std::string& key : right) {
    if (!left.contains(key)) Add(aspect, 0, key, std::nullopt, Json("removed"));
  }
}

void Comparison::Callbacks() {
  std::size_t next = 0;  // of ours that are not yet accounted for
  std::size_t index = 0;
  const auto add_ours_until = [this, &next](std::size_t end) {
    for (; next < end; ++next) Add(Aspect::kCallback, next, "", std::nullopt, seen_.callbacks[next]);
  };
  for (const Json& theirs : recorded_.callbacks) {
    std::size_t found = next;
    while (found < seen_.callbacks.size() && NameOf(seen_.callbacks[found]) != NameOf(theirs)) ++found;
    if (found == seen_.callbacks.size()) {
      Add(Aspect::kCallback, index, "", theirs, std::nullopt);
    } else {
      add_ours_until(found);
      Values(Aspect::kCallback, index, "", WithoutNulls(Unmask(theirs)), seen_.callbacks[found]);
      ++next;
    }
    ++index;
  }
  add_ours_until(seen_.callbacks.size());
}

Difference Refused(Aspect aspect, std::string where, Json theirs, Json ours) {
  Difference difference;
  difference.aspect = aspect;
  difference.where = std::move(where);
  difference.theirs = std::move(theirs);
  difference.ours = std::move(ours);
  return difference;
}

/// Why there was no step to compare; empty when there was one.
std::vector<Difference> NotRun(const RecordedCase& recorded, const Observation& seen) {
  if (!seen.known_type) return {Refused(Aspect::kNodeType, recorded.type, "runs", "no such node")};
  if (seen.refused_service) {
    return {Refused(Aspect::kService, std::string(seen.refused_service->Find(Fact::kField)), recorded.service,
                    seen.refused_service->Describe())};
  }
  std::vector<Difference> refused;
  for (const Finding& finding : seen.refused_config.findings()) {
    if (finding.severity != Severity::kError) continue;
    refused.push_back(Refused(Aspect::kProperty, finding.place, "takes it", finding.problem));
  }
  return refused;
}

}  // namespace

std::string_view AspectName(Aspect aspect) {
  switch (aspect) {
    case Aspect::kNodeType:
      return "node type";
    case Aspect::kService:
      return "service";
    case Aspect::kProperty:
      return "property";
    case Aspect::kCrash:
      return "crash";
    case Aspect::kOutcome:
      return "outcome";
    case Aspect::kRequest:
      return "request";
    case Aspect::kMethod:
      return "method";
    case Aspect::kPath:
      return "path";
    case Aspect::kQuery:
      return "query";
    case Aspect::kPeer:
      return "peer";
    case Aspect::kHeader:
      return "header";
    case Aspect::kBody:
      return "body";
    case Aspect::kShared:
      return "shared state";
    case Aspect::kTransient:
      return "transient state";
    case Aspect::kSecure:
      return "secure state";
    case Aspect::kRemoved:
      return "removed";
    case Aspect::kTransientRemoved:
      return "removed from transient state";
    case Aspect::kCallback:
      return "callback";
  }
  return {};
}

std::vector<Difference> Compare(const RecordedCase& recorded, const Observation& seen) {
  if (!seen.was_run()) return NotRun(recorded, seen);
  if (!seen.crash.empty()) return {Refused(Aspect::kCrash, "", "does not", seen.crash)};
  if (seen.error && seen.error->code() == ErrorCode::kInternal) {
    return {Refused(Aspect::kCrash, "", "does not", seen.error->Describe())};
  }
  Comparison comparison(recorded, seen);
  comparison.Outcome();
  comparison.Requests();
  comparison.Tier(Aspect::kShared, recorded.expected.shared, seen.shared.written);
  comparison.Removed(Aspect::kRemoved, recorded.expected.removed, seen.shared.removed);
  comparison.Tier(Aspect::kTransient, recorded.expected.transient, seen.transient.written);
  comparison.Removed(Aspect::kTransientRemoved, recorded.expected.transient_removed, seen.transient.removed);
  comparison.Tier(Aspect::kSecure, Json::object(), seen.secure.written);
  comparison.Callbacks();
  return std::move(comparison).Take();
}

}  // namespace authtree::inline v0::vectors
