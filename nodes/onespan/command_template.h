#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/http/url.h"

namespace authtree::inline v0::nodes {

/// An https URL with placeholders in braces, such as `https://commands.example.com/{tenantName}/{sessionID}`.
///
/// Placeholders may stand in the path and in the values of the query. Each is filled once, escaped, so no
/// value can change the host or the structure of the URL, and none is expanded again.
class CommandTemplate {
 public:
  /// Gives the value of a placeholder, or the error that there is none.
  using Lookup = std::function<Result<std::string>(std::string_view placeholder)>;

  /// `kInvalidInput`, with a sentence that says what is wrong, for a text that is no such URL.
  [[nodiscard]] static Result<CommandTemplate> Parse(std::string_view text);

  /// Host, and the port if it is not 443.
  [[nodiscard]] std::string Authority() const { return base_.Authority(); }
  [[nodiscard]] std::set<std::string> Placeholders() const;
  /// The URL with the placeholders filled. The first error of `lookup`; `kInvalidInput` for an empty value.
  [[nodiscard]] Result<http::Url> Fill(const Lookup& lookup) const;

 private:
  /// A text in parts: literal ones and placeholders.
  struct Part {
    std::string text;
    bool is_placeholder = false;
  };
  using Parts = std::vector<Part>;

  explicit CommandTemplate(http::Url base) : base_(std::move(base)) {}
  [[nodiscard]] static Result<Parts> Split(std::string_view text);
  [[nodiscard]] static Result<std::string> Join(const Parts& parts, const Lookup& lookup);

  http::Url base_;
  std::vector<Parts> segments_;
  std::vector<std::pair<std::string, Parts>> query_;
};

}  // namespace authtree::inline v0::nodes
