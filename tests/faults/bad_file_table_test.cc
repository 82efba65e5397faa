// Files and bodies that are wrong: where each is noticed, and what is said about it.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"

#include "endpoint_bench.h"
#include "markdown_table.h"
#include "program.h"

namespace authtree::inline v0::faults {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A text that is given as a journey file, and as a body and an answers file where it says nothing about
/// journeys.
struct BadText {
  std::string name;
  std::string text;
  std::string place;  ///< of the first finding about the journey file
  bool about_journeys = true;
  const char* no_body = nullptr;  ///< why it is no body to be refused
};

std::string Tree(const std::string& nodes, const std::string& properties) {
  return R"({"tree": {"_id": "T", "entryNodeId": "n", "nodes": )" + nodes + R"(}, "nodes": )" + properties +
         "}";
}

std::string OneNode(const std::string& type, const std::string& connections, const std::string& properties) {
  return Tree(R"({"n": {"nodeType": ")" + type + R"(", "connections": )" + connections + "}}",
              R"({"n": )" + properties + "}");
}

constexpr const char* kRegister = "OS_Auth_UserRegisterNode";
constexpr const char* kEnd = R"({"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"})";

std::vector<BadText> JourneyFaults() {
  return {
      {"unknown node type", OneNode("OS_Auth_UserRegistrNode", "{}", "{}"), "/tree/nodes/n/nodeType"},
      {"unknown node type, unlike any other", OneNode("Zzz", "{}", "{}"), "/tree/nodes/n/nodeType"},
      {"node without a type", Tree(R"({"n": {"connections": {}}})", R"({"n": {}})"),
       "/tree/nodes/n/nodeType"},
      {"connection to nowhere", OneNode("UsernameCollectorNode", R"({"outcome": "m"})", "{}"),
       "/tree/nodes/n/connections/outcome"},
      {"connection that is no text", OneNode("UsernameCollectorNode", R"({"outcome": 5})", "{}"),
       "/tree/nodes/n/connections/outcome"},
      {"property of the wrong type", OneNode(kRegister, "{}", R"({"domain": 7})"), "/nodes/n/domain"},
      {"number out of its limits", OneNode(kRegister, "{}", R"({"activationTokenExpiry": 0})"),
       "/nodes/n/activationTokenExpiry"},
      {"choice that there is not", OneNode(kRegister, "{}", R"({"objectType": "ABC"})"),
       "/nodes/n/objectType"},
      {"mapped built-in field", OneNode(kRegister, "{}", R"({"optionalAttributes": {"x": "userID"}})"),
       "/nodes/n/optionalAttributes"},
      {"properties are missing",
       Tree(R"({"n": {"nodeType": ")" + std::string(kRegister) + R"(", "connections": {}}})", "{}"),
       "/tree/nodes/n"},
      {"page without nodes", OneNode("PageNode", kEnd, "{}"), "/nodes/n/nodes"},
      {"no entry", R"({"tree": {"_id": "T", "nodes": {}}, "nodes": {}})", "/tree/entryNodeId"},
      {"no name",
       R"({"tree": {"entryNodeId": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0", "nodes": {}}, "nodes": {}})",
       "/tree/_id"},
      {"file with no journey", R"({"trees": {}})", "/trees"},
  };
}

std::vector<BadText> JsonFaults() {
  const std::string good = OneNode("UsernameCollectorNode", kEnd, "{}");
  return {
      {"50 MB", "[\"" + std::string(std::size_t{50} * 1024 * 1024, 'x') + "\"]", "", false},
      {"nested 100,000 deep", std::string(100000, '['), "line 1, column 65", false},
      {"the same key twice", R"({"tree": {}, "tree": {}})", "line 1, column 19", false},
      {"cut off", good.substr(0, 100), "line 1, column 101", false},
      {"not UTF-8", "{\"tree\": \"\xFF\"}", "line 1, column 12", false},
      {"a NUL inside", std::string("{\"tree\":\0 {}}", 13), "line 1, column 9", false},
      {"empty", "", "line 1, column 1", false, "n/a: an empty body starts the default journey"},
      {"a list", "[]", "", false},
      {"a web page", "<html></html>", "line 1, column 1", false},
  };
}

std::string FindingText(const Finding& finding) {
  const std::string place = finding.place.empty() ? "" : "at `" + finding.place + "`: ";
  return place + finding.problem + (finding.problem.ends_with('.') ? " " : ". ") + finding.fix;
}

class BadFiles : public ::testing::Test {
 protected:
  BadFiles() {
    RegisterAmNodes(registry_);
    RegisterOneSpanNodes(registry_, nullptr);
  }

  std::string AsJourney(const BadText& bad) {
    const LoadedJourneys loaded = LoadJourneys(bad.text, registry_);
    EXPECT_THAT(loaded.journeys, IsEmpty());
    for (const Finding& finding : loaded.diagnostics.findings()) {
      if (finding.severity != Severity::kError) continue;
      EXPECT_EQ(finding.place, bad.place);
      EXPECT_FALSE(finding.fix.empty());
      return FindingText(finding);
    }
    ADD_FAILURE() << "no error is found";
    return "";
  }

  // The same for the program; too large a file it does not even read.
  std::string Checked(const BadText& bad) {
    const Ran ran = RunProgram(scratch_, "check " + scratch_.Write("bad.json", bad.text));
    EXPECT_EQ(ran.code, 2) << ran.text;
    EXPECT_THAT(ran.text,
                HasSubstr(scratch_.Path("bad.json") + (bad.place.empty() ? "" : " at " + bad.place)));
    EXPECT_LT(ran.text.size(), 2000U);
    if (ran.text.find("The file is larger than allowed") != std::string::npos)
      return "exit 2: The file is larger than allowed. Give a smaller one.";
    return "exit 2, the same finding";
  }

  std::string AsBody(const BadText& bad) {
    const EndpointReply reply = bench_.PostRaw(bad.text);
    EXPECT_GE(reply.status, 400);
    EXPECT_TRUE(bench_.StillAnswers());
    return std::to_string(reply.status) + ": " + reply.message;
  }

  std::string AsAnswers(const BadText& bad) {
    const Ran ran = RunProgram(scratch_, "run '" AUTHTREE_SOURCE_DIR
                                         "/examples/journeys/offline-activation.journey.json' "
                                         "--simulate --answers " +
                                             scratch_.Write("answers.json", bad.text));
    EXPECT_EQ(ran.code, 2) << ran.text;
    std::string line = ran.text.substr(0, ran.text.find('\n'));
    EXPECT_TRUE(SaysWhatToDo(line)) << line;
    const std::string directory = scratch_.Path("");
    for (std::size_t at = 0; (at = line.find(directory)) != std::string::npos;)
      line.erase(at, directory.size());
    return "exit 2: " + Printable(line);
  }

  NodeRegistry registry_;
  Scratch scratch_;
  EndpointBench bench_;
};

TEST_F(BadFiles, EveryCellIsFilledAndStandsInTheDocumentation) {
  MarkdownTable table({"file or body", "`LoadJourneys`", "`authtree check`",
                       "body for the authenticate endpoint", "`authtree run --answers`"});
  std::vector<BadText> all = JourneyFaults();
  for (BadText& bad : JsonFaults()) all.push_back(std::move(bad));
  for (const BadText& bad : all) {
    SCOPED_TRACE(bad.name);
    std::vector<std::string> cells{bad.name, AsJourney(bad), Checked(bad)};
    if (bad.about_journeys) {
      cells.emplace_back("n/a: journeys come from files");
      cells.emplace_back("n/a: it says nothing about answers");
    } else {
      cells.push_back(bad.no_body == nullptr ? AsBody(bad) : bad.no_body);
      cells.push_back(AsAnswers(bad));
    }
    table.Add(std::move(cells));
  }
  Publish(table, "files", "docs/bad-input.md");
}

}  // namespace
}  // namespace authtree::inline v0::faults
