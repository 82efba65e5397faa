// docs/metrics.md and docs/audit.md say what the code does: no metric, event or reason more or less.
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/am/authenticate_observer.h"
#include "authtree/audit/audit_event.h"
#include "authtree/core/error.h"
#include "authtree/core/json.h"
#include "authtree/metrics/metric_catalog.h"

namespace authtree::inline v0 {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ReadText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(std::string(AUTHTREE_SOURCE_DIR) + "/" + path).rdbuf();
  return text.str();
}

std::string RowOf(const metrics::MetricDescription& metric) {
  std::string labels;
  for (const std::string_view label : metric.labels) {
    if (label.empty()) continue;
    labels.append(labels.empty() ? "`" : ", `").append(label).append("`");
  }
  std::string row = "| `";
  row.append(metric.name).append("` | ").append(MetricTypeName(metric.type)).append(" | ");
  return row.append(labels.empty() ? "–" : labels).append(" | ").append(metric.help).append(" |\n");
}

TEST(MetricsDocs, HaveARowForEveryMetric) {
  const std::string text = ReadText("docs/metrics.md");
  for (const metrics::MetricDescription& metric : metrics::AllMetrics()) {
    EXPECT_THAT(text, HasSubstr(RowOf(metric)));
  }
}

// Names of metrics in a text, with the suffixes of histograms taken off.
std::set<std::string> MetricsIn(const std::string& text) {
  const std::regex name("authtree_[a-z_]+");
  std::set<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
    names.insert(std::regex_replace(at->str(), std::regex("_seconds_(bucket|sum|count)$"), "_seconds"));
  }
  return names;
}

TEST(MetricsDocs, NameNoMetricThatDoesNotExist) {
  std::set<std::string> known;
  for (const metrics::MetricDescription& metric : metrics::AllMetrics()) known.emplace(metric.name);
  for (const char* path : {"docs/metrics.md", "docs/metrics/alerts.yaml"}) {
    std::set<std::string> unknown = MetricsIn(ReadText(path));
    ASSERT_GT(unknown.size(), 5U) << path;
    for (const std::string& name : known) unknown.erase(name);
    EXPECT_THAT(unknown, IsEmpty()) << path;
  }
}

TEST(MetricNames, FollowTheConventions) {
  std::set<std::string_view> names;
  for (const metrics::MetricDescription& metric : metrics::AllMetrics()) {
    EXPECT_TRUE(names.insert(metric.name).second) << metric.name;
    EXPECT_TRUE(metric.name.starts_with("authtree_")) << metric.name;
    EXPECT_EQ(metric.name.ends_with("_total"), metric.type == metrics::MetricType::kCounter) << metric.name;
    EXPECT_TRUE(metric.help.ends_with(".")) << metric.name;
    if (metric.type == metrics::MetricType::kHistogram) {
      EXPECT_TRUE(metric.name.ends_with("_duration_seconds")) << metric.name;
    }
  }
}

std::set<std::string> EnumOf(const Json& schema, const std::string& pointer) {
  const Json& values = schema.at(Json::json_pointer(pointer));
  return {values.begin(), values.end()};
}

TEST(AuditSchema, HasTheNamesOfTheCode) {
  const Json schema = ParseJson(ReadText("docs/schema/audit-event.schema.json")).value();
  std::set<std::string> names;
  for (const auto kind : {audit::AuditEventKind::kJourneyStarted, audit::AuditEventKind::kNodeCompleted,
                          audit::AuditEventKind::kJourneyCompleted, audit::AuditEventKind::kSessionRefused,
                          audit::AuditEventKind::kConfigurationLoaded, audit::AuditEventKind::kKeysReloaded,
                          audit::AuditEventKind::kTlsIdentityReloaded}) {
    names.emplace(AuditEventName(kind));
  }

  EXPECT_EQ(EnumOf(schema, "/properties/eventName/enum"), names);
  EXPECT_EQ(schema.at("/properties/schemaVersion/const"_json_pointer), audit::kSchemaVersion);
}

TEST(AuditDocs, TellEveryEventReasonAndField) {
  const Json schema = ParseJson(ReadText("docs/schema/audit-event.schema.json")).value();
  const std::string text = ReadText("docs/audit.md");
  for (const char* pointer : {"/properties/eventName/enum", "/definitions/reason/enum"}) {
    for (const std::string& value : EnumOf(schema, pointer)) EXPECT_THAT(text, HasSubstr("`" + value + "`"));
  }
  for (const auto& [name, field] : schema.at("properties").items()) {
    EXPECT_THAT(text, HasSubstr("`" + name + "`"));
  }
  for (const char* kind : {"started", "node", "completed", "refused", "configuration", "keys", "identity"}) {
    for (const auto& [name, field] : schema.at("definitions").at(kind).at("properties").items()) {
      EXPECT_THAT(text, HasSubstr("`" + name + "`")) << kind;
    }
  }
}

}  // namespace
}  // namespace authtree::inline v0
