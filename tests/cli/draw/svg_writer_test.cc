#include "draw/svg_writer.h"

#include <cstring>
#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "drawing_bench.h"

namespace authtree::inline v0::cli::draw {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsSubsetOf;
using ::testing::SizeIs;

/// A picture read back.
class Picture {
 public:
  explicit Picture(const std::string& svg) {
    const pugi::xml_parse_result result = document_.load_buffer(svg.data(), svg.size(), pugi::parse_full);
    EXPECT_TRUE(result) << result.description();
    Walk(document_.child("svg"), [this](const pugi::xml_node& node) {
      if (node.type() == pugi::node_element) elements_.insert(node.name());
      for (const pugi::xml_attribute& attribute : node.attributes()) attributes_.insert(attribute.name());
    });
  }

  [[nodiscard]] const std::multiset<std::string>& elements() const { return elements_; }
  [[nodiscard]] const std::set<std::string>& attributes() const { return attributes_; }
  [[nodiscard]] std::string Child(const char* name) const {
    return document_.child("svg").child(name).text().get();
  }
  /// The texts that are drawn in a style, or in any.
  [[nodiscard]] std::vector<std::string> Texts(const std::string& style = "") const {
    std::vector<std::string> texts;
    Walk(document_.child("svg"), [&](const pugi::xml_node& node) {
      if (std::strcmp(node.name(), "text") == 0 && (style.empty() || HasClass(node, style))) {
        texts.emplace_back(node.text().get());
      }
    });
    return texts;
  }
  [[nodiscard]] std::size_t Count(const std::string& style) const {
    std::size_t count = 0;
    Walk(document_.child("svg"), [&](const pugi::xml_node& node) {
      if (HasClass(node, style)) ++count;
    });
    return count;
  }

 private:
  static bool HasClass(const pugi::xml_node& node, const std::string& style) {
    const std::string classes = std::string(" ") + node.attribute("class").value() + " ";
    return classes.find(" " + style + " ") != std::string::npos;
  }
  static void Walk(const pugi::xml_node& node, const std::function<void(const pugi::xml_node&)>& visit) {
    visit(node);
    for (const pugi::xml_node& child : node.children()) Walk(child, visit);
  }

  pugi::xml_document document_;
  std::multiset<std::string> elements_;
  std::set<std::string> attributes_;
};

Picture Draw(const Drawing& drawing, const DrawnPath* path = nullptr) {
  return Picture(WriteSvg(drawing, path));
}

Drawing Small() {
  Export source("Small");
  source.Node("a", "PageNode", {{"outcome", "b"}}, {{"nodes", {Child("c", "UsernameCollectorNode")}}}, "Ask");
  source.Node("b", "RetryLimitDecisionNode", {{"Retry", kSuccessId}}, Json::object(), "Decide");
  return Read(source);
}

TEST(SvgWriter, IsNotFooledByTextsOfTheFile) {
  const Picture picture = Draw(EvilDrawing());
  const std::set<std::string> elements(picture.elements().begin(), picture.elements().end());
  EXPECT_THAT(elements, IsSubsetOf({"svg", "title", "desc", "style", "rect", "text", "g", "path", "circle"}));
  EXPECT_THAT(picture.attributes(),
              IsSubsetOf({"xmlns", "width", "height", "viewBox", "role", "aria-label", "class", "x", "y",
                          "rx", "cx", "cy", "r", "d", "dy", "transform"}));
}

TEST(SvgWriter, GivesTextsBackAsTheyAre) {
  Export source("T");
  source.Node("n", "UsernameCollectorNode", {}, Json::object(), "<a> & ]]>");
  EXPECT_THAT(Draw(Read(source)).Texts("name"), Contains("<a> & ]]>"));
}

TEST(SvgWriter, CutsALongNameInThePicture) {
  Export source("T");
  source.Node("n", "UsernameCollectorNode", {}, Json::object(), std::string(10'000, 'A'));
  const std::string svg = WriteSvg(Read(source), nullptr);
  EXPECT_LT(svg.size(), 20'000U);
  EXPECT_THAT(Picture(svg).Texts("name"), Contains(EndsWith("…")));
}

TEST(SvgWriter, ShowsNamesTypesOutcomesChildrenAndEnds) {
  const Picture picture = Draw(Small());
  EXPECT_THAT(picture.Texts("heading"), Contains("Small"));
  EXPECT_THAT(picture.Texts("name"), AllOf(Contains("Ask"), Contains("Decide"), Contains("Child c")));
  EXPECT_THAT(picture.Texts("type"),
              AllOf(Contains("RetryLimitDecisionNode"), Contains("UsernameCollectorNode")));
  EXPECT_THAT(picture.Texts("outcome"), AllOf(Contains("outcome"), Contains("Retry"), Contains("Reject")));
  EXPECT_THAT(picture.Texts("success-name"), Contains("Success"));
  EXPECT_EQ(picture.Count("page"), 1U);
  EXPECT_EQ(picture.Count("start"), 1U);
}

TEST(SvgWriter, DrawsALineForEachConnectionAndAnEndForEachOther) {
  const Picture picture = Draw(Small());
  EXPECT_EQ(picture.Count("edge"), 3U);  // from the start as well
  EXPECT_EQ(picture.Count("open"), 2U);  // Reject, and the one of the legend
}

TEST(SvgWriter, MarksUnknownTypesAndNodesThatAreNotThere) {
  Export source("T");
  source.Node("n", "Strange", {{"a", "gone"}});
  const Picture picture = Draw(Read(source));
  EXPECT_THAT(picture.Texts("warn"), AllOf(Contains("unknown: Strange"), Contains("no node gone")));
  EXPECT_THAT(picture.Texts("legend"), Contains(HasSubstr("node type")));
}

TEST(SvgWriter, TellsTheJourneyInWords) {
  const Picture picture = Draw(Small());
  EXPECT_EQ(picture.Child("title"), "Journey Small");
  EXPECT_THAT(picture.Child("desc"), AllOf(HasSubstr("2 nodes"), HasSubstr("start leads to 'Ask'"),
                                           HasSubstr("Retry leads to Success; Reject is not connected")));
}

TEST(SvgWriter, ExplainsNothingThatDoesNotOccur) {
  Export source("T");
  source.Node("n", "UsernameCollectorNode", {{"outcome", kSuccessId}});
  EXPECT_THAT(Draw(Read(source)).Texts("legend"), SizeIs(0));
}

TEST(SvgWriter, MarksAPath) {
  const Drawing drawing = Small();
  DrawnPath path;
  path.from_start = true;
  path.visits[0] = {{1, true, false}, {2, false, false}};
  path.visits[1] = {{3, false, true}};
  path.taken = {{0, 0}};
  const Picture picture = Draw(drawing, &path);
  EXPECT_EQ(picture.Count("visited"), 2U);
  EXPECT_EQ(picture.Count("taken"), 3U);  // start, the outcome, and the legend
  EXPECT_THAT(picture.Texts("number-asked"), Contains("1"));
  EXPECT_THAT(picture.Texts("number"), AllOf(Contains("2"), Contains("3")));
  EXPECT_THAT(picture.Texts("taken-name"), testing::ElementsAre("outcome"));
  EXPECT_THAT(picture.Texts("legend"), testing::IsSupersetOf({"number of the step", "outcome taken",
                                                              "the node asked the user", "the node failed"}));
  EXPECT_THAT(picture.Child("desc"), HasSubstr("Path: 'Ask', 'Ask', 'Decide'"));
}

TEST(SvgWriter, CountsVisitsThatHaveNoRoom) {
  const Drawing drawing = Small();
  DrawnPath path;
  for (std::size_t i = 1; i <= 1000; ++i) path.visits[1].push_back({i, false, false});
  const Picture picture = Draw(drawing, &path);
  EXPECT_THAT(picture.Texts("name"), Contains(testing::StartsWith("+9")));
  EXPECT_LT(picture.Count("step"), 20U);
}

TEST(SvgWriter, HasColoursForADarkPage) {
  EXPECT_THAT(Draw(Small()).Child("style"), HasSubstr("prefers-color-scheme: dark"));
}

TEST(SvgWriter, WritesTheSameTwice) {
  EXPECT_EQ(WriteSvg(EvilDrawing(), nullptr), WriteSvg(EvilDrawing(), nullptr));
}

}  // namespace
}  // namespace authtree::inline v0::cli::draw
