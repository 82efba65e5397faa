#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0 {

template <class T>
struct StateKey;

/// Which state keys a node reads and writes, by name.
///
/// Keys made of the node's own id, a dot and a name without a dot need no declaration. The engine shows a
/// node only what it reads here, keeps a transient value over a prompt only for a node that names it here,
/// and refuses a write that is not declared.
///
/// @code
///   StateContract Contract() const override {
///     return Reads(kRegistrationId, kDeviceCode).Writes(kCrontoMessage);
///   }
/// @endcode
///
/// The builders return a value and no reference: `contract = std::move(contract).ReadsName(…)` is safe in a
/// loop.
class StateContract {
 public:
  StateContract() = default;

  [[nodiscard]] StateContract ReadsName(std::string_view name) &&;
  [[nodiscard]] StateContract WritesName(std::string_view name) &&;
  /// For nodes whose inputs only run time knows (scripts, displays). Does not keep transient values alive.
  [[nodiscard]] StateContract ReadsEverything() &&;
  [[nodiscard]] StateContract WritesEverything() &&;

  template <class... T>
  [[nodiscard]] StateContract AndReads(StateKey<T>... keys) && {
    (Add(reads_, keys.name), ...);
    return std::move(*this);
  }
  template <class... T>
  [[nodiscard]] StateContract Writes(StateKey<T>... keys) && {
    (Add(writes_, keys.name), ...);
    return std::move(*this);
  }

  /// Takes over everything another contract declares: a page is the union of its children.
  void Merge(const StateContract& other);

  [[nodiscard]] bool MayRead(std::string_view name) const;
  [[nodiscard]] bool MayWrite(std::string_view name) const;
  /// Declared names, sorted, without duplicates.
  [[nodiscard]] const std::vector<std::string>& reads() const { return reads_; }
  [[nodiscard]] const std::vector<std::string>& writes() const { return writes_; }
  [[nodiscard]] bool reads_everything() const { return reads_everything_; }
  [[nodiscard]] bool writes_everything() const { return writes_everything_; }

 private:
  static void Add(std::vector<std::string>& names, std::string_view name);

  std::vector<std::string> reads_;
  std::vector<std::string> writes_;
  bool reads_everything_ = false;
  bool writes_everything_ = false;
};

/// Starts a contract with its inputs.
template <class... T>
[[nodiscard]] StateContract Reads(StateKey<T>... keys) {
  return StateContract().AndReads(keys...);
}

/// Starts a contract of a node that reads nothing.
template <class... T>
[[nodiscard]] StateContract Writes(StateKey<T>... keys) {
  return StateContract().Writes(keys...);
}

}  // namespace authtree::inline v0
