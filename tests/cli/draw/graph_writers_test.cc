// The two writers of graph languages, and how they quote.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "draw/dot_writer.h"
#include "draw/mermaid_writer.h"
#include "drawing_bench.h"

namespace authtree::inline v0::cli::draw {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Drawing Small() {
  Export source("Small");
  source.Node("a", "PageNode", {{"outcome", "b"}}, {{"nodes", {Child("c", "UsernameCollectorNode")}}}, "Ask");
  source.Node("b", "RetryLimitDecisionNode", {{"Retry", kSuccessId}, {"Maybe", "gone"}}, Json::object(),
              "Decide");
  return Read(source);
}

DrawnPath SmallPath() {
  DrawnPath path;
  path.from_start = true;
  path.visits[0] = {{1, true, false}, {2, false, false}};
  path.taken = {{0, 0}};
  return path;
}

// What stands outside double quotes. A backslash protects what follows it, where the language says so.
std::string OutsideQuotes(const std::string& text, bool backslashes) {
  std::string outside;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      inside = !inside;
    } else if (inside && backslashes && text[i] == '\\') {
      ++i;
    } else if (!inside) {
      outside += text[i];
    }
  }
  return inside ? "a quote is left open" : outside;
}

TEST(DotText, QuotesSyntaxEscapesAndEntities) {
  EXPECT_EQ(DotText(R"(a"b\N&lt;)"), R"("a\"b\\N&amp;lt;")");
  EXPECT_EQ(DotText("a\nb"), "\"a b\"");
}

TEST(DotWriter, IsNotFooledByTextsOfTheFile) {
  const std::string outside = OutsideQuotes(WriteDot(EvilDrawing(), nullptr), true);
  EXPECT_THAT(outside, AllOf(Not(HasSubstr("script")), Not(HasSubstr("AAA")), Not(HasSubstr("init"))));
}

TEST(DotWriter, DrawsPagesOutcomesAndOpenEnds) {
  const std::string dot = WriteDot(Small(), nullptr);
  EXPECT_THAT(dot,
              AllOf(HasSubstr("digraph \"Small\" {"), HasSubstr("subgraph cluster_n0"),
                    HasSubstr("n0_0 [label=\"Child c\\nUsernameCollectorNode\""), HasSubstr("start -> n0"),
                    HasSubstr("n0 -> n1 [label=\"outcome\"]"), HasSubstr("n1 -> success [label=\"Retry\"]"),
                    HasSubstr("label=\"not connected\""), HasSubstr("label=\"no node gone\"")));
}

TEST(DotWriter, MarksAPath) {
  const DrawnPath path = SmallPath();
  EXPECT_THAT(WriteDot(Small(), &path), AllOf(HasSubstr("[label=\"Ask [1 asked 2]\\nPageNode\", penwidth"),
                                              HasSubstr("n0 -> n1 [label=\"outcome\", penwidth")));
}

TEST(MermaidText, WritesEverythingButLettersDigitsAndBlanksAsEntities) {
  EXPECT_EQ(MermaidText("a\"]#`<b>\n9 é"), "\"a#34;#93;#35;#96;#60;b#62;#10;9 é\"");
}

TEST(MermaidWriter, IsNotFooledByTextsOfTheFile) {
  const std::string text = WriteMermaid(EvilDrawing(), nullptr);
  const std::string outside = OutsideQuotes(text, false);
  EXPECT_THAT(outside, AllOf(Not(HasSubstr("script")), Not(HasSubstr("AAA")), Not(HasSubstr("init"))));
  std::string inside = text;
  for (std::size_t at = 0; (at = inside.find("<br/>")) != std::string::npos;) inside.erase(at, 5);
  EXPECT_THAT(inside, Not(HasSubstr("<")));
}

TEST(MermaidWriter, DrawsPagesOutcomesAndOpenEnds) {
  EXPECT_THAT(WriteMermaid(Small(), nullptr),
              AllOf(HasSubstr("flowchart LR\n"), HasSubstr("subgraph n0 [\"Ask\"]"),
                    HasSubstr("n0_0[\"Child c<br/>UsernameCollectorNode\"]"), HasSubstr("start --> n0\n"),
                    HasSubstr("n0 -->|\"outcome\"| n1\n"), HasSubstr("n1 -->|\"Retry\"| success\n"),
                    HasSubstr("[\"not connected\"]"), HasSubstr("[\"no node gone\"]")));
}

TEST(MermaidWriter, MarksAPath) {
  const DrawnPath path = SmallPath();
  EXPECT_THAT(WriteMermaid(Small(), &path),
              AllOf(HasSubstr("Ask #40;1 asked#44; 2#41;"), HasSubstr("class n0 visited"),
                    HasSubstr("linkStyle 0,1 ")));
}

}  // namespace
}  // namespace authtree::inline v0::cli::draw
