#include "authtree/core/object_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Places(const Diagnostics& diagnostics) {
  std::vector<std::string> places;
  for (const Finding& finding : diagnostics.findings()) places.push_back(finding.place);
  return places;
}

TEST(ObjectReader, WhatIsNoObjectIsOneFinding) {
  Diagnostics diagnostics;
  const Json list = Json::array();
  ObjectReader reader(list, "/here", diagnostics);
  std::string text;
  reader.Text("a", text);
  reader.Require("b", "");
  reader.Finish();
  EXPECT_THAT(Places(diagnostics), ElementsAre("/here"));
}

TEST(ObjectReader, WrongTypesAreFindingsAndLeaveTheDefault) {
  Diagnostics diagnostics;
  const Json object{{"t", 1}, {"b", "x"}, {"i", 11}, {"n", 1.5}, {"s", "-"}, {"w", "no"}, {"l", 1}, {"o", 1}};
  ObjectReader reader(object, "", diagnostics);
  std::string text = "default";
  bool flag = true;
  int number = 7;
  std::chrono::seconds seconds(3);
  int word = 9;
  reader.Text("t", text);
  reader.Boolean("b", flag);
  reader.Integer("i", number, 0, 10);
  reader.Integer("n", number, 0, 10);
  reader.Seconds("s", seconds);
  reader.Word<int>("w", word, {{"one", 1}});
  reader.Each("l", [](const Json&, const std::string&) {});
  reader.Object("o", [](ObjectReader&) {});
  reader.Finish();
  EXPECT_THAT(Places(diagnostics), ElementsAre("/t", "/b", "/i", "/n", "/s", "/w", "/l", "/o"));
  EXPECT_EQ(text, "default");
  EXPECT_EQ(number, 7);
  EXPECT_EQ(word, 9);
}

TEST(ObjectReader, MissingAndUnknownMembersAreFindings) {
  Diagnostics diagnostics;
  const Json object{{"tpyo", 1}};
  ObjectReader reader(object, "/a", diagnostics);
  std::string text;
  reader.Require("typo", "write it");
  reader.Text("typo", text);
  reader.Finish();
  EXPECT_THAT(Places(diagnostics), ElementsAre("/a/typo", "/a/tpyo"));
  EXPECT_THAT(diagnostics.ToText(), HasSubstr("known here: typo"));
}

TEST(ObjectReader, ReadsWhatIsRight) {
  Diagnostics diagnostics;
  const Json object{{"t", "x"}, {"l", {1, 2}}, {"o", {{"i", 5}}}};
  ObjectReader reader(object, "", diagnostics);
  std::string text;
  int number = 0;
  std::vector<std::string> places;
  reader.Text("t", text);
  reader.Each("l", [&places](const Json&, const std::string& place) { places.push_back(place); });
  reader.Object("o", [&number](ObjectReader& inner) { inner.Integer("i", number, 0, 10); });
  reader.Finish();
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.ToText();
  EXPECT_EQ(text, "x");
  EXPECT_EQ(number, 5);
  EXPECT_THAT(places, ElementsAre("/l/0", "/l/1"));
}

}  // namespace
}  // namespace authtree::inline v0
