#include "authtree/onespan/environment.h"

#include <string>

#include <gtest/gtest.h>

namespace authtree::inline v0::onespan {
namespace {

struct EnvironmentCase {
  Environment environment;
  std::string name;
  std::string host;
  bool sandbox;
  bool certificate;
};

class VendorEnvironment : public ::testing::TestWithParam<EnvironmentCase> {};

TEST_P(VendorEnvironment, IsParsedByItsName) {
  EXPECT_EQ(ParseEnvironment(GetParam().name).value(), GetParam().environment);
  EXPECT_EQ(EnvironmentName(GetParam().environment), GetParam().name);
}

TEST_P(VendorEnvironment, HasTheTenantInItsHost) {
  const auto location = ServiceLocation::ForTenant("Acme", GetParam().environment);
  ASSERT_TRUE(location.has_value());
  EXPECT_EQ(location->base().ToString(), "https://" + GetParam().host + "/");
  EXPECT_EQ(location->tenant(), "acme");
  EXPECT_EQ(location->environment(), GetParam().environment);
}

TEST_P(VendorEnvironment, KnowsSandboxAndClientCertificate) {
  const auto location = ServiceLocation::ForTenant("acme", GetParam().environment);
  EXPECT_EQ(location->is_sandbox(), GetParam().sandbox);
  EXPECT_EQ(location->requires_client_certificate(), GetParam().certificate);
}

INSTANTIATE_TEST_SUITE_P(
    All, VendorEnvironment,
    ::testing::Values(
        EnvironmentCase{Environment::kSdb, "sdb", "acme.sdb.tid.onespan.cloud", true, false},
        EnvironmentCase{Environment::kSandbox, "Sandbox", "acme.sdb.tid.onespan.cloud", true, false},
        EnvironmentCase{Environment::kProd, "prod", "acme.prod.tid.onespan.cloud", false, true},
        EnvironmentCase{Environment::kProductionNa1, "Production_NA1", "acme.prod.na1.tid.onespan.cloud",
                        false, true},
        EnvironmentCase{Environment::kProductionEu1, "Production_EU1", "acme.prod.eu1.tid.onespan.cloud",
                        false, true},
        EnvironmentCase{Environment::kProductionEu2, "Production_EU2", "acme.prod.eu2.tid.onespan.cloud",
                        false, true},
        EnvironmentCase{Environment::kStagingNa1, "Staging_NA1", "acme.staging.na1.tid.onespan.cloud", false,
                        true},
        EnvironmentCase{Environment::kStagingEu1, "Staging_EU1", "acme.staging.eu1.tid.onespan.cloud", false,
                        true},
        EnvironmentCase{Environment::kStagingEu2, "Staging_EU2", "acme.staging.eu2.tid.onespan.cloud", false,
                        true},
        EnvironmentCase{Environment::kUatEu1, "UAT_EU1", "acme.uat.eu1.tid.onespan.cloud", false, true}),
    [](const auto& one) { return one.param.name; });

TEST(ParseEnvironment, KnowsCustomized) {
  EXPECT_EQ(ParseEnvironment("CUSTOMIZED").value(), Environment::kCustomized);
}

TEST(ParseEnvironment, RefusesAnythingElse) {
  for (const std::string_view name : {"", "SDB", "sandbox", "Production", "sdb ", "customized"}) {
    const auto environment = ParseEnvironment(name);
    ASSERT_FALSE(environment.has_value()) << name;
    EXPECT_EQ(environment.error().Find(Fact::kField), "environment");
  }
}

TEST(ServiceLocation, RefusesATenantThatIsNoLabel) {
  const std::string long_name(64, 'a');
  for (const std::string_view tenant :
       {std::string_view(""), std::string_view("a.b"), std::string_view("a/b"), std::string_view("-a"),
        std::string_view("a-"), std::string_view("a b"), std::string_view("a_b"), std::string_view("é"),
        std::string_view("a\0b", 3), std::string_view("evil.example#"), std::string_view("a@b"),
        std::string_view(long_name)}) {
    const auto location = ServiceLocation::ForTenant(tenant, Environment::kSdb);
    ASSERT_FALSE(location.has_value()) << tenant;
    EXPECT_EQ(location.error().code(), ErrorCode::kInvalidInput);
    EXPECT_EQ(location.error().Find(Fact::kField), "tenantName");
    EXPECT_FALSE(ServiceLocation::AtUrl(tenant, "https://example.org").has_value()) << tenant;
  }
}

TEST(ServiceLocation, CustomizedNeedsABaseUrl) {
  const auto location = ServiceLocation::ForTenant("acme", Environment::kCustomized);
  ASSERT_FALSE(location.has_value());
  EXPECT_EQ(location.error().Find(Fact::kField), "customUrl");
}

TEST(ServiceLocation, KeepsThePathsCaseAndDropsItsSlash) {
  const auto location = ServiceLocation::AtUrl("acme", "https://Gateway.Example.org:8443/OneSpan/Tid/");
  ASSERT_TRUE(location.has_value());
  EXPECT_EQ(location->base().ToString(), "https://gateway.example.org:8443/OneSpan/Tid");
  EXPECT_EQ(location->environment(), Environment::kCustomized);
  EXPECT_FALSE(location->requires_client_certificate());
  EXPECT_FALSE(location->is_sandbox());
}

TEST(ServiceLocation, AllowsPlainHttpOnThisMachine) {
  for (const std::string_view url : {"http://localhost:8080", "http://127.0.0.1", "http://127.9.8.7:1",
                                     "http://[::1]:9", "http://[0:0:0:0:0:0:0:1]", "http://LOCALHOST"}) {
    EXPECT_TRUE(ServiceLocation::AtUrl("acme", url).has_value()) << url;
  }
}

TEST(ServiceLocation, RefusesPlainHttpElsewhere) {
  for (const std::string_view url : {"http://example.org", "http://127.0.0.1.example.org", "http://128.0.0.1",
                                     "http://localhost.example.org", "http://[::2]", "http://0.0.0.0",
                                     "http://10.0.0.1", "http://[::ffff:127.0.0.1]"}) {
    const auto location = ServiceLocation::AtUrl("acme", url);
    ASSERT_FALSE(location.has_value()) << url;
    EXPECT_EQ(location.error().Find(Fact::kField), "customUrl");
  }
}

TEST(ServiceLocation, RefusesAUrlThatIsNoBase) {
  for (const std::string_view url :
       {"", "example.org", "ftp://example.org", "https://user@example.org", "https://example.org?x=1",
        "https://example.org#x", "https://example.org/a/../b", "https://example.org/v1",
        "https://example.org/tid/v1/"}) {
    const auto location = ServiceLocation::AtUrl("acme", url);
    ASSERT_FALSE(location.has_value()) << url;
    EXPECT_EQ(location.error().Find(Fact::kField), "customUrl");
  }
}

}  // namespace
}  // namespace authtree::inline v0::onespan
