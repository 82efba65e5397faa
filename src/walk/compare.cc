#include "compare.h"

#include <algorithm>
#include <utility>

#include "compare_prompt.h"

namespace authtree::inline v0::walk {
namespace {

Parting MakeParting(std::string place, std::string expected, std::string got) {
  Parting parting;
  parting.place = std::move(place);
  parting.expected = std::move(expected);
  parting.got = std::move(got);
  return parting;
}

WalkOutcome OutcomeOf(const RoundResult& result) {
  if (std::holds_alternative<Succeeded>(result)) return WalkOutcome::kSuccess;
  if (std::holds_alternative<Denied>(result)) return WalkOutcome::kDenied;
  if (std::holds_alternative<Prompt>(result)) return WalkOutcome::kAsks;
  return WalkOutcome::kFailed;
}

// How a walk ended, for people.
std::string EndText(const RoundResult& result) {
  std::string text(WalkOutcomeName(OutcomeOf(result)));
  if (const auto* denied = std::get_if<Denied>(&result)) {
    if (!denied->message.empty()) text += ": " + Quoted(denied->message);
  }
  if (const auto* failed = std::get_if<Failed>(&result)) text += ": " + failed->error.Describe();
  return text;
}

const JourneyState* StateOf(const RoundResult& result) {
  if (const auto* succeeded = std::get_if<Succeeded>(&result)) return &succeeded->state;
  if (const auto* prompt = std::get_if<Prompt>(&result)) return &prompt->session.state;
  return nullptr;
}

std::vector<std::string> KeysOf(const JourneyState& state) {
  std::vector<std::string> names;
  for (const Tier tier : {Tier::kTransient, Tier::kSecure, Tier::kShared}) {
    for (const auto& [name, value] : state.tier(tier)) names.push_back(name);
  }
  return names;
}

void CompareState(const ExpectedEnd& end, const RoundResult& result, std::vector<Parting>& partings) {
  const JourneyState* state = StateOf(result);
  if (state == nullptr) return;
  for (const auto& [key, matcher] : end.state) {
    const Value* value = state->Find(key);
    const std::size_t before = partings.size();
    CompareValue(matcher, PointerTo("/end/state", key), value, key, partings);
    if (partings.size() > before && value == nullptr) partings.back().nearest = Nearest(key, KeysOf(*state));
  }
}

void CompareMessages(const ExpectedEnd& end, const WalkTrace& trace, std::vector<Parting>& partings) {
  if (!end.messages) return;
  const std::vector<Matcher>& expected = *end.messages;
  for (std::size_t i = 0; i < std::max(expected.size(), trace.messages.size()); ++i) {
    const std::string place = PointerTo("/end/messages", std::to_string(i));
    const bool shown = i < trace.messages.size();
    if (i >= expected.size()) {
      partings.push_back(MakeParting(place, "no further message", Quoted(trace.messages[i])));
    } else if (!shown || !expected[i].Accepts(trace.messages[i])) {
      partings.push_back(MakeParting(place, Describe(expected[i], Disclosure::kShown),
                                     shown ? Quoted(trace.messages[i]) : "no further message"));
    }
  }
}

// The first line in which two lists part; those behind it would part as well.
template <class Seen, class Same, class Text>
void CompareLines(const std::optional<std::vector<std::string>>& expected, const std::string& place,
                  const std::vector<Seen>& seen, Same same, Text text, std::vector<Parting>& partings) {
  if (!expected) return;
  for (std::size_t i = 0; i < std::max(expected->size(), seen.size()); ++i) {
    const bool wanted = i < expected->size();
    const bool there = i < seen.size();
    if (wanted && there && same(seen[i], (*expected)[i])) continue;
    partings.push_back(MakeParting(PointerTo(place, std::to_string(i)),
                                   wanted ? Quoted((*expected)[i]) : "the end of the list",
                                   there ? Quoted(text(seen[i])) : "the end of the list"));
    return;
  }
}

void CompareEnd(const WalkFile& walk, const WalkTrace& trace, std::vector<Parting>& partings) {
  const ExpectedEnd& end = walk.end;
  if (OutcomeOf(trace.result) != end.outcome) {
    partings.push_back(
        MakeParting("/end/outcome", std::string(WalkOutcomeName(end.outcome)), EndText(trace.result)));
  } else {
    if (const auto* succeeded = std::get_if<Succeeded>(&trace.result)) {
      CompareText(end.user, "/end/user", succeeded->username, partings);
    }
    if (const auto* denied = std::get_if<Denied>(&trace.result)) {
      CompareText(end.message, "/end/message", denied->message, partings);
    }
    if (const auto* failed = std::get_if<Failed>(&trace.result)) {
      CompareText(end.error, "/end/error", std::string(ErrorCodeName(failed->error.code())), partings);
    }
    CompareState(end, trace.result, partings);
  }
  CompareMessages(end, trace, partings);
  CompareLines(
      end.path, "/end/path", trace.steps,
      [](const PathStep& step, const std::string& line) { return step.Is(line); },
      [](const PathStep& step) { return step.Text(); }, partings);
  CompareLines(
      end.calls, "/end/calls", trace.calls,
      [](const std::string& call, const std::string& line) { return call == line; },
      [](const std::string& call) { return call; }, partings);
}

// A walk that is shorter than its file, or that was asked more.
void CompareLength(const WalkFile& walk, const WalkTrace& trace, std::vector<Parting>& partings) {
  const std::size_t rounds = walk.rounds.size();
  if (trace.prompts.size() > rounds) {
    Parting parting = MakeParting(
        "/rounds", "an end after " + std::to_string(rounds) + (rounds == 1 ? " round" : " rounds"),
        "one more question");
    parting.round = trace.prompts.size();
    parting.asked = Labels(trace.prompts.back().callbacks);
    partings.push_back(std::move(parting));
  } else if (!trace.stopped && trace.prompts.size() < rounds) {
    Parting parting = MakeParting(PointerTo("/rounds", std::to_string(trace.prompts.size())), "a question",
                                  EndText(trace.result));
    parting.round = trace.prompts.size() + 1;
    partings.push_back(std::move(parting));
  }
}

}  // namespace

std::vector<Parting> Compare(const WalkFile& walk, const WalkTrace& trace) {
  std::vector<Parting> partings;
  for (std::size_t i = 0; i < std::min(walk.rounds.size(), trace.prompts.size()); ++i) {
    const std::string place = "/rounds/" + std::to_string(i) + "/ask";
    for (Parting& parting : ComparePrompt(walk.rounds[i].ask, place, trace.prompts[i])) {
      parting.round = i + 1;
      parting.asked = Labels(trace.prompts[i].callbacks);
      partings.push_back(std::move(parting));
    }
  }
  CompareLength(walk, trace, partings);
  if (trace.stopped) partings.push_back(*trace.stopped);
  const bool cut_short = trace.stopped || trace.prompts.size() > walk.rounds.size();
  if (!cut_short) CompareEnd(walk, trace, partings);
  return partings;
}

}  // namespace authtree::inline v0::walk
