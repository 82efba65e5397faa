#include "authtree/core/secret_json_writer.h"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

std::string Written(SecretJsonWriter writer) { return std::string(std::move(writer).Finish().Expose()); }

TEST(SecretJsonWriter, WritesAnEmptyObject) { EXPECT_EQ(Written(SecretJsonWriter()), "{}"); }

TEST(SecretJsonWriter, WritesMembersInOrder) {
  SecretJsonWriter writer;
  writer.Text("a", "x");
  writer.Number("b", -7);
  writer.Plain("c", Json(true));
  writer.Text("d", Secret("y"));
  EXPECT_EQ(Written(std::move(writer)), R"({"a":"x","b":-7,"c":true,"d":"y"})");
}

TEST(SecretJsonWriter, NestsObjects) {
  SecretJsonWriter writer;
  writer.Open("a");
  writer.Open("b");
  writer.Text("c", "x");
  writer.Close();
  writer.Close();
  writer.Number("d", 1);
  EXPECT_EQ(Written(std::move(writer)), R"({"a":{"b":{"c":"x"}},"d":1})");
}

TEST(SecretJsonWriter, ClosesWhatIsOpen) {
  SecretJsonWriter writer;
  writer.Open("a");
  writer.Open("b");
  EXPECT_EQ(Written(std::move(writer)), R"({"a":{"b":{}}})");
}

TEST(SecretJsonWriter, WritesArraysOfObjects) {
  SecretJsonWriter writer;
  writer.OpenArray("none");
  writer.Close();
  writer.OpenArray("some");
  writer.OpenElement();
  writer.Number("a", 1);
  writer.Close();
  writer.OpenElement();
  writer.OpenArray("b");
  writer.OpenElement();
  EXPECT_EQ(Written(std::move(writer)), R"({"none":[],"some":[{"a":1},{"b":[{}]}]})");
}

TEST(SecretJsonWriter, WritesTheLargestNumbers) {
  SecretJsonWriter writer;
  writer.Number("a", INT64_MIN);
  writer.Number("b", INT64_MAX);
  EXPECT_EQ(Written(std::move(writer)), R"({"a":-9223372036854775808,"b":9223372036854775807})");
}

TEST(SecretJsonWriter, EscapesNames) {
  SecretJsonWriter writer;
  writer.Number("a\"b", 1);
  EXPECT_EQ(Written(std::move(writer)), R"({"a\"b":1})");
}

TEST(SecretJsonWriter, ReplacesWhatIsNotUtf8) {
  SecretJsonWriter writer;
  writer.Text("a", "x\xFFy\xC3");
  EXPECT_EQ(Written(std::move(writer)), "{\"a\":\"x\xEF\xBF\xBDy\xEF\xBF\xBD\"}");
}

TEST(SecretJsonWriter, EscapesEveryControlCharacter) {
  for (int c = 0; c < 0x80; ++c) {
    const std::string text(3, static_cast<char>(c));
    SecretJsonWriter writer;
    writer.Text("a", text);
    const auto read = ParseJson(Written(std::move(writer)));
    ASSERT_TRUE(read.has_value()) << c;
    EXPECT_EQ(StringMember(*read, "a"), text) << c;
  }
}

void AppendUtf8(std::string& text, std::uint32_t code_point) {
  const auto byte = [&text](std::uint32_t value) { text += static_cast<char>(value); };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0U | (code_point >> 6U));
    byte(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    byte(0xE0U | (code_point >> 12U));
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
    byte(0x80U | (code_point & 0x3FU));
  } else {
    byte(0xF0U | (code_point >> 18U));
    byte(0x80U | ((code_point >> 12U) & 0x3FU));
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
    byte(0x80U | (code_point & 0x3FU));
  }
}

TEST(SecretJsonWriter, IsReadBackAsItWasForAnyText) {
  std::mt19937 random(20260101);
  constexpr std::array<std::uint32_t, 5> kLimits{0x20, 0x80, 0x800, 0xD800, 0x110000};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t length = random() % 40; length > 0; --length) {
      const auto code_point = static_cast<std::uint32_t>(random() % kLimits[random() % kLimits.size()]);
      AppendUtf8(text, code_point >= 0xD800 && code_point <= 0xDFFF ? 0xFFFD : code_point);
    }
    SecretJsonWriter writer;
    writer.Text("plain", text);
    writer.Text(text, Secret(text));
    const auto read = ParseJson(Written(std::move(writer)));
    ASSERT_TRUE(read.has_value()) << read.error().Describe() << " for " << HexEncode(text);
    EXPECT_EQ(*read, Json({{"plain", text}, {text, text}}));
  }
}

TEST(SecretJsonWriter, WritesJsonForAnyBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (std::size_t length = random() % 40; length > 0; --length)
      bytes += static_cast<char>(random() & 0xFFU);
    SecretJsonWriter writer;
    writer.Text("a", bytes);
    EXPECT_TRUE(ParseJson(Written(std::move(writer))).has_value()) << HexEncode(bytes);
  }
}

}  // namespace
}  // namespace authtree::inline v0
