// A program with an event loop of its own: rounds run on the runner's threads, what they bring is handled on
// the loop.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <variant>

#include "authtree/embed/runner.h"

using namespace authtree;

namespace {

/// Stands for the loop of your toolkit. All that is needed of it is a way to post from another thread.
class Loop {
 public:
  void Post(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(work));
    changed_.notify_one();
  }
  void Run() {
    while (!ended_) Take()();
  }
  void End() { ended_ = true; }

 private:
  std::function<void()> Take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !queue_.empty(); });
    auto work = std::move(queue_.front());
    queue_.pop_front();
    return work;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool ended_ = false;
};

/// One login. Lives on the loop.
class Login {
 public:
  Login(embed::Runner& runner, Loop& loop) : runner_(runner), loop_(loop) {}

  void Begin() { round_ = runner_.Start("Sign-In", RequestContext("192.0.2.10"), Back()); }
  /// The user closed the window.
  void Cancel() { round_.Cancel(); }

 private:
  /// A callback for the runner. It does nothing but carry the result to the loop.
  embed::OnResult Back() {
    return [this](JourneyResult result) {
      auto kept = std::make_shared<JourneyResult>(std::move(result));
      loop_.Post([this, kept] { Handle(*kept); });
    };
  }

  void Handle(const JourneyResult& result) {
    if (const auto* prompt = std::get_if<JourneyPrompt>(&result)) {
      Answers answers;
      answers.Add(Answer(CallbackType::kName, Json("jdoe")));
      answers.Add(Answer(CallbackType::kPassword, Value(Secret("correct horse"))));
      round_ = runner_.Submit(prompt->reference, RequestContext("192.0.2.10"), std::move(answers), Back());
      return;
    }
    if (const auto* succeeded = std::get_if<JourneySucceeded>(&result)) {
      std::cout << "let in: " << succeeded->username << '\n';
    } else if (const auto* denied = std::get_if<JourneyDenied>(&result)) {
      std::cout << "turned away: " << denied->message << '\n';
    } else if (const auto* bad = std::get_if<BadAnswers>(&result)) {
      std::cout << "ask again: " << bad->error.Describe() << '\n';
    } else {
      std::cout << "failed: " << std::get<JourneyFailed>(result).error.Describe() << '\n';
    }
    loop_.End();
  }

  embed::Runner& runner_;
  Loop& loop_;
  embed::RoundHandle round_;
};

constexpr const char* kJourney = R"({
  "tree": {"_id": "Sign-In", "entryNodeId": "page", "nodes": {
    "page": {"nodeType": "PageNode", "displayName": "Sign in",
             "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
  "nodes": {"page": {"nodes": [{"_id": "name", "nodeType": "UsernameCollectorNode"},
                               {"_id": "password", "nodeType": "PasswordCollectorNode"}]}},
  "innerNodes": {"name": {}, "password": {}}
})";

/// The service of a tenant, for journeys that call it.
embed::OneSpanOptions TenantOptions() {
  embed::OneSpanOptions service;
  service.tenant = "acme";
  service.environment = onespan::Environment::kStagingEu1;
  service.client_cert = "client.pem";
  service.client_key = "client.key";
  return service;
}

embed::RunnerOptions Options(bool with_onespan) {
  embed::RunnerOptions options;
  options.journey_texts.push_back({"sign-in", kJourney});
  if (with_onespan) options.onespan = TenantOptions();
  options.threads = 2;
  options.on_callback_exception = [](const std::exception_ptr&) {
    std::cerr << "a callback has thrown; this is a mistake of the program\n";
  };
  return options;
}

}  // namespace

int main(int argc, char**) {
  const embed::MadeRunner made = embed::Runner::Make(Options(argc > 1));
  std::cerr << made.diagnostics.ToText();
  if (made.runner == nullptr) return 2;

  Loop loop;
  Login login(*made.runner, loop);
  loop.Post([&login] { login.Begin(); });
  loop.Run();
  made.runner->Stop(std::chrono::milliseconds(500));  // no callback runs after this line
}
