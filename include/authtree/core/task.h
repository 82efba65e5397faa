#pragma once

#include <boost/asio/awaitable.hpp>

#include "authtree/core/task_fwd.h"  // IWYU pragma: export
