#include "script_check.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "script_run.h"
#include "script_tokens.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::array<std::string_view, 4> kPackages{"com", "java", "javax", "org"};
constexpr std::array<std::string_view, 10> kBuilders{
    "choiceCallback",    "confirmationCallback", "hiddenValueCallback", "metadataCallback",
    "nameCallback",      "passwordCallback",     "pollingWaitCallback", "scriptTextOutputCallback",
    "textInputCallback", "textOutputCallback"};

template <class Range>
bool Contains(const Range& range, std::string_view text) {
  return std::find(range.begin(), range.end(), text) != range.end();
}

class BindingCheck {
 public:
  BindingCheck(const Script& script, Diagnostics& diagnostics)
      : script_(script), diagnostics_(diagnostics), tokens_(TokensOf(script.source)) {}

  void Run() {
    FindDeclared();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != ScriptToken::Kind::kWord || Is(i, -1, ".") ||
          declared_.contains(tokens_[i].text)) {
        continue;
      }
      CheckBinding(i);
      CheckBuilder(i);
      if (script_.engine == ScriptEngine::kLegacy) CheckClass(i);
    }
  }

 private:
  [[nodiscard]] bool Is(std::size_t at, int offset, std::string_view text) const {
    if (offset < 0 && at < static_cast<std::size_t>(-offset)) return false;
    const std::size_t index = at + static_cast<std::size_t>(offset);
    return index < tokens_.size() && tokens_[index].text == text;
  }

  // Names that the script gives itself: they are no bindings.
  void FindDeclared() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      const std::string_view word = tokens_[i].text;
      if (word == "var" || word == "const" || word == "let") declared_.insert(tokens_[i + 1].text);
      if (word == "function" || word == "catch") {
        for (std::size_t at = i + 1; at < tokens_.size() && tokens_[at].text != ")"; ++at) {
          declared_.insert(tokens_[at].text);
        }
      }
      if (Is(i, 1, "=") && !Is(i, 2, "=")) declared_.insert(word);
    }
  }

  void CheckBinding(std::size_t at) {
    const std::string_view name = tokens_[at].text;
    if (!Contains(UnsupportedBindings(), name) || !(Is(at, 1, ".") || Is(at, 1, "(") || Is(at, 1, "[")))
      return;
    Report("the binding '" + std::string(name) + "'", tokens_[at].line);
  }

  void CheckBuilder(std::size_t at) {
    if (tokens_[at].text != "callbacksBuilder" || !Is(at, 1, ".") || at + 2 >= tokens_.size()) return;
    const std::string_view name = tokens_[at + 2].text;
    if (!Contains(kBuilders, name)) {
      Report("'callbacksBuilder." + std::string(name) + "'", tokens_[at].line);
    }
  }

  // org.forgerock.….Action: what begins with a capital is a class.
  void CheckClass(std::size_t at) {
    if (!Contains(kPackages, tokens_[at].text) || !Is(at, 1, ".")) return;
    std::string full(tokens_[at].text);
    for (std::size_t next = at + 2; next < tokens_.size(); next += 2) {
      const ScriptToken& part = tokens_[next];
      if (part.kind != ScriptToken::Kind::kWord) return;
      full.append(".").append(part.text);
      if (part.text.front() >= 'A' && part.text.front() <= 'Z') {
        if (!Contains(KnownClasses(), full)) Report("the class '" + full + "'", tokens_[at].line);
        return;
      }
      if (!Is(next, 1, ".")) return;
    }
  }

  void Report(const std::string& what, int line) {
    if (!reported_.insert(what).second) return;
    diagnostics_.AddError(script_.place,
                          "the script '" + script_.name + "' uses " + what + " in line " +
                              std::to_string(line) + ", which is not supported",
                          "See docs/scripts.md for what a script may use");
  }

  const Script& script_;
  Diagnostics& diagnostics_;
  std::vector<ScriptToken> tokens_;
  std::set<std::string_view> declared_;
  std::set<std::string> reported_;
};

}  // namespace

void CheckScript(const Script& script, const std::string& place, Diagnostics& diagnostics) {
  if (script.id.empty()) {
    const std::string field = PointerTo(place, "script");
    const auto& findings = diagnostics.findings();
    const bool told = std::any_of(findings.begin(), findings.end(),
                                  [&field](const Finding& finding) { return finding.place == field; });
    if (!told) diagnostics.AddError(field, "the node names no script", "Give the id of a script of the file");
    return;
  }
  if (!script.language.empty() && script.language != "JAVASCRIPT") {
    diagnostics.AddError(script.place, "the script '" + script.name + "' is not written in JavaScript",
                         "Only JavaScript can be run");
    return;
  }
  if (const std::optional<SyntaxError> error = FindSyntaxError(script)) {
    diagnostics.AddError(script.place,
                         "the script '" + script.name + "' has an error in line " +
                             std::to_string(error->line) + ": " + error->text,
                         "Scripts are ECMAScript 5: var instead of let, function instead of =>");
    return;
  }
  BindingCheck(script, diagnostics).Run();
}

}  // namespace authtree::inline v0::nodes
