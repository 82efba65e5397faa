#include "authtree/core/json_reader.h"

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;

/// Writes down what it is told.
class Recorder final : public JsonHandler {
 public:
  void OnNull() override { Note("null"); }
  void OnBool(bool value) override { Note(value ? "true" : "false"); }
  void OnInteger(std::int64_t value) override { Note("integer " + std::to_string(value)); }
  void OnUnsigned(std::uint64_t value) override { Note("unsigned " + std::to_string(value)); }
  void OnFloat(double value) override { Note("float " + DumpJson(Json(value))); }
  void OnString(std::string_view text) override { Note("text " + std::string(text)); }
  void OnKey(std::string_view name) override { Note("key " + std::string(name)); }
  void OnObjectBegin() override { Note("{"); }
  void OnObjectEnd() override { Note("}"); }
  void OnArrayBegin() override { Note("["); }
  void OnArrayEnd() override { Note("]"); }

  std::vector<std::string> told;

 private:
  void Note(std::string what) { told.push_back(std::move(what)); }
};

std::vector<std::string> Told(std::string_view text) {
  Recorder recorder;
  EXPECT_TRUE(ReadJson(text, recorder)) << text;
  return recorder.told;
}

/// Says whether texts are handed out where they stand.
class WhereTextsStand final : public JsonHandler {
 public:
  explicit WhereTextsStand(std::string_view all) : all_(all) {}
  void OnNull() override {}
  void OnBool(bool /*value*/) override {}
  void OnInteger(std::int64_t /*value*/) override {}
  void OnUnsigned(std::uint64_t /*value*/) override {}
  void OnFloat(double /*value*/) override {}
  void OnString(std::string_view text) override {
    in_place.push_back(text.data() >= all_.data() && text.data() < all_.data() + all_.size());
  }
  void OnKey(std::string_view /*name*/) override {}
  void OnObjectBegin() override {}
  void OnObjectEnd() override {}
  void OnArrayBegin() override {}
  void OnArrayEnd() override {}

  std::vector<bool> in_place;

 private:
  std::string_view all_;
};

TEST(ReadJson, TellsAnErrorEvenThoughItHasToldMuch) {
  Recorder recorder;
  const Result<void> read = ReadJson(R"({"a":1,"b")", recorder);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code(), ErrorCode::kInvalidInput);
  EXPECT_THAT(recorder.told, ElementsAre("{", "key a", "unsigned 1", "key b"));
}

TEST(ReadJson, TellsWhatStandsThereInOrder) {
  EXPECT_THAT(Told(R"( {"a" : [1, -2, 2.5, true, false, null, "t"], "b": {}} )"),
              ElementsAre("{", "key a", "[", "unsigned 1", "integer -2", "float 2.5", "true", "false", "null",
                          "text t", "]", "key b", "{", "}", "}"));
}

TEST(ReadJson, DecodesTexts) {
  EXPECT_THAT(Told(R"(["\"\\\/\b\f\n\r\t", "\u00e9\u20AC\uD834\uDD1E", "a\u0000b", "plain"])"),
              ElementsAre("[", "text \"\\/\b\f\n\r\t", "text \xC3\xA9\xE2\x82\xAC\xF0\x9D\x84\x9E",
                          std::string("text a\0b"sv), "text plain", "]"));
}

TEST(ReadJson, HandsOutATextWithoutEscapesWhereItStands) {
  const std::string text = R"(["secret","\u0073ecret"])";
  WhereTextsStand handler(text);
  ASSERT_TRUE(ReadJson(text, handler));
  EXPECT_THAT(handler.in_place, ElementsAre(true, false));
}

TEST(ReadJson, TellsNumbersByTheirKind) {
  EXPECT_THAT(
      Told("[0, -0, 18446744073709551615, 18446744073709551616, -9223372036854775808, -9223372036854775809]"),
      ElementsAre("[", "unsigned 0", "integer 0", "unsigned 18446744073709551615",
                  "float 1.8446744073709552e+19", "integer -9223372036854775808",
                  "float -9.223372036854776e+18", "]"));
}

TEST(ReadJson, TakesWhatIsTooSmallForZero) {
  for (const std::string_view text : {"1e-400", "0.1e-400", "-1e-99999999999999999999", "1000e-4000"}) {
    const Result<Json> read = ParseJson(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->get<double>(), 0) << text;
  }
  EXPECT_EQ(ParseJson("0." + std::string(500, '0') + "1")->get<double>(), 0);
}

TEST(ReadJson, RefusesWhatIsTooLargeForANumber) {
  for (const std::string_view text : {"1e400", "-1e400", "0.001e400", "1e99999999999999999999"}) {
    EXPECT_FALSE(ParseJson(text)) << text;
  }
  EXPECT_FALSE(ParseJson(std::string(500, '9')));
}

TEST(ReadJson, FindsAKeyThatComesTwiceAmongMany) {
  std::string many = "{";
  for (int i = 0; i < 5000; ++i) many += "\"key" + std::to_string(i) + "\":0,";
  for (const std::string_view again : {"key0", "key15", "key16", "key17", "key4999"}) {
    EXPECT_FALSE(ParseJson(many + "\"" + std::string(again) + "\":1}")) << again;
  }
  EXPECT_TRUE(ParseJson(many + "\"other\":1}"));
}

TEST(ReadJson, ComparesKeysAsTheyAreMeant) {
  EXPECT_FALSE(ParseJson(R"({"\u0061\n":1,"b":2,"a\u000A":3})"));
  EXPECT_TRUE(ParseJson(R"({"\u0061":1,"\u0062":2,"\u0063":3})"));
}

TEST(ReadJson, AnInnerObjectTakesNoKeyFromTheOuterOne) {
  EXPECT_FALSE(ParseJson(R"({"a":{"b":1},"c":{"a":1},"a":2})"));
  EXPECT_TRUE(ParseJson(R"({"a":{"b":1},"b":{"a":1}})"));
}

TEST(ReadJson, NoLimitOfACallerGoesBeyondWhatTheStackHolds) {
  const std::size_t depth = 1'000'000;
  EXPECT_FALSE(ParseJson(std::string(depth, '['), {2 * depth, depth}));
}

/// Texts that are almost JSON: pieces of it in any order.
std::string RandomText(std::mt19937& random) {
  constexpr std::array<std::string_view, 36> kPieces{"{",
                                                     "}",
                                                     "[",
                                                     "]",
                                                     ":",
                                                     ",",
                                                     "\"",
                                                     "\"a\"",
                                                     "\"b\"",
                                                     "\"a\":1",
                                                     "1",
                                                     "-",
                                                     "0",
                                                     ".",
                                                     "e",
                                                     "E+5",
                                                     "true",
                                                     "false",
                                                     "null",
                                                     " ",
                                                     "\n",
                                                     "\\n",
                                                     "\\u00e9",
                                                     "\\ud83d",
                                                     "\\ude00",
                                                     "\xC3\xA9",
                                                     "\xFF",
                                                     "\xED\xA0\x80",
                                                     "\\",
                                                     "\t",
                                                     "12345678901234567890123",
                                                     "1e400",
                                                     "[]",
                                                     "{}",
                                                     "\"\\\"\"",
                                                     "\xEF\xBB\xBF"};
  std::string text;
  for (std::size_t pieces = 1 + random() % 12; pieces > 0; --pieces)
    text += kPieces[random() % kPieces.size()];
  return text;
}

/// What another parser makes of it, without keys that come twice.
std::optional<Json> OtherParser(const std::string& text) {
  bool twice = false;
  std::vector<std::vector<std::string>> open;
  auto look = [&](int /*depth*/, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key) {
      for (const std::string& known : open.back()) twice = twice || known == value.get<std::string>();
      open.back().push_back(value.get<std::string>());
    }
    return true;
  };
  Json value = Json::parse(text, look, false);
  if (value.is_discarded() || twice) return std::nullopt;
  return value;
}

TEST(ReadJson, AgreesWithAnotherParserOnAnyText) {
  std::mt19937 random(20260202);
  int valid = 0;
  for (int round = 0; round < 60000; ++round) {
    const std::string text = RandomText(random);
    const std::optional<Json> expected = OtherParser(text);
    const Result<Json> read = ParseJson(text);
    ASSERT_EQ(read.has_value(), expected.has_value()) << HexEncode(text) << '\n' << text;
    if (!expected) continue;
    ++valid;
    ASSERT_EQ(DumpJson(*read), DumpJson(*expected)) << text;
    ASSERT_EQ(read->type(), expected->type()) << text;
  }
  EXPECT_GT(valid, 500);
}

}  // namespace
}  // namespace authtree::inline v0
