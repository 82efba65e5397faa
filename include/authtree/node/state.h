#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/core/value.h"
#include "authtree/node/state_contract.h"

namespace authtree::inline v0 {

/// Where a value lives, in the order a lookup goes through them.
enum class Tier : std::uint8_t {
  kTransient,  ///< this round only; lost when the user is asked, unless a node that can still run declares it
  kSecure,     ///< the journey; sealed at rest
  kShared,     ///< the journey
};

/// "transient", "secure", "shared".
[[nodiscard]] std::string_view TierName(Tier tier);

/// The name of a state key together with the type of its value.
template <class T>
struct StateKey {
  std::string_view name;
};

/// One change a node asks for. No value means: remove the key from every tier.
struct StateWrite {
  Tier tier = Tier::kShared;
  std::string key;
  std::optional<Value> value;
};

/// The three tiers of one journey. Plain data; the engine is the only one that changes it.
class JourneyState {
 public:
  using TierMap = std::map<std::string, Value, std::less<>>;

  /// First of transient, secure and shared that has the key; null when none has.
  [[nodiscard]] const Value* Find(std::string_view key) const;

  void Put(Tier tier, std::string_view key, Value value);
  /// Removes the key from all tiers.
  void Remove(std::string_view key);
  /// Carries out a node's writes in order. A plain string under the name of a secret becomes a `Secret`.
  void Apply(std::vector<StateWrite> writes);

  /// The end of a round: a transient value that one of `survivors` (sorted) names becomes secure, the rest
  /// goes.
  void EndRound(const std::vector<std::string>& survivors);

  /// Drops the transient and secure values whose names are not in `names` (sorted).
  void KeepOnly(const std::vector<std::string>& names);

  [[nodiscard]] const TierMap& tier(Tier tier) const { return tiers_[static_cast<std::size_t>(tier)]; }
  [[nodiscard]] JourneyState Clone() const;

 private:
  std::array<TierMap, 3> tiers_;
};

/// True for the node's id, a dot and a name without a dot: bookkeeping that needs no declaration. A key is
/// one node's own at most, also when ids of nodes have dots in them.
[[nodiscard]] bool IsOwnKey(std::string_view node_id, std::string_view key);

/// What a node sees of the state: its own keys (`IsOwnKey`), those its contract declares, and no others.
class StateView {
 public:
  StateView(std::string_view node_id, const JourneyState& state, const StateContract& contract)
      : node_id_(node_id), state_(&state), contract_(&contract) {}

  /// The value, or null when it is undefined or not to be seen by this node.
  [[nodiscard]] const Value* Find(std::string_view key) const {
    return contract_->MayRead(key) || IsOwnKey(node_id_, key) ? state_->Find(key) : nullptr;
  }

  /// The same in one tier only: for scripts, which may ask for a tier by name.
  [[nodiscard]] const Value* FindIn(Tier tier, std::string_view key) const;
  /// The names in one tier that this node may see, sorted.
  [[nodiscard]] std::vector<std::string> NamesIn(Tier tier) const;

  /// The value when the key is defined and has the right type.
  template <class T>
  [[nodiscard]] std::optional<T> Get(StateKey<T> key) const {
    const Value* value = Find(key.name);
    return value == nullptr ? std::nullopt : ValueCodec<T>::Read(*value);
  }

  /// As `Get`, but absence is `ErrorCode::kMissingState` with the key's name.
  template <class T>
  [[nodiscard]] Result<T> Require(StateKey<T> key) const {
    if (std::optional<T> value = Get(key)) return std::move(*value);
    return tl::unexpected(
        Error(ErrorCode::kMissingState, "The journey reached this step without a value that it needs.")
            .With(Fact::kStateKey, std::string(key.name)));
  }

 private:
  std::string_view node_id_;
  const JourneyState* state_;
  const StateContract* contract_;
};

}  // namespace authtree::inline v0
