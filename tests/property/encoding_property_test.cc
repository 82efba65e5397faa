#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "authtree/core/encoding.h"
#include "authtree/core/text.h"

#include "generators.h"

namespace authtree::inline v0::property {
namespace {

RC_GTEST_PROP(EncodingProperty, HexComesBack, ()) {
  const std::string bytes = *Bytes();
  RC_ASSERT(HexDecode(HexEncode(bytes)) == bytes);
}

RC_GTEST_PROP(EncodingProperty, Base64ComesBack, ()) {
  const std::string bytes = *Bytes();
  RC_ASSERT(Base64Decode(Base64Encode(bytes)) == bytes);
  RC_ASSERT(Base64UrlDecode(Base64UrlEncode(bytes)) == bytes);
}

RC_GTEST_PROP(EncodingProperty, ATextIsRefusedOrTheOnlyOneForItsBytes, ()) {
  const std::string text = *rc::gen::oneOf(AnyText(), TextOf("ABCDabcd0123+/-_=", 0, 12));
  if (const auto bytes = HexDecode(text)) RC_ASSERT(HexEncode(*bytes) == LowerAscii(text));
  if (const auto bytes = Base64Decode(text)) RC_ASSERT(Base64Encode(*bytes) == text);
  if (const auto bytes = Base64UrlDecode(text)) RC_ASSERT(Base64UrlEncode(*bytes) == text);
}

RC_GTEST_PROP(EncodingProperty, IsHexSaysWhatHexDecodeReads, ()) {
  const std::string text = *rc::gen::oneOf(AnyText(), TextOf("09afAFg", 0, 6));
  RC_ASSERT(IsHex(text) == (!text.empty() && HexDecode(text).has_value()));
}

RC_GTEST_PROP(EncodingProperty, IsUtf8AgreesWithTheJsonLibrary, ()) {
  const std::string text = *AnyText();
  bool accepted = true;
  try {
    (void)Json(text).dump();  // throws for a text that is not UTF-8
  } catch (const Json::type_error&) {
    accepted = false;
  }
  RC_ASSERT(IsUtf8(text) == accepted);
}

RC_GTEST_PROP(EncodingProperty, GeneratedUtf8IsUtf8, ()) { RC_ASSERT(IsUtf8(*Utf8())); }

}  // namespace
}  // namespace authtree::inline v0::property
