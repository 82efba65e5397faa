#include "authtree/walk/matcher.h"

#include <array>
#include <optional>
#include <stdexcept>

#include <boost/regex.hpp>

namespace authtree::inline v0::walk {
namespace {

constexpr std::size_t kLongestExpression = 1000;
constexpr const char* kHowTo =
    "Write a value, or {\"matches\": …}, {\"contains\": …}, {\"equals\": …}, {\"any\": true}, "
    "{\"secret\": true} or {\"absent\": true}";

struct KindName {
  std::string_view name;
  Matcher::Kind kind;
};

constexpr std::array<KindName, 6> kKinds{{{"equals", Matcher::Kind::kEquals},
                                          {"matches", Matcher::Kind::kMatches},
                                          {"contains", Matcher::Kind::kContains},
                                          {"any", Matcher::Kind::kAny},
                                          {"secret", Matcher::Kind::kSecret},
                                          {"absent", Matcher::Kind::kAbsent}}};

std::optional<Matcher::Kind> KindOf(std::string_view name) {
  for (const KindName& known : kKinds) {
    if (known.name == name) return known.kind;
  }
  return std::nullopt;
}

// Boost's expressions throw where they cannot be read, and where finding one would take too long.
std::optional<boost::regex> Compile(const std::string& expression) {
  if (expression.size() > kLongestExpression) return std::nullopt;
  try {
    return boost::regex(expression, boost::regex::perl);
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

bool Finds(const std::string& expression, std::string_view text) {
  const std::optional<boost::regex> compiled = Compile(expression);
  if (!compiled) return false;
  try {
    return boost::regex_search(text.begin(), text.end(), *compiled);
  } catch (const std::runtime_error&) {
    return false;
  }
}

// What is wrong with the operand, or nothing.
std::string_view ProblemOf(Matcher::Kind kind, const Json& operand) {
  switch (kind) {
    case Matcher::Kind::kEquals:
      return {};
    case Matcher::Kind::kMatches:
      if (!operand.is_string() || !Compile(operand.get<std::string>())) return "is no regular expression";
      return {};
    case Matcher::Kind::kContains:
      if (!operand.is_string() || operand.get_ref<const std::string&>().empty()) return "is no text";
      return {};
    case Matcher::Kind::kAny:
    case Matcher::Kind::kSecret:
    case Matcher::Kind::kAbsent:
      if (operand != true) return "is not true";
      return {};
  }
  return {};
}

bool AcceptsText(Matcher::Kind kind, const Json& operand, std::string_view text) {
  switch (kind) {
    case Matcher::Kind::kEquals:
      return operand.is_string() && operand.get_ref<const std::string&>() == text;
    case Matcher::Kind::kMatches:
      return Finds(operand.get_ref<const std::string&>(), text);
    case Matcher::Kind::kContains:
      return text.find(operand.get_ref<const std::string&>()) != std::string_view::npos;
    case Matcher::Kind::kAny:
      return true;
    case Matcher::Kind::kSecret:
    case Matcher::Kind::kAbsent:
      return false;
  }
  return false;
}

}  // namespace

Matcher Matcher::Read(const Json& json, const std::string& place, Diagnostics& diagnostics) {
  if (!json.is_object()) return Equals(json);
  const std::optional<Kind> kind = json.size() == 1 ? KindOf(json.begin().key()) : std::nullopt;
  if (!kind) {
    diagnostics.AddError(place, "is no matcher", kHowTo);
    return Any();
  }
  const Json& operand = json.begin().value();
  if (const std::string_view problem = ProblemOf(*kind, operand); !problem.empty()) {
    diagnostics.AddError(PointerTo(place, json.begin().key()), std::string(problem), kHowTo);
    return Any();
  }
  return {*kind, operand};
}

Json Matcher::ToJson() const {
  if (kind_ == Kind::kEquals && !operand_.is_object()) return operand_;
  for (const KindName& known : kKinds) {
    if (known.kind == kind_) return Json{{known.name, operand_}};
  }
  return operand_;
}

bool Matcher::Accepts(const Value* value) const {
  if (value == nullptr || kind_ == Kind::kAbsent) return value == nullptr && kind_ == Kind::kAbsent;
  if (kind_ == Kind::kSecret) return value->is_secret();
  if (const Secret* secret = value->secret()) return AcceptsText(kind_, operand_, secret->Expose());
  const Json& json = *value->json();
  if (kind_ == Kind::kEquals) return json == operand_;
  if (json.is_string()) return AcceptsText(kind_, operand_, json.get_ref<const std::string&>());
  return AcceptsText(kind_, operand_, DumpJson(json));
}

bool Matcher::Accepts(std::string_view text) const { return AcceptsText(kind_, operand_, text); }

std::string_view Matcher::Text() const {
  if (kind_ != Kind::kEquals || !operand_.is_string()) return {};
  return operand_.get_ref<const std::string&>();
}

std::string EscapedExpression(std::string_view text) {
  static constexpr std::string_view kSpecial = R"(.[]{}()\*+?|^$)";
  std::string expression;
  for (const char c : text) {
    if (kSpecial.find(c) != std::string_view::npos) expression += '\\';
    expression += c;
  }
  return expression;
}

}  // namespace authtree::inline v0::walk
