#include <set>
#include <sstream>

#include "walk_fixture.h"

namespace authtree::inline v0::walk {
namespace {

// The members that the reader knows where it met an unknown one.
std::set<std::string> KnownAt(const std::string& place, const std::string& text) {
  const Diagnostics diagnostics = ParseWalk(text).diagnostics;
  for (const Finding& finding : diagnostics.findings()) {
    const std::string intro = "remove it; known here: ";
    if (finding.place != place || !finding.fix.starts_with(intro)) continue;
    std::set<std::string> known;
    std::istringstream words(finding.fix.substr(intro.size()));
    for (std::string word; std::getline(words, word, ',');)
      known.insert(word.substr(word.find_first_not_of(' ')));
    return known;
  }
  return {};
}

std::set<std::string> MembersOf(const OrderedJson& object) {
  std::set<std::string> members;
  for (const auto& [name, value] : object.at("properties").items()) members.insert(name);
  return members;
}

struct Part {
  const char* name;
  const char* pointer;  // of the object in the schema
  const char* place;    // of an unknown member in the text
  const char* text;
};

class SchemaPart : public ::testing::TestWithParam<Part> {};

TEST_P(SchemaPart, NamesTheMembersThatTheReaderKnows) {
  const OrderedJson schema = WalkSchema();
  const std::set<std::string> known = KnownAt(GetParam().place, GetParam().text);
  EXPECT_FALSE(known.empty());
  EXPECT_EQ(MembersOf(schema.at(OrderedJson::json_pointer(GetParam().pointer))), known);
}

INSTANTIATE_TEST_SUITE_P(
    Parts, SchemaPart,
    ::testing::Values(Part{"Walk", "", "/x", R"({"x": 1})"},
                      Part{"Journey", "/properties/journey", "/journey/x", R"({"journey": {"x": 1}})"},
                      Part{"Settings", "/properties/settings", "/settings/x", R"({"settings": {"x": 1}})"},
                      Part{"Round", "/properties/rounds/items", "/rounds/0/x", R"({"rounds": [{"x": 1}]})"},
                      Part{"Script", "/properties/rounds/items/properties/script", "/rounds/0/script/x",
                           R"({"rounds": [{"script": {"x": 1}}]})"},
                      Part{"Administrator", "/properties/rounds/items/properties/administrator",
                           "/rounds/0/administrator/x", R"({"rounds": [{"administrator": {"x": "1"}}]})"},
                      Part{"Ask", "/$defs/ask", "/rounds/0/ask/x", R"({"rounds": [{"ask": {"x": 1}}]})"},
                      Part{"Callback", "/$defs/callback/anyOf/1", "/rounds/0/ask/callbacks/0/x",
                           R"({"rounds": [{"ask": {"callbacks": [{"x": 1}]}}]})"},
                      Part{"Answer", "/$defs/answer/anyOf/2", "/rounds/0/answer/a/x",
                           R"({"rounds": [{"answer": {"a": {"x": 1}}}]})"},
                      Part{"End", "/properties/end", "/end/x", R"({"end": {"x": 1}})"}),
    [](const auto& test) { return test.param.name; });

TEST(WalkSchema, NamesCallbackTypesThatThereAre) {
  const OrderedJson schema = WalkSchema();
  const OrderedJson::json_pointer types("/$defs/callback/anyOf/1/properties/type/enum");
  EXPECT_EQ(schema.at(types).size(), 9U);
  for (const auto& type : schema.at(types)) EXPECT_TRUE(ParseCallbackType(type.get<std::string>())) << type;
}

}  // namespace
}  // namespace authtree::inline v0::walk
