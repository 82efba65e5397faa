#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "authtree/core/json.h"

#include "generators.h"

namespace authtree::inline v0::property {
namespace {

std::size_t DepthOf(const Json& value) {
  if (!value.is_structured()) return 0;
  std::size_t deepest = 0;
  for (const Json& element : value) deepest = std::max(deepest, DepthOf(element));
  return deepest + 1;
}

// A text that is nearly JSON: bytes replaced, removed, put in, repeated.
std::string Mutated(std::string text) {
  const auto changes = *rc::gen::inRange(1, 4);
  for (int i = 0; i < changes && !text.empty(); ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        text[at] = *rc::gen::arbitrary<char>();
        break;
      case 1:
        text.erase(at, 1);
        break;
      case 2:
        text.insert(
            at, *rc::gen::element<std::string>("{", "}", "[", "]", "\"", ",", ":", "\\u12", "1e9", "\xFF"));
        break;
      default:
        text.insert(at, text.substr(at / 2, 8));
    }
  }
  return text;
}

RC_GTEST_PROP(JsonProperty, EveryValueComesBack, ()) {
  const Json value = *AnyJson();
  const Result<Json> read = ParseJson(DumpJson(value));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == value);
}

RC_GTEST_PROP(JsonProperty, AnIndentedTextIsTheSameValue, ()) {
  const Json value = *AnyJson();
  RC_ASSERT(ParseJson(value.dump(2)).value() == value);
}

RC_GTEST_PROP(JsonProperty, WhatIsReadIsJsonAndWhatIsRefusedHasAPlace, ()) {
  const std::string text = Mutated(DumpJson(*AnyJson()));
  const Result<Json> read = ParseJson(text);
  if (read) {
    RC_ASSERT(Json::accept(text));
    RC_ASSERT(ParseJson(DumpJson(*read)).value() == *read);
  } else {
    RC_ASSERT(read.error().code() == ErrorCode::kInvalidInput);
    RC_ASSERT(!read.error().Find(Fact::kPosition).empty());
    // Stricter than the library in two things only: keys, and a NUL, which the library takes for the end.
    if (Json::accept(text) && text.find('\0') == std::string::npos) {
      RC_ASSERT(read.error().message() == "The JSON object has the same key twice.");
    }
  }
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreReadOrRefused, ()) {
  const std::string text = *AnyText();
  RC_ASSERT(ParseJson(text).has_value() == (Json::accept(text) && text.find('\0') == std::string::npos));
}

RC_GTEST_PROP(JsonProperty, TheLimitOfDepthHolds, ()) {
  const Json value = *AnyJson(6);
  const std::size_t limit = *rc::gen::inRange<std::size_t>(0, 8);
  RC_ASSERT(ParseJson(DumpJson(value), {1U << 20U, limit}).has_value() == (DepthOf(value) <= limit));
}

RC_GTEST_PROP(JsonProperty, TheLimitOfSizeHolds, ()) {
  const std::string text = DumpJson(*AnyJson());
  const std::size_t limit = *rc::gen::inRange<std::size_t>(0, text.size() + 2);
  RC_ASSERT(ParseJson(text, {limit, 64}).has_value() == (text.size() <= limit));
}

}  // namespace
}  // namespace authtree::inline v0::property
