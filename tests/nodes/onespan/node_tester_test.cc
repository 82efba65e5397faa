#include "authtree/testkit/node_tester.h"

#include <sstream>

#include "authtree/testkit/chain.h"

#include "step_matchers.h"

namespace authtree::inline v0 {
namespace {

using testkit::NodeTester;

inline constexpr StateKey<std::string> kSeen{"seen"};
inline constexpr StateKey<std::string> kHidden{"hidden"};
inline constexpr StateKey<std::string> kWritten{"written"};

/// Does what its property says, some of which a node must not do.
class MisbehavingNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "MisbehavingNode";
  static constexpr std::string_view kSummary = "For tests.";
  static constexpr std::array<std::string_view, 2> kOutcomes{"outcome", "error"};
  static constexpr ErrorReporting kErrorReporting{"error", "message", "code"};
  struct Config {
    std::string deed;
  };
  static ConfigSpec<Config> Spec() {
    return ConfigSpec<Config>().Field("deed", &Config::deed, "What to do.");
  }

  explicit MisbehavingNode(Config config) : config_(std::move(config)) {}
  [[nodiscard]] StateContract Contract() const override { return Reads(kSeen).Writes(kWritten); }
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override {
    if (config_.deed == "write") return Action::To("outcome").Put(kHidden, "x");
    if (config_.deed == "leave") return Action::To("elsewhere");
    if (config_.deed == "fail") return tl::unexpected(Error(ErrorCode::kInternal, "This cannot be."));
    if (config_.deed == "ask nothing") return Action::Ask(std::vector<Callback>());
    return Action::To("outcome").Put(kWritten, step.state().Get(kHidden).value_or("unseen"));
  }

 private:
  Config config_;
};

TEST(NodeTester, RefusesAWriteThatIsNotDeclared) {
  NodeTester<MisbehavingNode> tester(Json{{"deed", "write"}});
  EXPECT_THAT(tester.Run(), FailsFor(ErrorCode::kInternal, "hidden"));
}

TEST(NodeTester, RefusesAnOutcomeThatTheTypeDoesNotHave) {
  NodeTester<MisbehavingNode> tester(Json{{"deed", "leave"}});
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kInternal));
}

TEST(NodeTester, RefusesAPromptWithoutCallbacks) {
  NodeTester<MisbehavingNode> tester(Json{{"deed", "ask nothing"}});
  EXPECT_THAT(tester.Run(), FailsWith(ErrorCode::kInternal));
}

TEST(Chain, AMistakeOfTheProgramTakesNoErrorOutcome) {
  testkit::Chain chain;
  chain.Then<MisbehavingNode>(Json{{"deed", "fail"}});
  EXPECT_THAT(chain.Run().last(), FailsWith(ErrorCode::kInternal));
}

TEST(NodeTester, HidesStateThatIsNotDeclared) {
  NodeTester<MisbehavingNode> tester;
  tester.Shared("hidden", Json("x")).Run();
  EXPECT_EQ(tester.Text("written"), "unseen");
}

TEST(NodeTester, RefusesPropertiesOfTheWrongType) {
  EXPECT_THROW(NodeTester<MisbehavingNode>(Json{{"deed", 5}}), std::invalid_argument);
}

TEST(NodeTester, PrintsNoValues) {
  NodeTester<MisbehavingNode> tester;
  std::ostringstream printed;
  printed << tester.Shared("seen", Json("canary")).Run();
  EXPECT_EQ(printed.str(), "leaves by 'outcome', writes [written], removes []");
}

}  // namespace
}  // namespace authtree::inline v0
