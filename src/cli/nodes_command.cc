#include "nodes_command.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "field_kind.h"
#include "journey_source.h"
#include "nodes_markdown.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kNodesExamples = R"(
Examples:
  authtree nodes
  authtree nodes OS_Auth_UserRegisterNode
  authtree nodes OS_Auth_UserRegisterNode --schema
  authtree nodes --markdown > nodes.md)";

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
  return joined;
}

void PrintType(const NodeDescriptor& node) {
  std::cout << node.type << "\n  " << node.summary << "\n  Outcomes: "
            << (node.is_container ? std::string("those of its last child") : Joined(node.outcomes)) << "\n";
  for (const OutcomeAlias& alias : node.aliases) {
    std::cout << "  A connection of '" << alias.from << "' stands for '" << alias.to
              << "' where that is unconnected\n";
  }
  if (!node.error_reporting.outcome.empty()) {
    std::cout << "  Errors take '" << node.error_reporting.outcome << "'";
    if (!node.error_reporting.message_key.empty())
      std::cout << " and write " << node.error_reporting.message_key;
    if (!node.error_reporting.code_key.empty()) std::cout << " and " << node.error_reporting.code_key;
    std::cout << "\n";
  }
  if (node.fields.empty()) return;
  std::cout << "  Properties:\n";
  for (const FieldDescription& field : node.fields) {
    std::cout << "    " << field.name << " (" << KindName(field.kind);
    if (!field.choices.empty()) std::cout << ": " << Joined(field.choices);
    if (field.minimum && field.maximum) std::cout << " from " << *field.minimum << " to " << *field.maximum;
    if (!field.fallback.is_null()) std::cout << "; default " << DumpJson(field.fallback);
    std::cout << ")\n      " << field.help << "\n";
  }
}

// The properties of a type as JSON Schema.
OrderedJson SchemaOf(const FieldDescription& field) {
  OrderedJson schema;
  switch (field.kind) {
    case FieldKind::kText:
    case FieldKind::kScript:
      schema["type"] = "string";
      break;
    case FieldKind::kInteger:
      schema["type"] = "integer";
      break;
    case FieldKind::kBoolean:
      schema["type"] = "boolean";
      break;
    case FieldKind::kChoice:
      schema["enum"] = field.choices;
      break;
    case FieldKind::kTextMap:
      schema["type"] = "object";
      schema["additionalProperties"]["type"] = "string";
      break;
    case FieldKind::kTextList:
      schema["type"] = "array";
      schema["items"]["type"] = "string";
      break;
    case FieldKind::kChildren:
      schema["type"] = "array";
      break;
  }
  if (field.minimum) schema["minimum"] = *field.minimum;
  if (field.maximum) schema["maximum"] = *field.maximum;
  if (!field.fallback.is_null()) schema["default"] = OrderedJson::parse(DumpJson(field.fallback));
  schema["description"] = field.help;
  return schema;
}

OrderedJson SchemaOf(const NodeDescriptor& node) {
  OrderedJson schema;
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["title"] = node.type;
  schema["description"] = node.summary;
  schema["type"] = "object";
  OrderedJson properties = OrderedJson::object();
  for (const FieldDescription& field : node.fields) properties[field.name] = SchemaOf(field);
  schema["properties"] = std::move(properties);
  return schema;
}

}  // namespace

ExitCode DescribeNodes(const NodesOptions& options) {
  const NodeRegistry registry = MakeRegistry(nullptr);
  if (options.markdown) {
    std::cout << NodesMarkdown(registry);
    return ExitCode::kSuccess;
  }
  if (options.type.empty() && !options.schema) {
    std::size_t widest = 0;
    for (const NodeDescriptor* node : registry.Descriptors()) widest = std::max(widest, node->type.size());
    for (const NodeDescriptor* node : registry.Descriptors()) {
      std::cout << node->type << std::string(widest - node->type.size() + 2, ' ') << node->summary << '\n';
    }
    return ExitCode::kSuccess;
  }
  if (options.type.empty()) {
    OrderedJson all = OrderedJson::object();
    for (const NodeDescriptor* node : registry.Descriptors()) all[node->type] = SchemaOf(*node);
    std::cout << all.dump(2) << '\n';
    return ExitCode::kSuccess;
  }
  const NodeDescriptor* node = registry.Find(options.type);
  if (node == nullptr) {
    const std::string_view nearest = registry.Nearest(options.type);
    std::cerr << "error: the node type '" << options.type << "' is not known.";
    if (nearest.empty()) {
      std::cerr << " List the types with: authtree nodes";
    } else {
      std::cerr << " Did you mean '" << nearest << "'?";
    }
    std::cerr << '\n';
    return ExitCode::kUsage;
  }
  if (options.schema) {
    std::cout << SchemaOf(*node).dump(2) << '\n';
  } else {
    PrintType(*node);
  }
  return ExitCode::kSuccess;
}

Command AddNodesCommand(CLI::App& program) {
  const auto options = std::make_shared<NodesOptions>();
  CLI::App* command = program.add_subcommand("nodes", "List the node types, or describe one");
  command->footer(kNodesExamples);
  CLI::Option* type =
      command->add_option("type", options->type, "The node type to describe")->type_name("TYPE");
  CLI::Option* schema = command->add_flag("--schema", options->schema, "Print the properties as JSON Schema");
  command->add_flag("--markdown", options->markdown, "Print a reference of all types in Markdown")
      ->excludes(type)
      ->excludes(schema);
  return {command, [options] { return DescribeNodes(*options); }};
}

}  // namespace authtree::inline v0::cli
