#pragma once

// Names the task type without opening a header of Boost: for headers that only declare functions that return
// one.
namespace boost::asio {
class any_io_executor;
template <typename T, typename Executor>
class awaitable;
}  // namespace boost::asio

namespace authtree::inline v0 {

/// A computation that may wait. Runs on the executor of whoever awaits it; one thread at a time.
///
/// Whoever writes, awaits or calls a function that returns one includes core/task.h, where the type is
/// complete. Declaring or overriding such a function is possible without.
///
/// Whatever a coroutine of this library takes is a class with a constructor, never an aggregate (see
/// docs/adr/0002-task-is-an-asio-awaitable.md for why that matters).
template <class T>
using Task = boost::asio::awaitable<T, boost::asio::any_io_executor>;

}  // namespace authtree::inline v0
