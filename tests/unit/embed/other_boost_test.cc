// A host with another Boost. Its function stands in the program under the name that the library's own Boost
// uses for a different one: where the two meet, the wrong one is called, and this one ends the program.
#include <cstddef>
#include <cstdlib>

#include <gtest/gtest.h>

#include "authtree/embed/runner.h"

namespace boost::system {
class error_code;
}

namespace boost::asio::detail {

class scheduler {
 public:
  std::size_t run(boost::system::error_code& error);
};

std::size_t scheduler::run(boost::system::error_code& /*error*/) { std::abort(); }

}  // namespace boost::asio::detail

namespace authtree::inline v0::embed {
namespace {

TEST(SharedRunnerLibrary, KeepsItsOwnBoostInAProgramWithAnother) {
  RunnerOptions options;
  options.journey_texts.push_back({"login", R"({
    "tree": {"_id": "Login", "entryNodeId": "a", "nodes": {"a": {"nodeType": "UsernameCollectorNode",
      "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"a": {}}})"});
  const MadeRunner made = Runner::Make(std::move(options));
  ASSERT_NE(made.runner, nullptr) << made.diagnostics.ToText();
  const JourneyResult asked = made.runner->StartAndWait("Login", RequestContext());
  const auto* prompt = std::get_if<JourneyPrompt>(&asked);
  ASSERT_NE(prompt, nullptr);
  Answers answers;
  answers.Add(Answer(CallbackType::kName, Json("jdoe")));
  const JourneyResult end =
      made.runner->SubmitAndWait(prompt->reference, RequestContext(), std::move(answers));
  EXPECT_TRUE(std::holds_alternative<JourneySucceeded>(end));
}

}  // namespace
}  // namespace authtree::inline v0::embed
