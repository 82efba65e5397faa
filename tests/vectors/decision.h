#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "difference.h"
#include "observation.h"
#include "recorded_case.h"

namespace authtree::inline v0::vectors {

/// One case as a decision looks at it: what went in, what the reference did, what ours did.
class Situation {
 public:
  Situation(const RecordedCase& recorded, const Observation& seen, const NodeDefaults& defaults)
      : recorded_(recorded), seen_(seen), defaults_(defaults) {}

  [[nodiscard]] const RecordedCase& recorded() const { return recorded_; }
  [[nodiscard]] const Recording& theirs() const { return recorded_.expected; }
  [[nodiscard]] const Observation& ours() const { return seen_; }
  [[nodiscard]] bool IsType(std::string_view type) const { return recorded_.type == type; }

  /// A property: as the case sets it, else what it is by itself; null when neither is known.
  [[nodiscard]] Json Property(const std::string& name) const;
  /// The same, when it is a text.
  [[nodiscard]] std::string TextProperty(const std::string& name) const;
  /// A value of the state that went in, transient first; null when there is none.
  [[nodiscard]] const Json* State(const std::string& key) const;
  /// The same, when it is a text.
  [[nodiscard]] std::optional<std::string> StateText(const std::string& key) const;
  /// The status of a scripted answer; 0 when there is none.
  [[nodiscard]] int Status(std::size_t index = 0) const;
  /// A scripted answer as JSON; null when it is none.
  [[nodiscard]] Json Reply(std::size_t index = 0) const;
  /// The answer our node met last; null when it is no JSON.
  [[nodiscard]] Json LastReply() const;

  /// Our node refused to go on, with this code and about this field or state key (empty: any).
  [[nodiscard]] bool WeFailed(ErrorCode code, std::string_view about = {}) const;
  /// Our node failed before it asked the service at all.
  [[nodiscard]] bool WeFailedBeforeTheCall() const;
  /// What our error is about: a field of a request or an answer, or a state key; empty when there is none.
  [[nodiscard]] std::string ErrorSubject() const;

  /// The difference is there only because our node failed at some point and the reference's went on: outcome,
  /// requests after that point, what was written, and the two keys of an error.
  [[nodiscard]] bool FollowsFromOurError(const Difference& difference) const;
  /// The difference is there only because the reference's node failed and ours went on.
  [[nodiscard]] bool FollowsFromTheirError(const Difference& difference) const;

 private:
  const RecordedCase& recorded_;
  const Observation& seen_;
  const NodeDefaults& defaults_;
};

/// A deviation that is meant. `id` is a row of the specification's lists of faults (D-) and readings (G-), or
/// a row of docs/onespan.md (N-).
struct Decision {
  std::string_view id;
  std::string_view says;
  /// Whether this decision, and nothing else, makes the difference in this situation.
  bool (*explains)(const Situation& situation, const Difference& difference);
};

/// All decisions; the first that explains a difference gets it.
[[nodiscard]] std::span<const Decision> Decisions();

/// Groups of them, by what they are about.
[[nodiscard]] std::span<const Decision> ErrorDecisions();
[[nodiscard]] std::span<const Decision> InputDecisions();
[[nodiscard]] std::span<const Decision> RequestDecisions();
[[nodiscard]] std::span<const Decision> ReplyDecisions();
[[nodiscard]] std::span<const Decision> StateDecisions();
[[nodiscard]] std::span<const Decision> PromptDecisions();
[[nodiscard]] std::span<const Decision> AccountDecisions();
[[nodiscard]] std::span<const Decision> IdentityDecisions();

/// Where a prefixed key of the reference's technical errors ends: "StackTrace", "… Exception" or
/// "ostid_error_message"; empty for every other key.
[[nodiscard]] std::string_view TechnicalErrorKey(std::string_view key);

}  // namespace authtree::inline v0::vectors
