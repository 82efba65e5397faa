#include "compare_prompt.h"

#include <algorithm>
#include <utility>

#include "authtree/node/well_known_keys.h"

namespace authtree::inline v0::walk {
namespace {

// The text a callback is called by when an expectation is a plain text.
std::vector<std::string> NamesOf(const Callback& callback) {
  std::vector<std::string> names;
  for (const char* output : {"prompt", "id", "message"}) {
    std::string text = callback.OutputText(output);
    if (!text.empty() && !IsScript(callback)) names.push_back(std::move(text));
  }
  return names;
}

std::vector<std::string> NamesOf(const std::vector<Callback>& callbacks) {
  std::vector<std::string> names;
  for (const Callback& callback : callbacks) {
    for (std::string& name : NamesOf(callback)) names.push_back(std::move(name));
  }
  return names;
}

void CompareOutput(const std::optional<Matcher>& matcher, const std::string& place, const char* output,
                   const Callback& callback, std::vector<Parting>& partings) {
  if (!matcher) return;
  const Value* value = callback.FindOutput(output);
  std::string_view name = output;
  std::string id;
  if (name == "value") {
    id = callback.hidden_id();
    name = id;
  }
  const std::size_t before = partings.size();
  CompareValue(*matcher, PointerTo(place, output), value, name, partings);
  if (partings.size() == before || !IsScript(callback)) return;
  partings.back().got = "a script";
}

std::vector<Parting> CompareCallback(const ExpectedCallback& expected, const std::string& place,
                                     const Callback& callback) {
  std::vector<Parting> partings;
  if (expected.type && *expected.type != callback.type()) {
    Parting parting;
    parting.place = PointerTo(place, "type");
    parting.expected = CallbackTypeName(*expected.type);
    parting.got = CallbackTypeName(callback.type());
    partings.push_back(std::move(parting));
  }
  if (expected.name) {
    const std::vector<std::string> names = NamesOf(callback);
    const bool called = std::any_of(names.begin(), names.end(),
                                    [&](const std::string& name) { return expected.name->Accepts(name); });
    if (!called) {
      Parting parting;
      parting.place = place;
      parting.expected = Describe(*expected.name, Disclosure::kShown);
      parting.got = Label(callback);
      partings.push_back(std::move(parting));
    }
  }
  CompareOutput(expected.prompt, place, "prompt", callback, partings);
  CompareOutput(expected.id, place, "id", callback, partings);
  CompareOutput(expected.message, place, "message", callback, partings);
  CompareOutput(expected.value, place, "value", callback, partings);
  for (const auto& [output, matcher] : expected.outputs) {
    CompareOutput(matcher, PointerTo(place, "outputs"), output.c_str(), callback, partings);
  }
  return partings;
}

std::string Describe(const ExpectedCallback& expected) {
  if (expected.name) return Describe(*expected.name, Disclosure::kShown);
  std::string text(expected.type ? CallbackTypeName(*expected.type) : "a callback");
  for (const auto* named : {&expected.prompt, &expected.id, &expected.message}) {
    if (*named) text += " " + Describe(**named, Disclosure::kShown);
  }
  return text;
}

std::string Listed(const std::vector<std::string>& names) {
  std::string text = std::to_string(names.size()) + (names.size() == 1 ? " callback" : " callbacks");
  for (const std::string& name : names) text += (&name == &names.front() ? ": " : ", ") + name;
  return text;
}

// The name an expectation goes by, for finding the one that was meant.
std::string_view NameOf(const ExpectedCallback& expected) {
  for (const auto* named : {&expected.name, &expected.prompt, &expected.id, &expected.message}) {
    if (*named) return (*named)->Text();
  }
  return {};
}

void CompareAll(const std::vector<ExpectedCallback>& expected, const std::string& place,
                const std::vector<Callback>& callbacks, std::vector<Parting>& partings) {
  if (expected.size() != callbacks.size()) {
    std::vector<std::string> wanted;
    wanted.reserve(expected.size());
    for (const ExpectedCallback& callback : expected) wanted.push_back(Describe(callback));
    Parting parting;
    parting.place = place;
    parting.expected = Listed(wanted);
    parting.got = Listed(Labels(callbacks));
    partings.push_back(std::move(parting));
    return;
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    for (Parting& parting : CompareCallback(expected[i], PointerTo(place, std::to_string(i)), callbacks[i])) {
      if (parting.got == "nothing") parting.got += " in " + Label(callbacks[i]);
      const std::string nearest = Nearest(NameOf(expected[i]), NamesOf(callbacks));
      if (nearest != NameOf(expected[i])) parting.nearest = nearest;
      partings.push_back(std::move(parting));
    }
  }
}

void CompareSome(const std::vector<ExpectedCallback>& expected, const std::string& place,
                 const std::vector<Callback>& callbacks, std::vector<Parting>& partings) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::string at = PointerTo(place, std::to_string(i));
    const bool found = std::any_of(callbacks.begin(), callbacks.end(), [&](const Callback& callback) {
      return CompareCallback(expected[i], at, callback).empty();
    });
    if (found) continue;
    Parting parting;
    parting.place = at;
    parting.expected = Describe(expected[i]);
    parting.got = "none like it";
    const std::string nearest = Nearest(NameOf(expected[i]), NamesOf(callbacks));
    if (nearest != NameOf(expected[i])) parting.nearest = nearest;
    partings.push_back(std::move(parting));
  }
}

}  // namespace

std::string Describe(const Matcher& matcher, Disclosure disclosure) {
  const bool hidden = disclosure == Disclosure::kHidden;
  const Json json = matcher.ToJson();
  const auto operand = [&] {
    const Value value(json.begin().value());
    return Shown(&value, "");
  };
  switch (matcher.kind()) {
    case Matcher::Kind::kEquals: {
      if (hidden) return "a certain value";
      const Value value(json.is_object() ? json.begin().value() : json);
      return Shown(&value, "");
    }
    case Matcher::Kind::kMatches:
      return hidden ? "a match" : "a match of " + operand();
    case Matcher::Kind::kContains:
      return hidden ? "a certain part" : "a text with " + operand();
    case Matcher::Kind::kAny:
      return "anything";
    case Matcher::Kind::kSecret:
      return "a secret";
    case Matcher::Kind::kAbsent:
      return "nothing";
  }
  return "anything";
}

void CompareValue(const Matcher& matcher, const std::string& place, const Value* value, std::string_view name,
                  std::vector<Parting>& partings) {
  if (matcher.Accepts(value)) return;
  const bool hidden = keys::IsSecret(name) || (value != nullptr && value->is_secret());
  Parting parting;
  parting.place = place;
  parting.expected = Describe(matcher, hidden ? Disclosure::kHidden : Disclosure::kShown);
  parting.got = Shown(value, name);
  partings.push_back(std::move(parting));
}

std::vector<Parting> ComparePrompt(const ExpectedPrompt& expected, const std::string& place,
                                   const SeenPrompt& seen) {
  std::vector<Parting> partings;
  CompareText(expected.header, PointerTo(place, "header"), seen.header, partings);
  CompareText(expected.description, PointerTo(place, "description"), seen.description, partings);
  CompareText(expected.stage, PointerTo(place, "stage"), seen.stage, partings);
  if (expected.callbacks) {
    CompareAll(*expected.callbacks, PointerTo(place, "callbacks"), seen.callbacks, partings);
  }
  CompareSome(expected.includes, PointerTo(place, "includes"), seen.callbacks, partings);
  return partings;
}

void CompareText(const std::optional<Matcher>& matcher, const std::string& place, const std::string& text,
                 std::vector<Parting>& partings) {
  if (!matcher) return;
  const Value value{Json(text)};
  CompareValue(*matcher, place, text.empty() ? nullptr : &value, "", partings);
}

}  // namespace authtree::inline v0::walk
