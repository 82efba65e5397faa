#include "generators.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace authtree::inline v0::property {
namespace {

using rc::Gen;
namespace gen = rc::gen;

void AppendUtf8(std::string& text, std::uint32_t code_point) {
  const auto byte = [&text](std::uint32_t value) { text += static_cast<char>(value & 0xFFU); };
  if (code_point < 0x80U) {
    byte(code_point);
  } else if (code_point < 0x800U) {
    byte(0xC0U | (code_point >> 6U));
    byte(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000U) {
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

Gen<std::uint32_t> CodePoint() {
  return gen::weightedOneOf<std::uint32_t>({{8, gen::inRange<std::uint32_t>(0x20, 0x7F)},
                                            {1, gen::inRange<std::uint32_t>(0x00, 0x20)},
                                            {2, gen::inRange<std::uint32_t>(0x7F, 0x800)},
                                            {1, gen::inRange<std::uint32_t>(0x800, 0xD800)},
                                            {1, gen::inRange<std::uint32_t>(0xE000, 0x10000)},
                                            {1, gen::inRange<std::uint32_t>(0x10000, 0x110000)}});
}

Gen<std::string> Pieces() {
  static const std::vector<std::string> kPieces{"/",
                                                "?",
                                                "#",
                                                "%",
                                                "%2F",
                                                "%00",
                                                "\"",
                                                "\\",
                                                ";",
                                                "@",
                                                "\r\n",
                                                "..",
                                                ".",
                                                "&",
                                                "=",
                                                "+",
                                                " ",
                                                "\t",
                                                "<b>",
                                                "{",
                                                "}",
                                                "null",
                                                "a",
                                                "jdoe",
                                                "0",
                                                "\xFF",
                                                "\xED\xA0\x80",
                                                "\xC0\xAF",
                                                "\xF0\x9F\x98\x80",
                                                "\xE2\x80\xAE",
                                                "\",\"x\":\"",
                                                "${x}",
                                                "\x7F",
                                                std::string(1, '\0')};
  return gen::map(gen::container<std::vector<std::string>>(gen::elementOf(kPieces)),
                  [](const std::vector<std::string>& pieces) {
                    std::string text;
                    for (const std::string& piece : pieces) text += piece;
                    return text;
                  });
}

Gen<double> FiniteNumber() {
  return gen::suchThat(gen::arbitrary<double>(), [](double number) { return std::isfinite(number); });
}

Gen<Json> Leaf() {
  return gen::oneOf(
      gen::just(Json()), gen::map(gen::arbitrary<bool>(), [](bool flag) { return Json(flag); }),
      gen::map(gen::arbitrary<std::int64_t>(), [](std::int64_t number) { return Json(number); }),
      gen::map(gen::arbitrary<std::uint64_t>(), [](std::uint64_t number) { return Json(number); }),
      gen::map(FiniteNumber(), [](double number) { return Json(number); }),
      gen::map(Utf8(), [](const std::string& text) { return Json(text); }));
}

Gen<Json> List(int depth) {
  return gen::map(gen::scale(0.2, gen::container<std::vector<Json>>(AnyJson(depth - 1))),
                  [](const std::vector<Json>& elements) { return Json(elements); });
}

Gen<Json> Object(int depth) {
  return gen::map(gen::scale(0.2, gen::container<std::map<std::string, Json>>(Utf8(), AnyJson(depth - 1))),
                  [](const std::map<std::string, Json>& members) { return Json(members); });
}

}  // namespace

Gen<std::string> Bytes() {
  return gen::map(gen::arbitrary<std::vector<std::uint8_t>>(), [](const std::vector<std::uint8_t>& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) text += static_cast<char>(byte);
    return text;
  });
}

Gen<std::string> Utf8() {
  return gen::map(gen::container<std::vector<std::uint32_t>>(CodePoint()),
                  [](const std::vector<std::uint32_t>& code_points) {
                    std::string text;
                    for (const std::uint32_t code_point : code_points) AppendUtf8(text, code_point);
                    return text;
                  });
}

Gen<std::string> AnyText() {
  return gen::weightedOneOf<std::string>(
      {{6, TextOf("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 -_.", 1, 30)},
       {4, Utf8()},
       {3, Pieces()},
       {2, Bytes()},
       {1, gen::map(gen::inRange<std::size_t>(250, 10000),
                    [](std::size_t size) { return std::string(size, 'x'); })}});
}

Gen<std::string> TextOf(const std::string& characters, std::size_t shortest, std::size_t longest) {
  return gen::mapcat(gen::inRange<std::size_t>(shortest, longest + 1), [characters](std::size_t size) {
    return gen::container<std::string>(size, gen::elementOf(characters));
  });
}

Gen<Json> AnyJson(int depth) {
  if (depth <= 0) return Leaf();
  return gen::weightedOneOf<Json>({{3, Leaf()},
                                   {1, gen::lazy([depth] { return List(depth); })},
                                   {1, gen::lazy([depth] { return Object(depth); })}});
}

Value PlainValue::Make() const {
  if (secret) return Value(Secret(json.get_ref<const std::string&>()));
  return Value(json);
}

Gen<PlainValue> AnyValue() {
  return gen::oneOf(gen::map(AnyJson(3),
                             [](const Json& json) {
                               return PlainValue{false, json};
                             }),
                    gen::map(Bytes(), [](const std::string& text) {
                      return PlainValue{true, Json(text)};
                    }));
}

std::string WithFlippedBit(std::string text, std::size_t bit) {
  char& byte = text[bit / 8];
  byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (bit % 8)));
  return text;
}

}  // namespace authtree::inline v0::property
