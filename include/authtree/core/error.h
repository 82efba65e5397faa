#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace authtree::inline v0 {

/// What went wrong, as far as a program may branch on it. Closed on purpose: a `switch` over it has no
/// default.
enum class ErrorCode : std::uint8_t {
  kInvalidInput,        ///< the caller or the peer's validation refused a value
  kMissingState,        ///< the journey reached a node without a value the node needs
  kNotFound,            ///< the named thing does not exist (any more)
  kConflict,            ///< the peer refused for a business reason that has no code of its own
  kLicenseLimit,        ///< the license has no activation left
  kAuthenticatorLimit,  ///< the user has as many authenticators as the tenant allows
  kRejected,     ///< the peer does not accept us: authentication, authorisation, an answer we must not trust
  kUnavailable,  ///< the peer could not be reached, broke off, or is out of order
  kTimeout,      ///< the deadline passed
  kInternal,     ///< a mistake of this program; a round that meets it fails closed, without an error outcome
};

/// The stable spelling of a code, as written to state, logs and metrics: "license_limit".
[[nodiscard]] std::string_view ErrorCodeName(ErrorCode code);

/// A text known at compile time, so that no value of a user or a peer can get into it: a string literal, or
/// an array that is a constant. An array that could still change does not compile.
class FixedText {
 public:
  template <std::size_t N>
  consteval FixedText(const char (&text)[N]) : text_(text, N - 1) {  // NOLINT(google-explicit-constructor)
    // Reading every character is what refuses an array that is not a constant.
    for (std::size_t i = 0; i + 1 < N; ++i) {
      if (text[i] == '\0') throw "A fixed text has no NUL inside.";
    }
  }

  [[nodiscard]] constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

/// The facts an error may carry. Bodies, URLs and texts of exceptions are not among them.
enum class Fact : std::uint8_t {
  kRoute,          ///< route template, never a URL: "/v1/users/register"
  kHttpStatus,     ///< status of the reply
  kCorrelationId,  ///< the service's correlation id, only ever a UUID
  kStateKey,       ///< name of a state key, never its value
  kField,          ///< name of a field in a request, a reply or a configuration
  kNode,           ///< id of a node in its journey
  kNodeType,       ///< type name of a node
  kOutcome,        ///< outcome id
  kPosition,       ///< where in the input: line and column, index, byte
  kLimit,          ///< a configured limit that was reached
  kReason,         ///< a further fixed text, such as the transport's own classification
};

/// The stable spelling of a fact's name: "http_status".
[[nodiscard]] std::string_view FactName(Fact fact);

/// An error: a code, one fixed sentence for people, and facts from the allow-list above.
///
/// Nothing in it is secret, so it may be logged, counted and shown.
class Error {
 public:
  Error(ErrorCode code, FixedText message) : code_(code), message_(message) {}

  /// Adds a fact. The value must not be secret.
  [[nodiscard]] Error With(Fact fact, std::string value) &&;
  Error& With(Fact fact, std::string value) &;

  [[nodiscard]] ErrorCode code() const { return code_; }
  [[nodiscard]] std::string_view message() const { return message_.view(); }
  [[nodiscard]] const std::vector<std::pair<Fact, std::string>>& facts() const { return facts_; }

  /// The value of a fact, or an empty view.
  [[nodiscard]] std::string_view Find(Fact fact) const;

  /// Sentence and facts in one line, for logs and terminals.
  [[nodiscard]] std::string Describe() const;

 private:
  ErrorCode code_;
  FixedText message_;
  std::vector<std::pair<Fact, std::string>> facts_;
};

}  // namespace authtree::inline v0
