#include "known_outcomes.h"

#include <algorithm>
#include <sstream>

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

/// Properties that may change the outcomes, one at a time.
std::vector<Json> Variants(const NodeDescriptor& descriptor) {
  std::vector<Json> variants;
  for (const FieldDescription& field : descriptor.fields) {
    if (field.kind == FieldKind::kBoolean) {
      variants.push_back({{field.name, true}});
      variants.push_back({{field.name, false}});
    }
    for (const std::string& choice : field.choices) variants.push_back({{field.name, choice}});
  }
  return variants;
}

}  // namespace

std::vector<std::string> OutcomesOf(const NodeRegistry& registry, const NodeDescriptor& descriptor) {
  std::vector<std::string> outcomes = descriptor.outcomes;
  if (descriptor.is_container) return outcomes;
  for (const Json& properties : Variants(descriptor)) {
    Diagnostics diagnostics;
    for (std::string& outcome : registry.Make(descriptor.type, properties, "", diagnostics).outcomes) {
      const bool known = std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end();
      if (!known) outcomes.push_back(std::move(outcome));
    }
  }
  return outcomes;
}

bool HasOutcomesOfItsOwn(const NodeRegistry& registry, const NodeDescriptor& descriptor) {
  const std::string made_up = "an outcome that no type has";
  return std::any_of(descriptor.fields.begin(), descriptor.fields.end(), [&](const FieldDescription& field) {
    if (field.kind != FieldKind::kTextList) return false;
    Diagnostics diagnostics;
    const Json properties = {{field.name, {made_up}}};
    const auto outcomes = registry.Make(descriptor.type, properties, "", diagnostics).outcomes;
    return std::find(outcomes.begin(), outcomes.end(), made_up) != outcomes.end();
  });
}

bool IsNeverTaken(std::string_view type, std::string_view outcome) {
  static const std::string document = ReadSourceFile("docs/onespan.md");
  const std::string row = "| `" + std::string(type) + "` |";
  const std::string note = "`" + std::string(outcome) + "` (never taken)";
  std::istringstream lines(document);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(row) && line.find(note) != std::string::npos) return true;
  }
  return false;
}

}  // namespace authtree::inline v0::testing_world
