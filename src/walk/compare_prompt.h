#pragma once

#include <optional>
#include <string>
#include <vector>

#include "authtree/walk/walk_file.h"
#include "authtree/walk/walk_report.h"

#include "seen.h"

namespace authtree::inline v0::walk {

/// In what a question was not the expected one. `place` is that of the expectation; `round` and `asked` are
/// left for the caller.
[[nodiscard]] std::vector<Parting> ComparePrompt(const ExpectedPrompt& expected, const std::string& place,
                                                 const SeenPrompt& seen);

/// A matcher for people: `"text"`, `a match of "^VDS"`. With `hidden` it does not say which value it wants.
enum class Disclosure : std::uint8_t { kShown, kHidden };
[[nodiscard]] std::string Describe(const Matcher& matcher, Disclosure disclosure);

/// The parting of one value from its matcher; `name` is what it stands under. No parting, no entry.
void CompareValue(const Matcher& matcher, const std::string& place, const Value* value, std::string_view name,
                  std::vector<Parting>& partings);
/// The same for a text, which is absent when it is empty. Without a matcher there is no parting.
void CompareText(const std::optional<Matcher>& matcher, const std::string& place, const std::string& text,
                 std::vector<Parting>& partings);

}  // namespace authtree::inline v0::walk
