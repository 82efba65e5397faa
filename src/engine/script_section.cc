#include "script_section.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

constexpr std::size_t kLongestScript = 1024 * 1024;
constexpr std::size_t kShortestBase64 = 16;

std::optional<std::string> Lines(const Json& lines) {
  std::string text;
  for (const Json& line : lines) {
    if (!line.is_string()) return std::nullopt;
    if (!text.empty() || &line != &lines.front()) text += '\n';
    text += line.get_ref<const std::string&>();
  }
  return text;
}

// No JavaScript or Groovy that does anything consists of the letters of Base64 alone: a script of one word
// names a variable at most.
std::optional<std::string> FromBase64(const std::string& text) {
  if (text.size() < kShortestBase64) return std::nullopt;
  std::optional<std::string> decoded = Base64Decode(text);
  if (!decoded || !IsUtf8(*decoded)) return std::nullopt;
  return decoded;
}

std::string Decoded(const std::string& text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    const Result<Json> inner = ParseJson(text, {kLongestScript, 1});
    if (inner && inner->is_string()) return inner->get<std::string>();
  }
  return FromBase64(text).value_or(text);
}

std::optional<std::string> SourceOf(const Json& text) {
  if (text.is_array()) return Lines(text);
  if (text.is_string()) return Decoded(text.get_ref<const std::string&>());
  return std::nullopt;
}

std::string InCapitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

ScriptEngine EngineOf(const Json& entry) {
  const Json* version = FindMember(entry, "evaluatorVersion");
  const bool second = version != nullptr && (*version == "2.0" || *version == 2.0 || *version == "2");
  // The context SCRIPTED_DECISION_NODE came with the newer engine.
  return second || (version == nullptr && StringMember(entry, "context") == "SCRIPTED_DECISION_NODE")
             ? ScriptEngine::kNextGeneration
             : ScriptEngine::kLegacy;
}

}  // namespace

void ReadScripts(const Json& part, const std::string& place, ScriptMap& scripts, Diagnostics& diagnostics) {
  const Json* section = FindMember(part, "scripts");
  if (section == nullptr || section->is_null()) return;
  const std::string section_place = PointerTo(place, "scripts");
  if (!section->is_object()) {
    diagnostics.AddError(section_place, "'scripts' is not an object", "List the scripts by id");
    return;
  }
  for (const auto& [id, entry] : section->items()) {
    const std::string entry_place = PointerTo(section_place, id);
    const Json* text = FindMember(entry, "script");
    std::optional<std::string> source = text == nullptr ? std::nullopt : SourceOf(*text);
    if (!source) {
      diagnostics.AddError(PointerTo(entry_place, "script"), "the script has no text",
                           "Give a text, or a list of lines");
      continue;
    }
    if (source->size() > kLongestScript) {
      diagnostics.AddError(PointerTo(entry_place, "script"), "the script is longer than 1 MiB", "Shorten it");
      continue;
    }
    Script script;
    script.id = id;
    script.name = StringMember(entry, "name");
    if (script.name.empty()) script.name = id;
    script.source = std::move(*source);
    script.language = InCapitals(StringMember(entry, "language"));
    script.engine = EngineOf(entry);
    script.place = PointerTo(entry_place, "script");
    scripts.emplace(id, std::move(script));
  }
}

}  // namespace authtree::inline v0
