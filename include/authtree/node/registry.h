#pragma once

#include <chrono>
#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0 {

/// Where the engine reports an `Error` of a node: the outcome it takes, and the state keys it writes.
struct ErrorReporting {
  std::string_view outcome;
  std::string_view message_key;  ///< gets the fixed sentence and the correlation id; empty: none
  std::string_view code_key;     ///< gets the code's name; empty: none
};

/// A journey that connects `from` and leaves `to` unconnected means `to`: exports of older versions.
struct OutcomeAlias {
  std::string_view from;
  std::string_view to;
};

/// What is known about a node type without making a node.
struct NodeDescriptor {
  std::string type;
  std::string summary;
  std::vector<std::string> outcomes;  ///< with default properties
  std::vector<FieldDescription> fields;
  ErrorReporting error_reporting;
  std::vector<OutcomeAlias> aliases;
  bool is_container = false;  ///< has children, and the outcomes of the last of them
};

/// How long a node needs the journey to live, because of a property.
struct LifetimeNeed {
  std::string property;
  std::chrono::seconds length{};
};

/// A node made from its properties.
struct ConfiguredNode {
  std::shared_ptr<const Node> node;
  std::vector<std::string> outcomes;
  std::vector<ChildReference> children;
  std::optional<LifetimeNeed> lifetime;
  std::optional<std::string> inner_tree;  ///< the tree whose nodes the engine runs in the place of this one
};

/// The node types a program knows. An object, not a global: build one, hand it to the loader.
///
/// Registering is for one thread; after that, reading is for all.
class NodeRegistry {
 public:
  /// Adds a node type. Further arguments are handed to every node's constructor after its config: that is how
  /// nodes get what they work with.
  ///
  /// A type registered twice is replaced: the last pack wins, as in AM.
  ///
  /// A type whose properties may disagree with what its nodes work with says so in a function of its own,
  /// which is called once the properties have been read: `static void Check(const Config&, const std::string&
  /// place, Diagnostics&, const Dependency&...)`.
  ///
  /// @code
  ///   registry.Register<AddDeviceNode>(api);
  /// @endcode
  template <class N, class... Dependencies>
  void Register(Dependencies... dependencies);

  /// The descriptor, or null for an unknown type.
  [[nodiscard]] const NodeDescriptor* Find(std::string_view type) const;

  /// Makes a node. Findings about `properties` go to `diagnostics` with `place` as their JSON pointer; the
  /// node is usable only when there was no error. `scripts` are those that the properties may name. Null node
  /// for an unknown type.
  [[nodiscard]] ConfiguredNode Make(std::string_view type, const Json& properties, const std::string& place,
                                    Diagnostics& diagnostics, const ScriptMap& scripts = {}) const;

  /// All descriptors, sorted by type.
  [[nodiscard]] std::vector<const NodeDescriptor*> Descriptors() const;

  /// The known type whose name is closest to `type`, or an empty view when none is close.
  [[nodiscard]] std::string_view Nearest(std::string_view type) const;

 private:
  using Maker =
      std::function<ConfiguredNode(const Json&, const std::string&, Diagnostics&, const ScriptMap&)>;
  struct Entry {
    NodeDescriptor descriptor;
    Maker make;
  };

  std::map<std::string, Entry, std::less<>> entries_;
};

namespace registry_detail {

template <class N>
ConfigSpec<typename N::Config> SpecOf() {
  if constexpr (std::is_same_v<typename N::Config, NoConfig>) {
    return {};
  } else {
    static_assert(
        requires { N::Spec(); }, "A node type with properties needs `static ConfigSpec<Config> Spec()`.");
    return N::Spec();
  }
}

template <class N>
std::vector<std::string> OutcomesOf(const typename N::Config& config) {
  if constexpr (requires { N::Outcomes(config); }) {
    return N::Outcomes(config);
  } else {
    static_assert(
        requires { N::kOutcomes; },
        "A node type needs `kOutcomes` or `static std::vector<std::string> Outcomes(const Config&)`.");
    return {std::begin(N::kOutcomes), std::end(N::kOutcomes)};
  }
}

template <class Config>
concept HasChildren = requires(const Config& config) {
  { config.children } -> std::convertible_to<std::vector<ChildReference>>;
};

template <class N, class... Dependencies>
concept ChecksWith = requires(const typename N::Config& config, const std::string& place,
                              Diagnostics& diagnostics, const Dependencies&... dependencies) {
  N::Check(config, place, diagnostics, dependencies...);
};

}  // namespace registry_detail

template <class N, class... Dependencies>
void NodeRegistry::Register(Dependencies... dependencies) {
  using Config = typename N::Config;
  static_assert(std::is_base_of_v<Node, N>, "Register a class that derives from Node or SyncNode.");
  static_assert(std::is_constructible_v<N, Config, Dependencies...>,
                "The node's constructor must take its Config, then the dependencies given to Register().");

  Entry entry;
  entry.descriptor.type = N::kType;
  entry.descriptor.summary = N::kSummary;
  entry.descriptor.outcomes = registry_detail::OutcomesOf<N>(Config());
  entry.descriptor.fields = registry_detail::SpecOf<N>().Fields();
  if constexpr (requires { N::kErrorReporting; }) entry.descriptor.error_reporting = N::kErrorReporting;
  if constexpr (requires { N::kAliases; }) {
    entry.descriptor.aliases.assign(std::begin(N::kAliases), std::end(N::kAliases));
  }
  entry.descriptor.is_container = registry_detail::HasChildren<Config>;
  entry.make = [spec = registry_detail::SpecOf<N>(), dependencies = std::make_tuple(dependencies...)](
                   const Json& properties, const std::string& place, Diagnostics& diagnostics,
                   const ScriptMap& scripts) {
    Config config = spec.Parse(properties, place, diagnostics, scripts);
    if constexpr (registry_detail::ChecksWith<N, Dependencies...>) {
      std::apply([&](const auto&... dependency) { N::Check(config, place, diagnostics, dependency...); },
                 dependencies);
    }
    ConfiguredNode made;
    made.outcomes = registry_detail::OutcomesOf<N>(config);
    if constexpr (registry_detail::HasChildren<Config>) made.children = config.children;
    if constexpr (requires { N::Lifetime(config); }) made.lifetime = N::Lifetime(config);
    if constexpr (requires { N::InnerTree(config); }) made.inner_tree = N::InnerTree(config);
    made.node = std::apply(
        [&config](const auto&... dependency) {
          return std::make_shared<const N>(std::move(config), dependency...);
        },
        dependencies);
    return made;
  };
  entries_.insert_or_assign(std::string(N::kType), std::move(entry));
}

}  // namespace authtree::inline v0
