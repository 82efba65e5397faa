#pragma once

#include <boost/asio/awaitable.hpp>

namespace authtree::inline v0 {

/// A computation that may wait. Runs on the executor of whoever awaits it; one thread at a time.
///
/// Whatever a coroutine of this library takes is a class with a constructor, never an aggregate (see
/// docs/adr/0002-task-is-an-asio-awaitable.md for why that matters).
template <class T>
using Task = boost::asio::awaitable<T>;

}  // namespace authtree::inline v0
