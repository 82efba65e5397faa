#include "authenticator_query.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "account_wire.h"
#include "payload_schemas.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::string_view kObject = "QueryAuthenticatorsInput";

/// Whether a text has the form of a pattern, in which an asterisk stands for any characters.
bool Fits(std::string_view text, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t asterisk = std::string_view::npos;
  std::size_t resume = 0;
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      asterisk = in_pattern++;
      resume = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == text[at]) {
      ++at;
      ++in_pattern;
    } else if (asterisk != std::string_view::npos) {
      in_pattern = asterisk + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

void ReadCount(std::string_view name, std::string_view value, std::int64_t fewest, std::int64_t most,
               std::size_t& out, std::vector<ValidationError>& errors) {
  const auto number = ParseInteger(value);
  if (!number || *number < fewest || *number > most) {
    errors.push_back({std::string(kObject), std::string(name),
                      "must be between " + std::to_string(fewest) + " and " + std::to_string(most)});
    return;
  }
  out = static_cast<std::size_t>(*number);
}

void ReadText(std::string_view value, const FieldRule& rule, std::string& out,
              std::vector<ValidationError>& errors) {
  CheckText(value, rule, kObject, errors);
  out = value;
}

/// False when there is no such parameter.
bool ReadParameter(std::string_view name, const std::string& value, AuthenticatorQuery& query,
                   std::vector<ValidationError>& errors) {
  if (name == "serialNumber") {
    ReadText(value, kQuerySerial, query.serial, errors);
  } else if (name == "domain") {
    ReadText(value, kQueryDomain, query.domain, errors);
  } else if (name == "type") {
    ReadText(value, kQueryType, query.type, errors);
  } else if (name == "description") {
    ReadText(value, kQueryDescription, query.description.emplace(), errors);
  } else if (name == "assigned") {
    if (value != "true" && value != "false")
      errors.push_back({std::string(kObject), "assigned", "must be true or false"});
    query.assigned = value == "true";
  } else if (name == "offset") {
    ReadCount(name, value, 0, std::numeric_limits<std::int32_t>::max(), query.offset, errors);
  } else if (name == "limit") {
    ReadCount(name, value, 1, kMaxPageSize, query.limit, errors);
  } else {
    return false;
  }
  return true;
}

/// A license or an instance.
struct Row {
  std::string serial;
  const License* license = nullptr;
  const Instance* instance = nullptr;
};

bool Passes(Tenant& tenant, const AuthenticatorQuery& query, const Row& row) {
  const License* license = row.license;
  const std::string& type = row.instance != nullptr ? row.instance->type : license->type;
  const std::string description = row.instance != nullptr ? row.instance->description : std::string();
  return Fits(row.serial, query.serial) && (query.type.empty() || query.type == type) &&
         (query.domain.empty() || tenant.SameDomain(license->domain, query.domain)) &&
         (!query.assigned || *query.assigned == license->owner.has_value()) &&
         (!query.description || Fits(description, *query.description));
}

}  // namespace

std::optional<AuthenticatorQuery> ReadAuthenticatorQuery(const Exchange& exchange,
                                                         std::vector<ValidationError>& errors) {
  const auto parameters = exchange.request().Query();
  if (!parameters) {
    errors.push_back({std::string(kObject), "*", "the query is not encoded well"});
    return std::nullopt;
  }
  AuthenticatorQuery query;
  query.limit = kDefaultPageSize;
  for (const auto& [name, value] : *parameters) {
    if (!ReadParameter(name, value, query, errors) && exchange.strictness() == Strictness::kStrict) {
      errors.push_back({std::string(kObject), "*", "unknown parameter"});
    }
  }
  return errors.empty() ? std::optional(std::move(query)) : std::nullopt;
}

AuthenticatorRows FindAuthenticators(Tenant& tenant, const AuthenticatorQuery& query) {
  std::vector<Row> rows;
  for (const License& license : tenant.licenses()) {
    const Row row{license.serial, &license, nullptr};
    if (Passes(tenant, query, row)) rows.push_back(row);
  }
  for (const auto& [serial, instance] : tenant.instances()) {
    const Row row{serial, tenant.FindLicense(instance.license), &instance};
    if (instance.active && row.license != nullptr && Passes(tenant, query, row)) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(),
            [](const Row& left, const Row& right) { return left.serial < right.serial; });
  AuthenticatorRows found;
  found.total = rows.size();
  found.page = OrderedJson::array();
  for (std::size_t i = query.offset; i < rows.size() && i - query.offset < query.limit; ++i) {
    found.page.push_back(rows[i].instance != nullptr ? InstanceJson(tenant, *rows[i].instance)
                                                     : LicenseJson(tenant, *rows[i].license));
  }
  return found;
}

}  // namespace authtree::inline v0::simulator
