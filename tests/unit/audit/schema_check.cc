#include "schema_check.h"

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace authtree::inline v0::audit::testing {
namespace {

std::unique_ptr<valijson::Schema> ReadSchema() {
  std::ostringstream text;
  text << std::ifstream(AUTHTREE_SOURCE_DIR "/docs/schema/audit-event.schema.json").rdbuf();
  const Result<Json> document = ParseJson(text.str());
  if (!document) throw std::runtime_error("the schema is no JSON: " + document.error().Describe());
  auto schema = std::make_unique<valijson::Schema>();
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(*document), *schema);
  return schema;
}

}  // namespace

std::string SchemaFindings(const Json& event) {
  const std::unique_ptr<valijson::Schema> schema = ReadSchema();
  valijson::ValidationResults results;
  valijson::Validator validator;
  validator.validate(*schema, valijson::adapters::NlohmannJsonAdapter(event), &results);
  std::string findings;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& part : error.context) findings += part;
    findings += ": " + error.description + "\n";
  }
  return findings;
}

std::string SchemaFindings(const std::string& line) {
  const Result<Json> event = ParseJson(line);
  return event ? SchemaFindings(*event) : "no JSON: " + event.error().Describe();
}

}  // namespace authtree::inline v0::audit::testing
