#include "authtree/core/error.h"

#include "one_line.h"

namespace authtree::inline v0 {

std::string_view ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidInput:
      return "invalid_input";
    case ErrorCode::kMissingState:
      return "missing_state";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kConflict:
      return "conflict";
    case ErrorCode::kLicenseLimit:
      return "license_limit";
    case ErrorCode::kAuthenticatorLimit:
      return "authenticator_limit";
    case ErrorCode::kRejected:
      return "rejected";
    case ErrorCode::kUnavailable:
      return "unavailable";
    case ErrorCode::kTimeout:
      return "timeout";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

std::string_view FactName(Fact fact) {
  switch (fact) {
    case Fact::kRoute:
      return "route";
    case Fact::kHttpStatus:
      return "http_status";
    case Fact::kCorrelationId:
      return "correlation_id";
    case Fact::kStateKey:
      return "state_key";
    case Fact::kField:
      return "field";
    case Fact::kNode:
      return "node";
    case Fact::kNodeType:
      return "node_type";
    case Fact::kOutcome:
      return "outcome";
    case Fact::kPosition:
      return "position";
    case Fact::kLimit:
      return "limit";
    case Fact::kReason:
      return "reason";
  }
  return "fact";
}

Error Error::With(Fact fact, std::string value) && {
  facts_.emplace_back(fact, std::move(value));
  return std::move(*this);
}

Error& Error::With(Fact fact, std::string value) & {
  facts_.emplace_back(fact, std::move(value));
  return *this;
}

std::string_view Error::Find(Fact fact) const {
  for (const auto& [name, value] : facts_) {
    if (name == fact) return value;
  }
  return {};
}

std::string Error::Describe() const {
  std::string text(message_.view());
  if (facts_.empty()) return text;
  text += " (";
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    if (i != 0) text += ", ";
    text += FactName(facts_[i].first);
    text += '=';
    AppendOnOneLine(text, facts_[i].second);
  }
  text += ')';
  return text;
}

}  // namespace authtree::inline v0
