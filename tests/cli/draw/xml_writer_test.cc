#include "draw/xml_writer.h"

#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace authtree::inline v0::cli::draw {
namespace {

// What a reader of XML gets back for a text put into an element and into an attribute.
std::string RoundTrip(const std::string& text) {
  XmlWriter xml;
  xml.Open("a").Attribute("b", text).Text(text);
  const std::string written = std::move(xml).Finish();
  pugi::xml_document document;
  if (!document.load_buffer(written.data(), written.size(), pugi::parse_full)) return "no XML: " + written;
  const std::string inside = document.child("a").text().get();
  const std::string attribute = document.child("a").attribute("b").value();
  return inside == attribute ? inside : "element '" + inside + "', attribute '" + attribute + "'";
}

TEST(XmlWriter, ReplacesWhatXmlCannotSay) {
  EXPECT_EQ(RoundTrip(std::string("a\0b\x01\x1f", 5)), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(RoundTrip("\xEF\xBF\xBE"), "\uFFFD");
  EXPECT_EQ(RoundTrip("\xFF\xC0\x80\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(XmlWriter, KeepsEveryOtherText) {
  for (const char* text : {"]]>", "</a><script>alert(1)</script>", "\"'&<>", "&amp;&#60;", "<!-- -- -->",
                           "a\tb\nc\rd", "x 😀 שלום", "<![CDATA[", "<?xml?>"}) {
    EXPECT_EQ(RoundTrip(text), text);
  }
}

TEST(XmlWriter, EndsWhatIsOpen) {
  XmlWriter xml;
  xml.Open("a").Open("b").Attribute("n", 1).Close().Open("c").Text("t").Close().Open("d").Open("e");
  EXPECT_EQ(std::move(xml).Finish(), "<a>\n <b n=\"1\"/>\n <c>t</c>\n <d>\n  <e/>\n </d>\n</a>\n");
}

}  // namespace
}  // namespace authtree::inline v0::cli::draw
