#include "worker.h"

#include <vector>

#include <boost/asio/post.hpp>

namespace authtree::inline v0::embed {
namespace {

namespace asio = boost::asio;

JourneyFailed NotBegun(ErrorCode code, FixedText sentence) {
  return {FailureCause::kRefused, Error(code, sentence)};
}

JourneyFailed Abandoned(const Operation& operation) {
  return {operation.begun() ? FailureCause::kRound : FailureCause::kRefused,
          Error(ErrorCode::kUnavailable, "The runner was stopped.")};
}

}  // namespace

Worker::Worker(std::shared_ptr<Shared> shared)
    : shared_(std::move(shared)), context_(std::make_unique<asio::io_context>(1)) {}

Worker::~Worker() = default;

void Worker::Start() {
  thread_ = std::thread([self = shared_from_this()] { self->Run(); });
  id_ = thread_.get_id();  // read by the thread itself only in work that is posted later
}

void Worker::Run() {
  {
    const auto work = asio::make_work_guard(*context_);
    context_->run();
  }
  std::unique_ptr<asio::io_context> context;
  std::map<const Operation*, Entry> left;
  {
    const std::lock_guard lock(mutex_);
    context = std::move(context_);
    left.swap(entries_);
  }
  for (auto& [key, entry] : left) {
    entry.watchdog.reset();
    shared_->Leave();
    entry.operation->Fail(Abandoned(*entry.operation));
  }
  context.reset();  // and with it the coroutines that wait in it; then the signals they listened to
}

bool Worker::Take(const std::shared_ptr<Operation>& operation) {
  const std::lock_guard lock(mutex_);
  if (context_ == nullptr) return false;
  entries_.emplace(operation.get(), Entry{operation, nullptr});
  asio::post(*context_, [this, operation] { Begin(operation); });
  return true;
}

bool Worker::Post(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  if (context_ == nullptr) return false;
  asio::post(*context_, std::move(work));
  return true;
}

void Worker::Cancel(const std::shared_ptr<Operation>& operation) {
  operation->set_cancelled();
  Post([operation] { operation->CutShort(); });
}

std::size_t Worker::load() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

void Worker::CancelAll() {
  for (const auto& operation : All()) Cancel(operation);
}

void Worker::Close() {
  const std::lock_guard lock(mutex_);
  if (context_ != nullptr) context_->stop();
}

void Worker::Join() {
  if (!thread_.joinable()) return;
  if (IsThisThread()) {
    thread_.detach();
  } else {
    thread_.join();
  }
}

void Worker::Begin(const std::shared_ptr<Operation>& operation) {
  if (operation->cancelled()) {
    Forget(operation.get());
    operation->Fail(NotBegun(ErrorCode::kUnavailable, "The round was cancelled before it began."));
    return;
  }
  Watch(operation);
  operation->Begin(*context_, [this, key = operation.get()] { Forget(key); });
}

// The engine and the transports keep the time themselves. This holds for nodes that do not.
void Worker::Watch(const std::shared_ptr<Operation>& operation) {
  auto owned = std::make_unique<asio::steady_timer>(*context_, shared_->limits.round);
  asio::steady_timer* timer = owned.get();
  {
    const std::lock_guard lock(mutex_);
    entries_.at(operation.get()).watchdog = std::move(owned);
  }
  const std::weak_ptr<Operation> watched = operation;
  timer->async_wait([this, timer, watched](const boost::system::error_code& error) {
    const std::shared_ptr<Operation> late = watched.lock();
    if (error || late == nullptr || !Holds(late.get())) return;
    timer->expires_after(shared_->limits.reserve);
    timer->async_wait([this, watched](const boost::system::error_code& no_time) {
      const std::shared_ptr<Operation> stuck = watched.lock();
      if (no_time || stuck == nullptr || !Holds(stuck.get())) return;
      stuck->Fail(JourneyFailed{FailureCause::kRound, Error(ErrorCode::kTimeout, "The round did not end.")});
    });
    late->CutShort();
  });
}

bool Worker::Holds(const Operation* operation) const {
  const std::lock_guard lock(mutex_);
  return entries_.contains(operation);
}

void Worker::Forget(const Operation* operation) {
  Entry entry;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(operation);
    if (found == entries_.end()) return;
    entry = std::move(found->second);
    entries_.erase(found);
  }
  shared_->Leave();
}

std::vector<std::shared_ptr<Operation>> Worker::All() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Operation>> all;
  all.reserve(entries_.size());
  for (const auto& [key, entry] : entries_) all.push_back(entry.operation);
  return all;
}

}  // namespace authtree::inline v0::embed
