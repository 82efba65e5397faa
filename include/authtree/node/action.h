#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "authtree/node/callback.h"
#include "authtree/node/state.h"

namespace authtree::inline v0 {

/// What a node decided: leave by an outcome, or ask the user first. The only way for a node to write state.
///
/// @code
///   return Action::To("Success").Put(kSessionId, id).Put(kActivationPassword, std::move(code));
///   return Action::Ask(Callback::Name("User Name")).Stage("UsernamePassword");
/// @endcode
///
/// On a temporary the builders return a value and no reference: `action = std::move(action).Stage(…)` is
/// safe.
class Action {
 public:
  /// Leaves the node by one of its outcomes.
  [[nodiscard]] static Action To(std::string_view outcome);

  /// Stays, and shows callbacks. The node runs again with the answers. At least one callback.
  [[nodiscard]] static Action Ask(std::vector<Callback> callbacks);
  template <class... More>
  [[nodiscard]] static Action Ask(Callback first, More... more) {
    std::vector<Callback> callbacks;
    callbacks.reserve(1 + sizeof...(more));
    callbacks.push_back(std::move(first));
    (callbacks.push_back(std::move(more)), ...);
    return Ask(std::move(callbacks));
  }

  /// Writes a key of shared state.
  template <class T>
  [[nodiscard]] Action Put(StateKey<T> key, std::type_identity_t<T> value) && {
    Write(Tier::kShared, key.name, ValueCodec<T>::Write(std::move(value)));
    return std::move(*this);
  }
  template <class T>
  Action& Put(StateKey<T> key, std::type_identity_t<T> value) & {
    Write(Tier::kShared, key.name, ValueCodec<T>::Write(std::move(value)));
    return *this;
  }
  /// Writes a key of transient state: gone at the next prompt, unless a node that can still run declares it.
  template <class T>
  [[nodiscard]] Action PutTransient(StateKey<T> key, std::type_identity_t<T> value) && {
    Write(Tier::kTransient, key.name, ValueCodec<T>::Write(std::move(value)));
    return std::move(*this);
  }
  template <class T>
  Action& PutTransient(StateKey<T> key, std::type_identity_t<T> value) & {
    Write(Tier::kTransient, key.name, ValueCodec<T>::Write(std::move(value)));
    return *this;
  }
  /// Writes a key of secure state: kept sealed for the journey.
  template <class T>
  [[nodiscard]] Action PutSecure(StateKey<T> key, std::type_identity_t<T> value) && {
    Write(Tier::kSecure, key.name, ValueCodec<T>::Write(std::move(value)));
    return std::move(*this);
  }
  template <class T>
  Action& PutSecure(StateKey<T> key, std::type_identity_t<T> value) & {
    Write(Tier::kSecure, key.name, ValueCodec<T>::Write(std::move(value)));
    return *this;
  }
  /// Removes a key from every tier.
  [[nodiscard]] Action Remove(std::string_view key) &&;
  Action& Remove(std::string_view key) &;

  /// Texts next to the callbacks.
  [[nodiscard]] Action Header(std::string text) &&;
  [[nodiscard]] Action Description(std::string text) &&;
  [[nodiscard]] Action Stage(std::string text) &&;
  /// What the client is told if the journey ends in failure. The last one counts.
  [[nodiscard]] Action ErrorMessage(std::string text) &&;

  [[nodiscard]] bool asks() const { return !callbacks_.empty(); }
  [[nodiscard]] const std::string& outcome() const { return outcome_; }
  [[nodiscard]] const std::vector<Callback>& callbacks() const { return callbacks_; }
  [[nodiscard]] const std::vector<StateWrite>& writes() const { return writes_; }
  [[nodiscard]] const std::string& header() const { return header_; }
  [[nodiscard]] const std::string& description() const { return description_; }
  [[nodiscard]] const std::string& stage() const { return stage_; }
  [[nodiscard]] const std::string& error_message() const { return error_message_; }

  /// For the engine: the parts, moved out.
  [[nodiscard]] std::vector<Callback> TakeCallbacks() { return std::move(callbacks_); }
  [[nodiscard]] std::vector<StateWrite> TakeWrites() { return std::move(writes_); }

 private:
  Action() = default;
  void Write(Tier tier, std::string_view key, Value value);

  std::string outcome_;
  std::vector<Callback> callbacks_;
  std::vector<StateWrite> writes_;
  std::string header_;
  std::string description_;
  std::string stage_;
  std::string error_message_;
};

}  // namespace authtree::inline v0
