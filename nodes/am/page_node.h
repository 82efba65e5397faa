#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Shows the callbacks of several nodes as one page.
///
/// The children run in order, each on the state the one before left, and every time the user answers all of
/// them run again with their own answers. As long as one asks, the whole page is sent again: what the user
/// filled in for the others stays as it is. The page leaves by the outcome of its last child.
///
/// Callbacks carry a number that grows with every prompt; shared `pageNodeCallbacks` maps it to the child's
/// index until the page is left.
class PageNode final : public Node {
 public:
  static constexpr std::string_view kType = "PageNode";
  static constexpr std::string_view kSummary = "Shows several nodes on one page.";

  struct Config {
    std::vector<ChildReference> children;
    TextMap header;
    TextMap description;
    std::string stage;
  };
  static ConfigSpec<Config> Spec();
  /// None of its own: whoever loads a journey takes those of the last child.
  static std::vector<std::string> Outcomes(const Config& /*config*/) { return {}; }

  explicit PageNode(Config config) : config_(std::move(config)) {}

  /// The page's own keys; those of the children come on top.
  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Task<Result<Action>> Process(const StepContext& step) const override;

 private:
  [[nodiscard]] Action AskAgain(const StepContext& step, std::vector<Callback> callbacks) const;

  Config config_;
};

}  // namespace authtree::inline v0::nodes
