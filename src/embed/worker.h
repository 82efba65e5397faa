#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "operation.h"
#include "shared.h"

namespace authtree::inline v0::embed {

/// One thread with its `io_context`, and the rounds on it.
class Worker : public std::enable_shared_from_this<Worker> {
 public:
  explicit Worker(std::shared_ptr<Shared> shared);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker();

  /// Throws `std::system_error` when the machine has no thread left. The thread keeps the worker alive.
  void Start();

  /// Takes a round that has been counted in. Any thread. False when the worker has closed.
  [[nodiscard]] bool Take(const std::shared_ptr<Operation>& operation);
  /// Runs something on the thread. Any thread. False when the worker has closed.
  bool Post(std::function<void()> work);
  /// Any thread.
  void Cancel(const std::shared_ptr<Operation>& operation);
  /// How many rounds it has. Any thread.
  [[nodiscard]] std::size_t load() const;
  [[nodiscard]] bool IsThisThread() const { return std::this_thread::get_id() == id_; }

  /// Cancels all rounds. Any thread.
  void CancelAll();
  /// Ends the thread, which then tells the callbacks of the rounds that are left. Any thread.
  void Close();
  /// After `Close`. On the worker's own thread it leaves the thread to end by itself.
  void Join();

 private:
  /// A round and the timer that ends it.
  struct Entry {
    std::shared_ptr<Operation> operation;
    std::unique_ptr<boost::asio::steady_timer> watchdog;
  };

  void Run();
  void Begin(const std::shared_ptr<Operation>& operation);
  void Watch(const std::shared_ptr<Operation>& operation);
  [[nodiscard]] bool Holds(const Operation* operation) const;
  void Forget(const Operation* operation);
  [[nodiscard]] std::vector<std::shared_ptr<Operation>> All() const;

  const std::shared_ptr<Shared> shared_;
  mutable std::mutex mutex_;
  std::unique_ptr<boost::asio::io_context> context_;  ///< null once closed; changed under the mutex
  std::map<const Operation*, Entry> entries_;         ///< under the mutex
  std::thread thread_;
  std::thread::id id_;
};

}  // namespace authtree::inline v0::embed
