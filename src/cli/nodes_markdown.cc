#include "nodes_markdown.h"

#include <string_view>
#include <vector>

#include "field_kind.h"

namespace authtree::inline v0::cli {
namespace {

// A text in a cell of a table.
std::string Cell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

// A name as code. Names of ours hold no backtick; one of a pack that does becomes an apostrophe.
std::string Code(std::string_view text) {
  std::string code = "`";
  for (const char c : text) code += c == '`' ? '\'' : c == '\n' ? ' ' : c;
  return code + "`";
}

std::string Codes(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + Code(name);
  return list;
}

std::string KindOf(const FieldDescription& field) {
  if (!field.choices.empty()) return Codes(field.choices);
  std::string kind = KindName(field.kind);
  if (field.minimum && field.maximum) {
    kind += ", " + std::to_string(*field.minimum) + " to " + std::to_string(*field.maximum);
  }
  return kind;
}

std::string DefaultOf(const FieldDescription& field) {
  if (field.fallback.is_null())
    return field.kind == FieldKind::kChildren || field.kind == FieldKind::kScript ? "required" : "none";
  if (field.fallback.is_string()) {
    const auto& text = field.fallback.get_ref<const std::string&>();
    return text.empty() ? "empty" : Code(text);
  }
  return field.fallback.empty() ? "empty" : Code(DumpJson(field.fallback));
}

std::string Properties(const NodeDescriptor& node) {
  if (node.fields.empty()) return "No properties.\n";
  std::string text = "| property | type | default | meaning |\n|---|---|---|---|\n";
  for (const FieldDescription& field : node.fields) {
    text += "| " + Code(field.name) + " | " + KindOf(field) + " | " + DefaultOf(field) + " | " +
            Cell(field.help) + " |\n";
  }
  return text;
}

std::string Outcomes(const NodeDescriptor& node) {
  std::string text = node.is_container ? "- Outcomes: those of its last child.\n"
                                       : "- Outcomes: " + Codes(node.outcomes) + ".\n";
  for (const OutcomeAlias& alias : node.aliases) {
    text += "- A connection of " + Code(alias.from) + " stands for " + Code(alias.to) +
            ", where that is unconnected.\n";
  }
  const ErrorReporting& errors = node.error_reporting;
  if (errors.outcome.empty()) return text + "- An error ends the round in failure.\n";
  text += "- Errors take " + Code(errors.outcome);
  if (!errors.message_key.empty()) text += " and write " + Code(errors.message_key);
  if (!errors.code_key.empty())
    text += (errors.message_key.empty() ? " and write " : " and ") + Code(errors.code_key);
  return text + ".\n";
}

std::string Keys(const std::vector<std::string>& names, bool everything) {
  if (everything) return "everything";
  return names.empty() ? "nothing" : Codes(names);
}

std::string State(const NodeDescriptor& node, const NodeRegistry& registry) {
  Diagnostics findings;  // of properties that are not there; the node tells its keys all the same
  const ConfiguredNode made = registry.Make(node.type, Json::object(), "", findings);
  const StateContract contract = made.node->Contract();
  const std::string with = node.fields.empty() ? "" : ", with the default properties";
  std::string text = "- Reads" + with + ": " + Keys(contract.reads(), contract.reads_everything()) + ".\n";
  text += "- Writes" + with + ": " + Keys(contract.writes(), contract.writes_everything()) + ".\n";
  if (node.is_container) text += "- Its children read and write their own keys as well.\n";
  return text;
}

}  // namespace

std::string NodesMarkdown(const NodeRegistry& registry) {
  std::string text =
      "# Node types\n\nWritten by `authtree nodes --markdown` from what the node types say of themselves.\n"
      "A node also reads and writes keys that begin with its own id and a dot.\n\n";
  for (const NodeDescriptor* node : registry.Descriptors()) {
    text += "- [" + node->type + "](#";
    for (const char c : node->type) text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    text += ")\n";
  }
  for (const NodeDescriptor* node : registry.Descriptors()) {
    text += "\n## " + node->type + "\n\n" + Cell(node->summary) +
            (node->is_container ? " Holds other nodes.\n\n" : "\n\n") + Properties(*node) + "\n" +
            Outcomes(*node) + State(*node, registry);
  }
  return text;
}

}  // namespace authtree::inline v0::cli
