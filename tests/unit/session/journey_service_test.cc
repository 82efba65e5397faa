#include "authtree/session/journey_service.h"

#include <atomic>
#include <chrono>
#include <map>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "authtree/session/memory_store.h"
#include "authtree/testkit/manual_clock.h"

#include "run_task.h"
#include "test_journeys.h"

namespace authtree::inline v0 {
namespace {

using test_support::Await;
using test_support::AwaitCancelled;
using test_support::kCodeCanary;
using test_support::kPasswordCanary;

/// A store whose answers a test decides.
class ScriptedStore final : public SessionStore {
 public:
  Task<Result<void>> Put(std::string id, std::string sealed, TimePoint /*expires*/,
                         CallContext /*call*/) override {
    if (put_error) co_return tl::unexpected(*put_error);
    entries.insert_or_assign(std::move(id), std::move(sealed));
    co_return Result<void>();
  }
  Task<Result<std::string>> Take(std::string id, CallContext /*call*/) override {
    if (take_error) co_return tl::unexpected(*take_error);
    const auto found = entries.find(id);
    if (found == entries.end()) co_return tl::unexpected(Error(ErrorCode::kNotFound, "Nothing there."));
    std::string sealed = std::move(found->second);
    entries.erase(found);
    co_return sealed;
  }

  std::map<std::string, std::string> entries;
  std::optional<Error> put_error;
  std::optional<Error> take_error;
};

Answers Login() {
  return std::move(Answers()
                       .Add(Answer(CallbackType::kName, Json("jdoe")))
                       .Add(Answer(CallbackType::kPassword, Secret(kPasswordCanary))));
}

Answers Confirm() {
  return std::move(Answers()
                       .Add(Answer(CallbackType::kTextOutput))
                       .Add(Answer(CallbackType::kHiddenValue, Json("code")))
                       .Add(Answer(CallbackType::kConfirmation, Json(0))));
}

Answers Code(const std::string& code) {
  return std::move(Answers().Add(Answer(CallbackType::kTextInput, Json(code))));
}

class JourneyServiceTest : public ::testing::Test {
 protected:
  JourneyService ServiceWith(std::shared_ptr<SessionStore> store) const {
    return {test_support::TestCatalog(), Engine(clock_), std::move(store), Sealer(*ring_)};
  }

  JourneyResult Begin(const std::string& name) const { return Await(service_.Begin(name, RequestContext())); }
  JourneyResult Submit(const std::string& reference, Answers answers) const {
    return Await(service_.Submit(reference, RequestContext(), std::move(answers)));
  }

  static std::string ReferenceOf(const JourneyResult& result) {
    const auto* prompt = std::get_if<JourneyPrompt>(&result);
    EXPECT_NE(prompt, nullptr);
    return prompt == nullptr ? std::string() : prompt->reference;
  }
  static void ExpectFailed(const JourneyResult& result, FailureCause cause) {
    const auto* failed = std::get_if<JourneyFailed>(&result);
    ASSERT_NE(failed, nullptr) << "result " << result.index();
    EXPECT_EQ(failed->cause, cause) << failed->error.Describe();
  }

  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<const KeyRing> ring_ = KeyRing::Random();
  std::shared_ptr<MemoryStore> store_ = std::make_shared<MemoryStore>(clock_);
  JourneyService service_ = ServiceWith(store_);
};

TEST_F(JourneyServiceTest, DefaultResultLetsNobodyIn) {
  EXPECT_TRUE(std::holds_alternative<JourneyFailed>(JourneyResult()));
}

TEST_F(JourneyServiceTest, HasNoJourneyOfAnUnknownName) {
  const JourneyResult result = Begin("Nonsense");
  ExpectFailed(result, FailureCause::kNoJourney);
  EXPECT_EQ(std::get<JourneyFailed>(result).error.code(), ErrorCode::kNotFound);
}

TEST_F(JourneyServiceTest, ADisabledJourneyIsNotThere) {
  ExpectFailed(Begin("Disabled"), FailureCause::kNoJourney);
}

TEST_F(JourneyServiceTest, AJourneyForOtherJourneysIsNotThere) {
  ExpectFailed(Begin("Inner"), FailureCause::kNoJourney);
}

TEST_F(JourneyServiceTest, NamesOnlyWhatCanBeStarted) {
  EXPECT_EQ(test_support::TestCatalog()->Names(),
            (std::vector<std::string>{"Anonymous", "Echo", "Offline", "Short", "Waiting"}));
}

TEST_F(JourneyServiceTest, ADisabledDefaultIsNotThere) {
  JourneyCatalog catalog(*test_support::TestCatalog());
  ASSERT_TRUE(catalog.SetDefault("Disabled"));
  EXPECT_EQ(catalog.Find(""), nullptr);
  EXPECT_EQ(catalog.SetDefault("Nonsense").error().code(), ErrorCode::kNotFound);
}

TEST_F(JourneyServiceTest, WithoutADefaultTheEmptyNameIsUnknown) {
  EXPECT_EQ(JourneyCatalog().Find(""), nullptr);
}

TEST_F(JourneyServiceTest, RefusesReferencesItNeverMade) {
  for (const char* reference :
       {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "../../../../../../../../etc/passwd",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    ExpectFailed(Submit(reference, Login()), FailureCause::kNoSession);
  }
}

TEST_F(JourneyServiceTest, RefusesAReplayedStep) {
  const std::string first = ReferenceOf(Begin("Offline"));
  const std::string second = ReferenceOf(Submit(first, Login()));
  const JourneyResult replay = Submit(first, Login());
  ExpectFailed(replay, FailureCause::kNoSession);
  EXPECT_EQ(std::get<JourneyFailed>(replay).error.code(), ErrorCode::kNotFound);
  EXPECT_NE(ReferenceOf(Submit(second, Confirm())), "") << "the newer step is not hurt by that";
}

TEST_F(JourneyServiceTest, RefusesAReplayedLastStep) {
  const std::string first = ReferenceOf(Begin("Offline"));
  const std::string second = ReferenceOf(Submit(first, Login()));
  const std::string third = ReferenceOf(Submit(second, Confirm()));
  ASSERT_TRUE(std::holds_alternative<JourneySucceeded>(Submit(third, Code("1234"))));
  ExpectFailed(Submit(third, Code("1234")), FailureCause::kNoSession);
  EXPECT_EQ(store_->size(), 0U);
}

TEST_F(JourneyServiceTest, KeepsTheSessionWhenAnswersDoNotFit) {
  const std::string reference = ReferenceOf(Begin("Offline"));
  std::vector<Answers> bad;
  bad.emplace_back();
  bad.push_back(Code("1234"));
  bad.push_back(Confirm());
  bad.push_back(std::move(Answers()
                              .Add(Answer(CallbackType::kName, Json("jdoe")))
                              .Add(Answer(CallbackType::kPassword, Json(nullptr)))));
  bad.push_back(std::move(
      Answers().Add(Answer(CallbackType::kName, Json(1))).Add(Answer(CallbackType::kPassword, Secret("x")))));
  for (Answers& answers : bad) {
    EXPECT_TRUE(std::holds_alternative<BadAnswers>(Submit(reference, std::move(answers))));
  }
  EXPECT_TRUE(std::holds_alternative<JourneyPrompt>(Submit(reference, Login())));
}

TEST_F(JourneyServiceTest, AKeptSessionExpiresAsBefore) {
  const std::string reference = ReferenceOf(Begin("Short"));
  clock_->Advance(std::chrono::seconds(59));
  ASSERT_TRUE(std::holds_alternative<BadAnswers>(Submit(reference, Code("1"))));
  clock_->Advance(std::chrono::seconds(1));
  ExpectFailed(Submit(reference, Login()), FailureCause::kNoSession);
}

TEST_F(JourneyServiceTest, AnExpiredSessionIsGone) {
  const std::string reference = ReferenceOf(Begin("Offline"));
  clock_->Advance(std::chrono::minutes(5));
  ExpectFailed(Submit(reference, Login()), FailureCause::kNoSession);
}

TEST_F(JourneyServiceTest, AnExpiredSessionIsGoneThoughTheStoreHasIt) {
  auto store = std::make_shared<ScriptedStore>();
  const JourneyService service = ServiceWith(store);
  const std::string reference = ReferenceOf(Await(service.Begin("Offline", RequestContext())));
  clock_->Advance(std::chrono::minutes(5));
  ExpectFailed(Await(service.Submit(reference, RequestContext(), Login())), FailureCause::kNoSession);
  EXPECT_TRUE(store->entries.empty());
}

TEST_F(JourneyServiceTest, AnErrorWithoutAnOutcomeFailsTheRound) {
  const std::string second = ReferenceOf(Submit(ReferenceOf(Begin("Offline")), Login()));
  const std::string third = ReferenceOf(Submit(second, Confirm()));
  const JourneyResult result = Submit(third, Code("fail"));
  ExpectFailed(result, FailureCause::kRound);
  EXPECT_EQ(store_->size(), 0U);
}

TEST_F(JourneyServiceTest, DeniesWithTheMessageOfTheNode) {
  const std::string second = ReferenceOf(Submit(ReferenceOf(Begin("Offline")), Login()));
  const std::string third = ReferenceOf(Submit(second, Confirm()));
  const JourneyResult result = Submit(third, Code("deny"));
  ASSERT_TRUE(std::holds_alternative<JourneyDenied>(result));
  EXPECT_EQ(std::get<JourneyDenied>(result).message, "Not today");
}

TEST_F(JourneyServiceTest, FailsWhenTheStoreCannotKeep) {
  auto store = std::make_shared<ScriptedStore>();
  store->put_error = Error(ErrorCode::kUnavailable, "No room.");
  ExpectFailed(Await(ServiceWith(store).Begin("Offline", RequestContext())), FailureCause::kStore);
}

TEST_F(JourneyServiceTest, FailsWhenTheStoreDoesNotKnow) {
  auto store = std::make_shared<ScriptedStore>();
  const JourneyService service = ServiceWith(store);
  const std::string reference = ReferenceOf(Await(service.Begin("Offline", RequestContext())));
  store->take_error = Error(ErrorCode::kTimeout, "No answer.");
  ExpectFailed(Await(service.Submit(reference, RequestContext(), Login())), FailureCause::kStore);
}

TEST_F(JourneyServiceTest, FailsWhenASessionCannotBePutBack) {
  auto store = std::make_shared<ScriptedStore>();
  const JourneyService service = ServiceWith(store);
  const std::string reference = ReferenceOf(Await(service.Begin("Offline", RequestContext())));
  store->put_error = Error(ErrorCode::kUnavailable, "No room.");
  ExpectFailed(Await(service.Submit(reference, RequestContext(), Code("1"))), FailureCause::kStore);
}

TEST_F(JourneyServiceTest, FailsOnStoredBytesThatWereTamperedWith) {
  auto store = std::make_shared<ScriptedStore>();
  const JourneyService service = ServiceWith(store);
  const std::string reference = ReferenceOf(Await(service.Begin("Offline", RequestContext())));
  store->entries[reference].back() = static_cast<char>(store->entries[reference].back() ^ 1);
  ExpectFailed(Await(service.Submit(reference, RequestContext(), Login())), FailureCause::kStore);
}

TEST_F(JourneyServiceTest, FailsOnASessionMovedToAnotherReference) {
  auto store = std::make_shared<ScriptedStore>();
  const JourneyService service = ServiceWith(store);
  const std::string one = ReferenceOf(Await(service.Begin("Offline", RequestContext())));
  const std::string two = ReferenceOf(Await(service.Begin("Offline", RequestContext())));
  std::swap(store->entries[one], store->entries[two]);
  ExpectFailed(Await(service.Submit(one, RequestContext(), Login())), FailureCause::kStore);
}

TEST_F(JourneyServiceTest, StoresNothingReadable) {
  auto store = std::make_shared<ScriptedStore>();
  const JourneyService service = ServiceWith(store);
  const std::string first = ReferenceOf(Await(service.Begin("Offline", RequestContext())));
  (void)ReferenceOf(Await(service.Submit(first, RequestContext(), Login())));
  ASSERT_EQ(store->entries.size(), 1U);
  const std::string& sealed = store->entries.begin()->second;
  for (const std::string_view text : {kPasswordCanary, kCodeCanary, std::string_view("jdoe")}) {
    EXPECT_EQ(sealed.find(text), std::string::npos) << text;
  }
}

TEST_F(JourneyServiceTest, RunsAJourneyToItsSuccess) {
  const JourneyResult began = Begin("Offline");
  const auto& prompt = std::get<JourneyPrompt>(began);
  EXPECT_EQ(prompt.journey, "Offline");
  EXPECT_EQ(prompt.stage, "UsernamePassword");
  EXPECT_EQ(prompt.header, "Sign in");
  EXPECT_EQ(prompt.description, "Please");
  EXPECT_EQ(prompt.expires, clock_->Now() + std::chrono::minutes(5));
  ASSERT_EQ(prompt.callbacks.size(), 2U);
  const std::string second = ReferenceOf(Submit(prompt.reference, Login()));
  EXPECT_NE(second, prompt.reference);
  const std::string third = ReferenceOf(Submit(second, Confirm()));
  const std::string again = ReferenceOf(Submit(third, Code("wrong")));
  const JourneyResult end = Submit(again, Code("1234"));
  ASSERT_TRUE(std::holds_alternative<JourneySucceeded>(end));
  EXPECT_EQ(std::get<JourneySucceeded>(end).username, "jdoe");
  EXPECT_EQ(std::get<JourneySucceeded>(end).journey, "Offline");
}

TEST_F(JourneyServiceTest, AnotherHostWithTheSameKeysAndStoreGoesOn) {
  const JourneyService other = ServiceWith(store_);
  const std::string reference = ReferenceOf(Begin("Offline"));
  EXPECT_TRUE(
      std::holds_alternative<JourneyPrompt>(Await(other.Submit(reference, RequestContext(), Login()))));
}

TEST_F(JourneyServiceTest, OneOfManySubmissionsWins) {
  for (int round = 0; round < 50; ++round) {
    const std::string reference = ReferenceOf(Begin("Offline"));
    std::atomic<int> prompts = 0;
    std::atomic<int> gone = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        const JourneyResult result = Submit(reference, Login());
        const auto* failed = std::get_if<JourneyFailed>(&result);
        if (std::holds_alternative<JourneyPrompt>(result)) ++prompts;
        if (failed != nullptr && failed->cause == FailureCause::kNoSession) ++gone;
      });
    }
    for (std::thread& thread : threads) thread.join();
    ASSERT_EQ(prompts.load(), 1);
    ASSERT_EQ(gone.load(), 3);
  }
}

TEST_F(JourneyServiceTest, ACancelledRoundStillKeepsItsSession) {
  const std::string reference = ReferenceOf(Begin("Waiting"));
  const JourneyResult result = AwaitCancelled(service_.Submit(reference, RequestContext(), Code("go")));
  ASSERT_TRUE(std::holds_alternative<JourneyPrompt>(result));
  EXPECT_EQ(std::get<JourneyPrompt>(result).callbacks[0].prompt(), "Cancelled");
  EXPECT_EQ(store_->size(), 1U);
}

}  // namespace
}  // namespace authtree::inline v0
