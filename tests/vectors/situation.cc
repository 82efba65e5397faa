#include <algorithm>
#include <array>

#include "decision.h"
#include "masks.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kErrorMessage = "ostid_error_message";
constexpr std::string_view kErrorCode = "ostid_error_code";
constexpr std::string_view kMarketplace = "][Marketplace] ";

bool IsErrorKey(std::string_view key) { return key == kErrorMessage || key == kErrorCode; }

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

Json Situation::Property(const std::string& name) const {
  if (const Json* value = FindMember(recorded_.config, name)) return *value;
  const Json* value = defaults_.Find(recorded_.type, name);
  return value == nullptr ? Json() : *value;
}

std::string Situation::TextProperty(const std::string& name) const {
  const Json value = Property(name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

const Json* Situation::State(const std::string& key) const {
  const Json* value = FindMember(recorded_.transient, key);
  if (value == nullptr) value = FindMember(recorded_.shared, key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> Situation::StateText(const std::string& key) const {
  const Json* value = State(key);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return Unmask(value->get<std::string>());
}

int Situation::Status(std::size_t index) const {
  return index < recorded_.http.size() ? recorded_.http[index].status : 0;
}

Json Situation::Reply(std::size_t index) const {
  if (index >= recorded_.http.size() || !recorded_.http[index].body) return {};
  Result<Json> parsed = ParseJson(*recorded_.http[index].body);
  return parsed ? *std::move(parsed) : Json();
}

Json Situation::LastReply() const {
  return seen_.requests.empty() ? Json() : Reply(seen_.requests.size() - 1);
}

bool Situation::WeFailed(ErrorCode code, std::string_view about) const {
  return seen_.failed() && seen_.error && seen_.error->code() == code &&
         (about.empty() || ErrorSubject() == about);
}

bool Situation::WeFailedBeforeTheCall() const { return seen_.failed() && seen_.requests.empty(); }

std::string Situation::ErrorSubject() const {
  if (!seen_.error) return {};
  const std::string_view field = seen_.error->Find(Fact::kField);
  return std::string(field.empty() ? seen_.error->Find(Fact::kStateKey) : field);
}

bool Situation::FollowsFromOurError(const Difference& difference) const {
  if (!seen_.failed() || !seen_.error) return false;
  switch (difference.aspect) {
    case Aspect::kOutcome:
      return seen_.error_outcome.empty() || seen_.outcome == seen_.error_outcome;
    case Aspect::kRequest:
    case Aspect::kRemoved:
    case Aspect::kTransientRemoved:
    case Aspect::kCallback:
      return difference.only_theirs();
    case Aspect::kShared:
      return difference.only_theirs() || IsErrorKey(difference.where);
    case Aspect::kTransient:
      return difference.only_theirs();
    case Aspect::kNodeType:
    case Aspect::kService:
    case Aspect::kProperty:
    case Aspect::kCrash:
    case Aspect::kMethod:
    case Aspect::kPath:
    case Aspect::kQuery:
    case Aspect::kPeer:
    case Aspect::kHeader:
    case Aspect::kBody:
    case Aspect::kSecure:
      return false;
  }
  return false;
}

bool Situation::FollowsFromTheirError(const Difference& difference) const {
  if (!theirs().failed() || seen_.failed()) return false;
  switch (difference.aspect) {
    case Aspect::kOutcome:
      return true;
    case Aspect::kRequest:
    case Aspect::kRemoved:
    case Aspect::kTransientRemoved:
    case Aspect::kCallback:
      return difference.only_ours();
    case Aspect::kShared:
      return difference.only_ours() || !TechnicalErrorKey(difference.where).empty();
    case Aspect::kNodeType:
    case Aspect::kService:
    case Aspect::kProperty:
    case Aspect::kCrash:
    case Aspect::kMethod:
    case Aspect::kPath:
    case Aspect::kQuery:
    case Aspect::kPeer:
    case Aspect::kHeader:
    case Aspect::kBody:
    case Aspect::kTransient:
    case Aspect::kSecure:
      return false;
  }
  return false;
}

std::string_view TechnicalErrorKey(std::string_view key) {
  const std::size_t end = key.find(kMarketplace);
  if (end == std::string_view::npos || key.front() != '[') return {};
  const std::string_view rest = key.substr(end + kMarketplace.size());
  static constexpr std::array<std::string_view, 4> kLast{"StackTrace", "StackTrack", "Exception",
                                                         kErrorMessage};
  const bool known =
      std::any_of(kLast.begin(), kLast.end(), [rest](std::string_view last) { return EndsWith(rest, last); });
  return known ? rest : std::string_view();
}

}  // namespace authtree::inline v0::vectors
