#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "authtree/core/json.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0 {

/// What a state key, a callback field or an extra request field holds: plain JSON, or a secret text.
/// Move-only because of the secret.
class Value {
 public:
  Value() = default;
  Value(Json json) : content_(std::move(json)) {}        // NOLINT(google-explicit-constructor)
  Value(Secret secret) : content_(std::move(secret)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool is_secret() const { return std::holds_alternative<Secret>(content_); }
  /// The JSON, or null for a secret.
  [[nodiscard]] const Json* json() const { return std::get_if<Json>(&content_); }
  /// The secret, or null for plain JSON.
  [[nodiscard]] const Secret* secret() const { return std::get_if<Secret>(&content_); }

  [[nodiscard]] Value Clone() const {
    if (const Secret* hidden = secret()) return Value(hidden->Clone());
    return Value(*json());
  }

 private:
  std::variant<Json, Secret> content_;
};

/// How a state value becomes a C++ value and back. Specialised for the types state keys may have.
template <class T>
struct ValueCodec;

template <>
struct ValueCodec<std::string> {
  /// A plain string only: a secret is never handed out as an ordinary string.
  static std::optional<std::string> Read(const Value& value) {
    if (value.json() == nullptr || !value.json()->is_string()) return std::nullopt;
    return value.json()->get<std::string>();
  }
  static Value Write(std::string text) { return Value(Json(std::move(text))); }
};

template <>
struct ValueCodec<Secret> {
  /// A secret, or a plain string that some other node or script put under a secret's name.
  static std::optional<Secret> Read(const Value& value) {
    if (const Secret* secret = value.secret()) return secret->Clone();
    if (!value.json()->is_string()) return std::nullopt;
    return Secret(value.json()->get_ref<const std::string&>());
  }
  static Value Write(Secret secret) { return Value(std::move(secret)); }
};

template <>
struct ValueCodec<std::int64_t> {
  static std::optional<std::int64_t> Read(const Value& value) {
    if (value.json() == nullptr || !value.json()->is_number_integer()) return std::nullopt;
    if (value.json()->is_number_unsigned() && value.json()->get<std::uint64_t>() > INT64_MAX)
      return std::nullopt;
    return value.json()->get<std::int64_t>();
  }
  static Value Write(std::int64_t number) { return Value(Json(number)); }
};

template <>
struct ValueCodec<bool> {
  static std::optional<bool> Read(const Value& value) {
    if (value.json() == nullptr || !value.json()->is_boolean()) return std::nullopt;
    return value.json()->get<bool>();
  }
  static Value Write(bool flag) { return Value(Json(flag)); }
};

template <>
struct ValueCodec<Json> {
  static std::optional<Json> Read(const Value& value) {
    if (value.json() == nullptr) return std::nullopt;
    return *value.json();
  }
  static Value Write(Json json) { return Value(std::move(json)); }
};

}  // namespace authtree::inline v0
