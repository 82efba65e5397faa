#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/json.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::onespan {

/// An answer that breaks its contract: `kRejected` with `Fact::kField`.
[[nodiscard]] Error UnexpectedReply(std::string_view field);

/// The JSON object in a reply. Its texts are wiped, for an answer may hold secrets or echo ours.
///
/// Members that nobody asks for are tolerated; null stands for an absent member. Each reader answers
/// `kRejected` with the member's name for a value of another kind than asked for.
class ReplyBody {
 public:
  /// `kRejected` when the reply is no `application/json` or no JSON object within the limits.
  [[nodiscard]] static Result<ReplyBody> Parse(const http::Response& reply);

  ReplyBody(ReplyBody&&) noexcept = default;
  ReplyBody& operator=(ReplyBody&&) = delete;
  ReplyBody(const ReplyBody&) = delete;
  ReplyBody& operator=(const ReplyBody&) = delete;
  ~ReplyBody();

  /// A text of 1 to `max` characters without control characters.
  [[nodiscard]] Result<std::string> Text(std::string_view name, std::size_t max) const;
  [[nodiscard]] Result<Secret> SecretText(std::string_view name, std::size_t max) const;
  /// The same, or an empty text when the member is absent or empty.
  [[nodiscard]] Result<std::string> OptionalText(std::string_view name, std::size_t max) const;
  /// The same, or nothing.
  [[nodiscard]] Result<std::optional<Secret>> OptionalSecretText(std::string_view name,
                                                                 std::size_t max) const;
  [[nodiscard]] Result<std::optional<std::int64_t>> OptionalNumber(std::string_view name) const;
  /// The same, and nothing as well where the member is no such number: for what is only passed on.
  [[nodiscard]] std::optional<std::int64_t> NumberOrNothing(std::string_view name) const;
  /// A list of texts, or an empty list when the member is absent.
  [[nodiscard]] Result<std::vector<std::string>> OptionalTexts(std::string_view name, std::size_t max) const;

  /// The objects of a list; `kRejected` when the member is absent or holds anything else.
  [[nodiscard]] Result<std::vector<const Json*>> Objects(std::string_view name) const;

  /// The whole object, to be read for an error.
  [[nodiscard]] const Json& json() const { return json_; }

  /// A text of an object in the body, as `OptionalText` reads it.
  [[nodiscard]] static Result<std::string> OptionalTextOf(const Json& object, std::string_view name,
                                                          std::size_t max);

 private:
  explicit ReplyBody(Json json) : json_(std::move(json)) {}
  /// Null for an absent member and for one that is null.
  [[nodiscard]] const Json* Member(std::string_view name) const;

  Json json_;
};

}  // namespace authtree::inline v0::onespan
