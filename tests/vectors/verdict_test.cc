#include "verdict.h"

#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "masks.h"
#include "run_case.h"

namespace authtree::inline v0::vectors {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Json ReadJsonFile(const std::string& name) {
  std::ifstream file(std::string(AUTHTREE_SOURCE_DIR) + "/tests/vectors/cases/" + name + ".json");
  std::stringstream text;
  text << file.rdbuf();
  Result<Json> json = ParseJson(text.str());
  if (!json) throw std::runtime_error(name + " cannot be read");
  return *std::move(json);
}

/// One of our own cases, after `change` has had its way with it.
class VerdictTest : public testing::Test {
 protected:
  template <class Change>
  Verdict JudgeChanged(const std::string& type, std::size_t index, const Change& change) {
    Json file = ReadJsonFile(type);
    change(file.at(index));
    Diagnostics findings;
    const NodeDefaults defaults = NodeDefaults::Read(ReadJsonFile("_meta"), findings);
    const std::vector<RecordedCase> cases = ReadCases(type, Json::array({file.at(index)}), findings);
    if (findings.has_errors()) throw std::runtime_error(findings.ToText());
    return Judge(cases.at(0), RunCase(cases.at(0)), defaults);
  }
  Verdict JudgeAsItIs(const std::string& type, std::size_t index = 0) {
    return JudgeChanged(type, index, [](Json&) {});
  }
  static std::vector<std::string> Unexplained(const Verdict& verdict) {
    std::vector<std::string> places;
    for (const JudgedDifference& judged : verdict.differences) {
      if (judged.decision != nullptr) continue;
      places.push_back(std::string(AspectName(judged.difference.aspect)) + " " + judged.difference.where);
    }
    return places;
  }
};

const std::string kInsert = "OS_Risk_InsertTransactionNode";
const std::string kDisplay = "OS_Sample_ErrorDisplayNode";
const std::string kRegister = "OS_Auth_UserRegisterNode";

TEST_F(VerdictTest, WrongOutcomeIsUnexplained) {
  const Verdict verdict =
      JudgeChanged(kInsert, 0, [](Json& recorded) { recorded["expect"]["outcome"] = "Challenge"; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("outcome "));
}

TEST_F(VerdictTest, WrongMemberOfABodyIsUnexplained) {
  const Verdict verdict = JudgeChanged(
      kInsert, 0, [](Json& recorded) { recorded["expect"]["requests"][0]["body"]["amount"] = "13.00"; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("body /amount"));
}

TEST_F(VerdictTest, MemberThatOnlyOneOfTheTwoSentIsUnexplained) {
  const Verdict verdict = JudgeChanged(kInsert, 0, [](Json& recorded) {
    recorded["expect"]["requests"][0]["body"].erase("currency");
    recorded["expect"]["requests"][0]["body"]["creditorName"] = "Zoe";
  });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("body /creditorName", "body /currency"));
}

TEST_F(VerdictTest, RequestThatIsNotSentIsUnexplained) {
  const Verdict verdict = JudgeChanged(kInsert, 0, [](Json& recorded) {
    Json& requests = recorded["expect"]["requests"];
    requests.push_back(requests[0]);
  });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("request "));
}

TEST_F(VerdictTest, RequestThatIsSentForNothingIsUnexplained) {
  const Verdict verdict =
      JudgeChanged(kInsert, 0, [](Json& recorded) { recorded["expect"]["requests"] = Json::array(); });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("request "));
}

TEST_F(VerdictTest, OtherAddressIsUnexplained) {
  const Verdict verdict = JudgeChanged(kInsert, 0, [](Json& recorded) {
    recorded["expect"]["requests"][0]["path"] = "/v1/events";
    recorded["expect"]["requests"][0]["method"] = "PUT";
  });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("method ", "path "));
}

TEST_F(VerdictTest, KeyThatIsNotWrittenIsUnexplained) {
  const Verdict verdict =
      JudgeChanged(kInsert, 0, [](Json& recorded) { recorded["expect"]["shared"]["ostid_command"] = "0a"; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("shared state ostid_command"));
}

TEST_F(VerdictTest, KeyThatOnlyWeWriteIsUnexplained) {
  const Verdict verdict = JudgeChanged(
      kInsert, 0, [](Json& recorded) { recorded["expect"]["shared"].erase("riskResponseCode"); });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("shared state riskResponseCode"));
}

TEST_F(VerdictTest, OtherTypeOfAValueIsUnexplained) {
  const Verdict verdict = JudgeChanged(
      kInsert, 0, [](Json& recorded) { recorded["expect"]["shared"]["riskResponseCode"] = "0"; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("shared state riskResponseCode"));
}

TEST_F(VerdictTest, OtherTextForTheUserIsUnexplained) {
  const Verdict verdict = JudgeChanged(
      kDisplay, 0, [](Json& recorded) { recorded["expect"]["callbacks"][1]["message"] = "Another."; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("callback ", "callback "));
}

TEST_F(VerdictTest, KeyThatStaysIsUnexplained) {
  const Verdict verdict =
      JudgeChanged(kDisplay, 0, [](Json& recorded) { recorded["expect"]["removed"].push_back("username"); });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("removed username"));
}

TEST_F(VerdictTest, TypeThatIsNotHereIsUnexplained) {
  EXPECT_THAT(Unexplained(JudgeAsItIs("OS_Auth_UnheardOfNode")),
              ElementsAre("node type OS_Auth_UnheardOfNode"));
}

TEST_F(VerdictTest, DecisionHidesNothingElseInABody) {
  const Verdict verdict = JudgeChanged(
      kRegister, 0, [](Json& recorded) { recorded["expect"]["requests"][0]["body"]["userID"] = "mallory"; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("body /userID"));
  EXPECT_THAT(verdict.decisions(), ElementsAre("D-COR-14", "N-01"));
}

TEST_F(VerdictTest, DecisionHidesNothingElseInState) {
  const Verdict verdict = JudgeChanged(
      kRegister, 0, [](Json& recorded) { recorded["expect"]["shared"]["ostid_cronto_msg"] = "00ff"; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("shared state ostid_cronto_msg"));
}

TEST_F(VerdictTest, GeneratedValueHasItsForm) {
  const Verdict verdict = JudgeChanged(kRegister, 0, [](Json& recorded) {
    recorded["expect"]["shared"]["ostid_digi_serial"] = Json{{"volatile", "hex72"}};
  });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("shared state ostid_digi_serial"));
}

TEST_F(VerdictTest, OtherExpiryIsUnexplained) {
  const Verdict verdict = JudgeChanged(kRegister, 0, [](Json& recorded) {
    recorded["expect"]["shared"]["ostid_event_expiry_date"]["delta_s"] = 61;
  });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("shared state ostid_event_expiry_date"));
}

TEST_F(VerdictTest, ErrorOfBothHidesNoOtherKey) {
  const Verdict verdict = JudgeChanged(
      kRegister, 1, [](Json& recorded) { recorded["expect"]["shared"]["ostid_session_id"] = "61"; });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("shared state ostid_session_id"));
}

TEST_F(VerdictTest, ErrorOfOursAloneIsUnexplained) {
  const Verdict verdict =
      JudgeChanged(kRegister, 0, [](Json& recorded) { recorded["http"][0]["status"] = 500; });
  EXPECT_THAT(Unexplained(verdict), testing::Contains("outcome "));
}

TEST_F(VerdictTest, LimitExplainsOnlyWhatBreaksIt) {
  const Verdict verdict = JudgeChanged("OS_Auth_AddDeviceNode", 0, [](Json& recorded) {
    recorded["shared"]["deviceCode"] = "12345";
    recorded["expect"]["requests"][0]["body"]["deviceCode"] = "12345";
    recorded["expect"]["outcome"] = "error";
  });
  EXPECT_THAT(Unexplained(verdict), ElementsAre("outcome "));
}

TEST_F(VerdictTest, EqualCaseIsEqual) {
  EXPECT_TRUE(JudgeAsItIs(kInsert).equal());
  EXPECT_TRUE(JudgeAsItIs(kDisplay).equal());
}

TEST_F(VerdictTest, DeviatesByTheDecisionsThatApply) {
  EXPECT_THAT(JudgeAsItIs(kRegister, 0).decisions(), ElementsAre("D-COR-14", "N-01"));
  EXPECT_THAT(JudgeAsItIs(kRegister, 1).decisions(), ElementsAre("D-COR-01", "D-SEC-10", "N-01", "N-03"));
  EXPECT_THAT(JudgeAsItIs(kRegister, 2).decisions(),
              ElementsAre("D-COR-01", "D-COR-14", "D-SEC-10", "N-01", "N-03"));
  EXPECT_THAT(JudgeAsItIs("OS_Auth_AddDeviceNode").decisions(), ElementsAre("D-COR-55", "N-01"));
  EXPECT_FALSE(JudgeAsItIs(kRegister, 2).unexplained());
}

TEST(MaskMatcher, KnowsTheMasksInsideTexts) {
  MaskMatcher masks{std::chrono::system_clock::time_point(std::chrono::seconds(1000))};
  const std::string hex = "61616161616161612d626262622d346363632d386464642d656565656565656565656565";
  EXPECT_TRUE(masks.MatchesText("id={{hex72}};at={{epoch_ms+60}}", "id=" + hex + ";at=1060000"));
  EXPECT_FALSE(masks.MatchesText("id={{hex72}}", "id=" + hex.substr(2)));
  std::string other = hex;
  other[1] = '2';
  EXPECT_FALSE(masks.MatchesText("{{hex72}}", other)) << "it stood for another id before";
  EXPECT_FALSE(masks.MatchesText("at={{epoch_ms+60}}", "at=1061000"));
  EXPECT_TRUE(masks.MatchesText("{{BASE}}/x", std::string(kBaseUrl) + "/x"));
  EXPECT_FALSE(masks.Matches(Json{{"volatile", "stacktrace"}, {"head", "x"}}, Json("x")));
}

TEST(Decisions, OfOurOwnHaveARowInTheDocumentation) {
  std::ifstream file(std::string(AUTHTREE_SOURCE_DIR) + "/docs/onespan.md");
  std::stringstream text;
  text << file.rdbuf();
  for (const Decision& decision : Decisions()) {
    if (decision.id.substr(0, 2) != "N-") continue;
    EXPECT_THAT(text.str(), HasSubstr("| " + std::string(decision.id) + " |"));
  }
}

}  // namespace
}  // namespace authtree::inline v0::vectors
