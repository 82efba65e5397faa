#include "authtree/node/config_spec.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

enum class Color { kRed, kGreen };

struct Config {
  std::string name = "nobody";
  std::int64_t count = 5;
  bool flag = true;
  Color color = Color::kGreen;
  TextMap texts = {{"en", "Hello"}};
  std::vector<std::string> list = {"a"};
  std::vector<ChildReference> children;
};

ConfigSpec<Config> Spec() {
  return ConfigSpec<Config>()
      .Field("name", &Config::name, "A name.")
      .Integer("count", &Config::count, 1, 10, "A number.")
      .Field("flag", &Config::flag, "A flag.")
      .Choice("color", &Config::color, {{"RED", Color::kRed}, {"GREEN", Color::kGreen}}, "A color.")
      .Field("texts", &Config::texts, "Texts by language.")
      .Field("list", &Config::list, "A list.")
      .Field("nodes", &Config::children, "Children.");
}

class ConfigSpecTest : public ::testing::Test {
 protected:
  Config Parse(const Json& properties) { return Spec().Parse(properties, "/nodes/n", diagnostics_); }
  std::vector<std::string> Places() const {
    std::vector<std::string> places;
    for (const Finding& finding : diagnostics_.findings()) places.push_back(finding.place);
    return places;
  }

  Diagnostics diagnostics_;
};

TEST_F(ConfigSpecTest, AbsentAndNullPropertiesKeepTheirDefaults) {
  for (const Json& properties : {Json::object(), Json{{"name", nullptr},
                                                      {"count", nullptr},
                                                      {"flag", nullptr},
                                                      {"color", nullptr},
                                                      {"texts", nullptr},
                                                      {"list", nullptr},
                                                      {"nodes", nullptr}}}) {
    const Config config = Parse(properties);

    EXPECT_TRUE(diagnostics_.empty());
    EXPECT_EQ(config.name, "nobody");
    EXPECT_EQ(config.count, 5);
    EXPECT_TRUE(config.flag);
    EXPECT_EQ(config.color, Color::kGreen);
    EXPECT_THAT(config.texts, ElementsAre(Pair("en", "Hello")));
    EXPECT_THAT(config.list, ElementsAre("a"));
    EXPECT_THAT(config.children, IsEmpty());
  }
}

TEST_F(ConfigSpecTest, ReadsEveryKind) {
  const Config config =
      Parse({{"name", "bob"},
             {"count", 10},
             {"flag", false},
             {"color", "RED"},
             {"texts", {{"de", "Hallo"}}},
             {"list", {"x", "y"}},
             {"nodes", Json::array({{{"_id", "c1"}, {"nodeType", "T"}, {"displayName", "C"}}})}});

  EXPECT_TRUE(diagnostics_.empty()) << diagnostics_.ToText();
  EXPECT_EQ(config.name, "bob");
  EXPECT_EQ(config.count, 10);
  EXPECT_FALSE(config.flag);
  EXPECT_EQ(config.color, Color::kRed);
  EXPECT_THAT(config.texts, ElementsAre(Pair("de", "Hallo")));
  EXPECT_THAT(config.list, ElementsAre("x", "y"));
  ASSERT_THAT(config.children, SizeIs(1));
  EXPECT_EQ(config.children[0].id, "c1");
  EXPECT_EQ(config.children[0].type, "T");
  EXPECT_EQ(config.children[0].display_name, "C");
}

TEST_F(ConfigSpecTest, EmptyListsAndMapsReplaceTheDefault) {
  const Config config = Parse({{"texts", Json::object()}, {"list", Json::array()}});

  EXPECT_TRUE(diagnostics_.empty());
  EXPECT_THAT(config.texts, IsEmpty());
  EXPECT_THAT(config.list, IsEmpty());
}

TEST_F(ConfigSpecTest, ReportsEveryWrongTypeAtOnceWithItsPlace) {
  const Config config = Parse({{"name", 1},
                               {"count", "many"},
                               {"flag", "yes"},
                               {"color", 2},
                               {"texts", "Hello"},
                               {"list", Json::object()},
                               {"nodes", true}});

  EXPECT_THAT(Places(), ElementsAre("/nodes/n/name", "/nodes/n/count", "/nodes/n/flag", "/nodes/n/color",
                                    "/nodes/n/texts", "/nodes/n/list", "/nodes/n/nodes"));
  EXPECT_TRUE(diagnostics_.has_errors());
  EXPECT_EQ(config.name, "nobody");
  EXPECT_EQ(config.count, 5);
}

TEST_F(ConfigSpecTest, PointsIntoMapsAndLists) {
  (void)Parse({{"texts", {{"de", 1}, {"e/n", 2}}}, {"list", {"a", 1, nullptr}}});

  EXPECT_THAT(Places(),
              ElementsAre("/nodes/n/texts/de", "/nodes/n/texts/e~1n", "/nodes/n/list/1", "/nodes/n/list/2"));
}

TEST_F(ConfigSpecTest, SaysWhatIsThereAndWhatIsWanted) {
  (void)Parse({{"name", Json::array()}});

  ASSERT_THAT(diagnostics_.findings(), SizeIs(1));
  EXPECT_EQ(diagnostics_.findings()[0].problem, "'name' is a list");
  EXPECT_EQ(diagnostics_.findings()[0].fix, "Give a text: A name.");
}

class IntegerCase : public ::testing::TestWithParam<Json> {};

TEST_P(IntegerCase, OutOfRangeOrNoWholeNumberIsAnError) {
  Diagnostics diagnostics;
  const Config config = Spec().Parse({{"count", GetParam()}}, "", diagnostics);

  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(config.count, 5);
}

INSTANTIATE_TEST_SUITE_P(Table, IntegerCase,
                         ::testing::Values(Json(0), Json(11), Json(-1), Json(2.5), Json(2.0), Json(true),
                                           Json("0"), Json("2.5"), Json("2x"), Json(""), Json(" 2"),
                                           Json("+2"), Json(UINT64_MAX), Json("99999999999999999999"),
                                           Json::array({2})));

TEST_F(ConfigSpecTest, BothBoundsAreAllowed) {
  EXPECT_EQ(Parse({{"count", 1}}).count, 1);
  EXPECT_EQ(Parse({{"count", 10}}).count, 10);
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(ConfigSpecTest, ReadsQuotedNumbersAndFlags) {
  const Config config = Parse({{"count", "7"}, {"flag", "false"}});

  EXPECT_TRUE(diagnostics_.empty());
  EXPECT_EQ(config.count, 7);
  EXPECT_FALSE(config.flag);
}

TEST_F(ConfigSpecTest, NamesTheBoundsInTheFix) {
  (void)Parse({{"count", 11}});

  EXPECT_EQ(diagnostics_.findings().at(0).fix, "Give a number from 1 to 10");
}

TEST_F(ConfigSpecTest, AChoiceThatIsNoneOfThemListsThem) {
  const Config config = Parse({{"color", "red"}});

  EXPECT_EQ(config.color, Color::kGreen);
  ASSERT_THAT(diagnostics_.findings(), SizeIs(1));
  EXPECT_THAT(diagnostics_.findings()[0].problem, HasSubstr("'red'"));
  EXPECT_EQ(diagnostics_.findings()[0].fix, "Give one of: RED, GREEN");
}

TEST_F(ConfigSpecTest, UnknownMembersAreLeftAlone) {
  (void)Parse({{"_id", "x"}, {"_rev", 1}, {"futureProperty", Json::object()}});

  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(ConfigSpecTest, ReadsChildrenFromTheConfigurationStore) {
  const Config config = Parse({{"nodes", {"c1:TypeA:First", "c2:TypeB:1.0:Second", "c3:TypeC"}}});

  EXPECT_TRUE(diagnostics_.empty()) << diagnostics_.ToText();
  ASSERT_THAT(config.children, SizeIs(3));
  EXPECT_EQ(config.children[0].id, "c1");
  EXPECT_EQ(config.children[0].type, "TypeA");
  EXPECT_EQ(config.children[0].display_name, "First");
  EXPECT_EQ(config.children[1].type, "TypeB");
  EXPECT_EQ(config.children[1].display_name, "Second");
  EXPECT_EQ(config.children[2].type, "TypeC");
  EXPECT_EQ(config.children[2].display_name, "");
}

TEST_F(ConfigSpecTest, AChildWithoutIdOrTypeIsAnError) {
  const Config config =
      Parse({{"nodes", Json::array({Json{{"_id", "c"}}, Json{{"nodeType", "T"}}, "", ":T:x", "c:", 1, nullptr,
                                    Json{{"_id", 1}, {"nodeType", "T"}}})}});

  EXPECT_THAT(config.children, IsEmpty());
  EXPECT_THAT(Places(),
              ElementsAre("/nodes/n/nodes/0", "/nodes/n/nodes/1", "/nodes/n/nodes/2", "/nodes/n/nodes/3",
                          "/nodes/n/nodes/4", "/nodes/n/nodes/5", "/nodes/n/nodes/6", "/nodes/n/nodes/7"));
}

TEST_F(ConfigSpecTest, AChecksItsRulesOverSeveralProperties) {
  const auto spec =
      Spec().Where([](const Config& config, const std::string& place, Diagnostics& diagnostics) {
        if (config.flag && config.count > 5)
          diagnostics.AddError(PointerTo(place, "count"), "too many with a flag");
      });

  (void)spec.Parse({{"count", 6}, {"flag", false}}, "/n", diagnostics_);
  EXPECT_TRUE(diagnostics_.empty());

  (void)spec.Parse({{"count", 6}}, "/n", diagnostics_);
  EXPECT_THAT(Places(), ElementsAre("/n/count"));
}

TEST_F(ConfigSpecTest, DescribesItsFields) {
  const std::vector<FieldDescription> fields = Spec().Fields();

  ASSERT_THAT(fields, SizeIs(7));
  EXPECT_EQ(fields[0].name, "name");
  EXPECT_EQ(fields[0].kind, FieldKind::kText);
  EXPECT_EQ(fields[0].fallback, Json("nobody"));
  EXPECT_EQ(fields[0].help, "A name.");
  EXPECT_EQ(fields[1].kind, FieldKind::kInteger);
  EXPECT_EQ(fields[1].minimum, 1);
  EXPECT_EQ(fields[1].maximum, 10);
  EXPECT_EQ(fields[1].fallback, Json(5));
  EXPECT_EQ(fields[2].kind, FieldKind::kBoolean);
  EXPECT_EQ(fields[2].fallback, Json(true));
  EXPECT_EQ(fields[3].kind, FieldKind::kChoice);
  EXPECT_THAT(fields[3].choices, ElementsAre("RED", "GREEN"));
  EXPECT_EQ(fields[3].fallback, Json("GREEN"));
  EXPECT_EQ(fields[4].kind, FieldKind::kTextMap);
  EXPECT_EQ(fields[4].fallback, Json({{"en", "Hello"}}));
  EXPECT_EQ(fields[5].kind, FieldKind::kTextList);
  EXPECT_EQ(fields[6].kind, FieldKind::kChildren);
}

}  // namespace
}  // namespace authtree::inline v0
