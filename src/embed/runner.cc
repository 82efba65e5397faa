#include "authtree/embed/runner.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "assembly.h"
#include "worker.h"

namespace authtree::inline v0::embed {
namespace {

// Where one thread waits for what another one is told.
template <class R>
class Waiter {
 public:
  void Give(R result) {
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
    given_.notify_all();
  }

  std::optional<R> WaitFor(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    given_.wait_for(lock, time, [this] { return result_.has_value(); });
    return std::move(result_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable given_;
  std::optional<R> result_;
};

JourneyFailed Refused(ErrorCode code, FixedText sentence) {
  return {FailureCause::kRefused, Error(code, sentence)};
}

JourneyFailed Stopped() { return Refused(ErrorCode::kUnavailable, "The runner was stopped."); }

}  // namespace

class Runner::Impl {
 public:
  Impl(Services services, const RunnerOptions& options)
      : shared_(std::make_shared<Shared>(std::move(services), options.limits, options.on_callback_exception)),
        max_rounds_(options.max_rounds),
        stop_timeout_(options.stop_timeout) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    Stop(std::chrono::milliseconds(0));
    for (const auto& worker : workers_) worker->Join();
  }

  void StartThreads(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      auto worker = std::make_shared<Worker>(shared_);
      worker->Start();
      workers_.push_back(std::move(worker));
    }
  }

  template <class R, class MakeTask>
  std::weak_ptr<Operation> Launch(MakeTask make, std::function<void(R)> done);
  template <class R, class MakeTask>
  R LaunchAndWait(MakeTask make);
  void Stop(std::chrono::milliseconds grace);

  [[nodiscard]] const Shared& shared() const { return *shared_; }
  [[nodiscard]] const Services& services() const { return shared_->services; }

 private:
  [[nodiscard]] std::shared_ptr<Worker> LeastBusy() const;
  [[nodiscard]] bool IsOwnThread() const;

  std::shared_ptr<Shared> shared_;
  std::size_t max_rounds_;
  std::chrono::milliseconds stop_timeout_;
  std::vector<std::shared_ptr<Worker>> workers_;

  std::mutex stop_mutex_;
  std::condition_variable stop_done_;
  enum class Life : std::uint8_t { kRunning, kStopping, kStopped } life_ = Life::kRunning;
};

std::shared_ptr<Worker> Runner::Impl::LeastBusy() const {
  const auto less = [](const auto& left, const auto& right) { return left->load() < right->load(); };
  return *std::min_element(workers_.begin(), workers_.end(), less);
}

bool Runner::Impl::IsOwnThread() const {
  return std::any_of(workers_.begin(), workers_.end(),
                     [](const auto& worker) { return worker->IsThisThread(); });
}

template <class R, class MakeTask>
std::weak_ptr<Operation> Runner::Impl::Launch(MakeTask make, std::function<void(R)> done) {
  auto operation = std::make_shared<RoundOperation<R, MakeTask>>(std::move(make), std::move(done), shared_);
  // Once the round is taken, its callback may destroy the runner before we are back.
  const std::shared_ptr<Worker> worker = LeastBusy();
  operation->set_worker(worker);
  switch (shared_->Enter(max_rounds_)) {
    case Shared::Entry::kTaken:
      if (worker->Take(operation)) return operation;
      shared_->Leave();
      operation->Fail(Stopped());
      return {};
    case Shared::Entry::kFull: {
      auto tell = [operation] {
        operation->Fail(Refused(ErrorCode::kUnavailable, "The runner has as many rounds as it may have."));
      };
      if (!worker->Post(tell)) operation->Fail(Stopped());
      return {};
    }
    case Shared::Entry::kClosed:
      operation->Fail(Stopped());
      return {};
  }
  return {};
}

template <class R, class MakeTask>
R Runner::Impl::LaunchAndWait(MakeTask make) {
  R result;
  if (IsOwnThread()) {
    operation_detail::Convert(
        Refused(ErrorCode::kInvalidInput,
                "A thread of the runner would wait for itself. Use the form with a callback there."),
        result);
    return result;
  }
  auto waiter = std::make_shared<Waiter<R>>();
  const EngineLimits limits = shared_->limits;
  const std::weak_ptr<Operation> operation =
      Launch<R>(std::move(make), [waiter](R given) { waiter->Give(std::move(given)); });
  if (std::optional<R> given = waiter->WaitFor(limits.round + 2 * limits.reserve)) return *std::move(given);
  if (const std::shared_ptr<Operation> late = operation.lock()) {
    if (const std::shared_ptr<Worker> worker = late->worker()) worker->Cancel(late);
  }
  operation_detail::Convert(
      JourneyFailed{FailureCause::kRound,
                    Error(ErrorCode::kTimeout, "The round did not end: the threads of the runner are busy.")},
      result);
  return result;
}

void Runner::Impl::Stop(std::chrono::milliseconds grace) {
  const bool own_thread = IsOwnThread();
  {
    std::unique_lock lock(stop_mutex_);
    if (life_ != Life::kRunning) {
      if (!own_thread) stop_done_.wait(lock, [this] { return life_ == Life::kStopped; });
      return;
    }
    life_ = Life::kStopping;
  }
  shared_->Close();
  // The rounds of the thread we are on, if it is one of ours, cannot go on before we return.
  std::size_t stuck = 0;
  for (const auto& worker : workers_) {
    if (worker->IsThisThread()) stuck = worker->load();
  }
  shared_->WaitUntilAtMost(stuck, grace);
  for (const auto& worker : workers_) worker->CancelAll();
  shared_->WaitUntilAtMost(stuck, stop_timeout_);
  for (const auto& worker : workers_) worker->Close();
  for (const auto& worker : workers_) {
    if (!worker->IsThisThread()) worker->Join();
  }
  const std::lock_guard lock(stop_mutex_);
  life_ = Life::kStopped;
  stop_done_.notify_all();
}

void RoundHandle::Cancel() const {
  const std::shared_ptr<Operation> operation = operation_.lock();
  if (operation == nullptr) return;
  if (const std::shared_ptr<Worker> worker = operation->worker()) worker->Cancel(operation);
}

MadeRunner Runner::Make(RunnerOptions options) {
  MadeRunner made;
  if (options.clock == nullptr) options.clock = SystemClock();
  Services services = Assemble(options, made.diagnostics);
  if (made.diagnostics.has_errors()) return made;
  auto impl = std::make_unique<Impl>(std::move(services), options);
  try {
    impl->StartThreads(options.threads);
  } catch (const std::system_error&) {  // what Asio and the threads of the standard library throw
    made.diagnostics.AddError("threads", "the machine has no thread or descriptor left for a runner",
                              "Raise its limits, or ask for fewer threads");
    return made;
  }
  made.runner = std::unique_ptr<Runner>(new Runner(std::move(impl)));
  return made;
}

Runner::Runner(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Runner::~Runner() = default;

// What a round is made of moves into its task. The services outlive the task: every thread holds them.
namespace {

auto BeginTask(const Services& services, std::string journey, RequestContext request) {
  return
      [&service = *services.journeys, journey = std::move(journey), request = std::move(request)]() mutable {
        return service.Begin(std::move(journey), std::move(request));
      };
}

auto SubmitTask(const Services& services, std::string reference, RequestContext request, Answers answers) {
  return [&service = *services.journeys, reference = std::move(reference), request = std::move(request),
          answers = std::move(answers)]() mutable {
    return service.Submit(std::move(reference), std::move(request), std::move(answers));
  };
}

auto AuthenticateTask(const Services& services, http::ServerRequest request) {
  return [&endpoint = *services.endpoint, request = std::move(request)]() mutable {
    return endpoint.Handle(std::move(request));
  };
}

}  // namespace

RoundHandle Runner::Start(std::string journey, RequestContext request, OnResult done) {
  auto task = BeginTask(impl_->services(), std::move(journey), std::move(request));
  return RoundHandle(impl_->Launch<JourneyResult>(std::move(task), std::move(done)));
}

RoundHandle Runner::Submit(std::string reference, RequestContext request, Answers answers, OnResult done) {
  auto task = SubmitTask(impl_->services(), std::move(reference), std::move(request), std::move(answers));
  return RoundHandle(impl_->Launch<JourneyResult>(std::move(task), std::move(done)));
}

JourneyResult Runner::StartAndWait(std::string journey, RequestContext request) {
  return impl_->LaunchAndWait<JourneyResult>(
      BeginTask(impl_->services(), std::move(journey), std::move(request)));
}

JourneyResult Runner::SubmitAndWait(std::string reference, RequestContext request, Answers answers) {
  return impl_->LaunchAndWait<JourneyResult>(
      SubmitTask(impl_->services(), std::move(reference), std::move(request), std::move(answers)));
}

RoundHandle Runner::HandleAuthenticate(http::ServerRequest request, OnResponse done) {
  auto task = AuthenticateTask(impl_->services(), std::move(request));
  return RoundHandle(impl_->Launch<http::Response>(std::move(task), std::move(done)));
}

http::Response Runner::HandleAuthenticateAndWait(http::ServerRequest request) {
  return impl_->LaunchAndWait<http::Response>(AuthenticateTask(impl_->services(), std::move(request)));
}

std::vector<std::string> Runner::journeys() const { return impl_->services().journeys->catalog().Names(); }

RunnerStatus Runner::Status() const { return {impl_->shared().rounds(), impl_->shared().exceptions()}; }

void Runner::Stop(std::chrono::milliseconds grace) { impl_->Stop(grace); }

}  // namespace authtree::inline v0::embed
