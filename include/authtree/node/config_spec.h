#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"
#include "authtree/core/secret.h"
#include "authtree/node/script.h"

namespace authtree::inline v0 {

/// A property map in the order of the journey file is not kept: JSON objects have none.
using TextMap = std::map<std::string, std::string>;

/// A child that a container names.
struct ChildReference {
  std::string id;
  std::string type;
  std::string display_name;
};

enum class FieldKind : std::uint8_t {
  kText,
  kInteger,
  kBoolean,
  kChoice,
  kTextMap,
  kTextList,
  kChildren,
  kScript
};

/// One property of a node type, for documentation and editors.
struct FieldDescription {
  std::string name;
  FieldKind kind = FieldKind::kText;
  Json fallback;                     ///< what an absent property means
  std::vector<std::string> choices;  ///< of a kChoice
  std::optional<std::int64_t> minimum;
  std::optional<std::int64_t> maximum;
  std::string help;
};

/// Reads one property out of a node's JSON. Where it has the wrong type, says so and leaves the default.
namespace config_reader {
void Read(const Json& value, const FieldDescription& field, const std::string& place, std::string& target,
          Diagnostics& diagnostics);
/// The text in the file stays what it is: whoever gives the file to somebody gives the secret away.
void Read(const Json& value, const FieldDescription& field, const std::string& place, Secret& target,
          Diagnostics& diagnostics);
void Read(const Json& value, const FieldDescription& field, const std::string& place, std::int64_t& target,
          Diagnostics& diagnostics);
void Read(const Json& value, const FieldDescription& field, const std::string& place, bool& target,
          Diagnostics& diagnostics);
void Read(const Json& value, const FieldDescription& field, const std::string& place, TextMap& target,
          Diagnostics& diagnostics);
void Read(const Json& value, const FieldDescription& field, const std::string& place,
          std::vector<std::string>& target, Diagnostics& diagnostics);
void Read(const Json& value, const FieldDescription& field, const std::string& place,
          std::vector<ChildReference>& target, Diagnostics& diagnostics);
/// `value` is the id of one of `scripts`.
void Read(const Json& value, const FieldDescription& field, const std::string& place,
          const ScriptMap& scripts, Script& target, Diagnostics& diagnostics);
/// Index of the chosen text, or nothing after a finding.
std::optional<std::size_t> ReadChoice(const Json& value, const FieldDescription& field,
                                      const std::string& place, Diagnostics& diagnostics);
}  // namespace config_reader

/// The properties of a node type: one declaration that reads, defaults, checks and describes them.
///
/// Defaults are those of the members of a default-made `Config`.
///
/// @code
///   static ConfigSpec<Config> Spec() {
///     return ConfigSpec<Config>()
///         .Field("domain", &Config::domain, "Domain of the user.")
///         .Integer("timeout", &Config::timeout, 0, 300, "Seconds to wait.")
///         .Choice("objectType", &Config::object_type, {{"IAA", ObjectType::kIaa}, {"OCA",
///         ObjectType::kOca}}, "…");
///   }
/// @endcode
template <class Config>
class ConfigSpec {
 public:
  using Check = std::function<void(const Config&, const std::string& place, Diagnostics&)>;

  /// A text, secret, flag, map of texts, list of texts, list of children, or script, by the type of the
  /// member.
  template <class Member>
  ConfigSpec&& Field(std::string name, Member Config::*member, std::string help) && {
    FieldDescription field = Describe(std::move(name), KindOf<Member>(), std::move(help));
    if constexpr (HasFallback<Member>()) field.fallback = Config().*member;
    if constexpr (std::is_same_v<Member, Secret>) field.fallback = "";
    Add(std::move(field),
        [member](const Json& value, const FieldDescription& description, const std::string& place,
                 const ScriptMap& scripts, Config& config, Diagnostics& diagnostics) {
          if constexpr (std::is_same_v<Member, Script>) {
            config_reader::Read(value, description, place, scripts, config.*member, diagnostics);
          } else {
            (void)scripts;
            config_reader::Read(value, description, place, config.*member, diagnostics);
          }
        });
    return std::move(*this);
  }

  /// A whole number between two bounds, both allowed.
  ConfigSpec&& Integer(std::string name, std::int64_t Config::*member, std::int64_t minimum,
                       std::int64_t maximum, std::string help) && {
    FieldDescription field = Describe(std::move(name), FieldKind::kInteger, std::move(help));
    field.fallback = Config().*member;
    field.minimum = minimum;
    field.maximum = maximum;
    Add(std::move(field),
        [member](const Json& value, const FieldDescription& description, const std::string& place,
                 const ScriptMap& /*scripts*/, Config& config, Diagnostics& diagnostics) {
          config_reader::Read(value, description, place, config.*member, diagnostics);
        });
    return std::move(*this);
  }

  /// One of several texts, each standing for a value.
  template <class Enum>
  ConfigSpec&& Choice(std::string name, Enum Config::*member,
                      std::vector<std::pair<std::string, Enum>> choices, std::string help) && {
    FieldDescription field = Describe(std::move(name), FieldKind::kChoice, std::move(help));
    for (const auto& [text, value] : choices) {
      field.choices.push_back(text);
      if (value == Config().*member && field.fallback.is_null()) field.fallback = text;
    }
    Add(std::move(field),
        [member, choices = std::move(choices)](const Json& value, const FieldDescription& description,
                                               const std::string& place, const ScriptMap& /*scripts*/,
                                               Config& config, Diagnostics& diagnostics) {
          if (auto index = config_reader::ReadChoice(value, description, place, diagnostics)) {
            config.*member = choices[*index].second;
          }
        });
    return std::move(*this);
  }

  /// A rule over several properties.
  ConfigSpec&& Where(Check check) && {
    checks_.push_back(std::move(check));
    return std::move(*this);
  }

  /// Reads the properties. Absent and null ones keep their defaults; unknown ones are left alone, as exports
  /// carry members of other versions. `place` is the JSON pointer of `properties`; `scripts` are those of the
  /// file.
  [[nodiscard]] Config Parse(const Json& properties, const std::string& place, Diagnostics& diagnostics,
                             const ScriptMap& scripts = {}) const {
    Config config;
    for (const Entry& entry : entries_) {
      const Json* value = FindMember(properties, entry.field.name);
      if (value == nullptr || value->is_null()) continue;
      entry.read(*value, entry.field, PointerTo(place, entry.field.name), scripts, config, diagnostics);
    }
    for (const Check& check : checks_) check(config, place, diagnostics);
    return config;
  }

  [[nodiscard]] std::vector<FieldDescription> Fields() const {
    std::vector<FieldDescription> fields;
    fields.reserve(entries_.size());
    for (const Entry& entry : entries_) fields.push_back(entry.field);
    return fields;
  }

 private:
  using Reader = std::function<void(const Json&, const FieldDescription&, const std::string&,
                                    const ScriptMap&, Config&, Diagnostics&)>;
  struct Entry {
    FieldDescription field;
    Reader read;
  };

  template <class Member>
  static constexpr FieldKind KindOf() {
    if constexpr (std::is_same_v<Member, std::string> || std::is_same_v<Member, Secret>) {
      return FieldKind::kText;
    } else if constexpr (std::is_same_v<Member, bool>) {
      return FieldKind::kBoolean;
    } else if constexpr (std::is_same_v<Member, TextMap>) {
      return FieldKind::kTextMap;
    } else if constexpr (std::is_same_v<Member, std::vector<std::string>>) {
      return FieldKind::kTextList;
    } else if constexpr (std::is_same_v<Member, Script>) {
      return FieldKind::kScript;
    } else {
      static_assert(
          std::is_same_v<Member, std::vector<ChildReference>>,
          "A property is a std::string, Secret, bool, TextMap, std::vector<std::string>, Script or a list "
          "of children; "
          "use Integer() for numbers and Choice() for enumerations.");
      return FieldKind::kChildren;
    }
  }

  template <class Member>
  static constexpr bool HasFallback() {
    return !std::is_same_v<Member, std::vector<ChildReference>> && !std::is_same_v<Member, Script> &&
           !std::is_same_v<Member, Secret>;
  }

  static FieldDescription Describe(std::string name, FieldKind kind, std::string help) {
    FieldDescription field;
    field.name = std::move(name);
    field.kind = kind;
    field.help = std::move(help);
    return field;
  }

  void Add(FieldDescription field, Reader read) { entries_.push_back({std::move(field), std::move(read)}); }

  std::vector<Entry> entries_;
  std::vector<Check> checks_;
};

/// For node types without properties.
struct NoConfig {};

}  // namespace authtree::inline v0
