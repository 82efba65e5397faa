#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "authtree/engine/engine.h"
#include "authtree/http/transport.h"

namespace authtree::inline v0::bench {

/// What the calls of the benchmarks send: the registration and the device's code.
inline constexpr const char* kRegistration = "5f0c1a52e3c94d0d9f5d0a52e3c94d0d";
inline constexpr const char* kDeviceCode = "1234567890123456";

/// A busy machine must not look like a broken one.
inline constexpr std::chrono::milliseconds kPatience{60'000};

/// A journey of one call: a node that puts what is needed into the state, `OS_Auth_AddDeviceNode`, the end.
[[nodiscard]] std::shared_ptr<const Journey> MakeCallingJourney(
    const std::string& base_url, std::shared_ptr<const http::Transport> transport);

/// An engine as patient as that.
[[nodiscard]] Engine MakePatientEngine();

/// The reply of the upstream that the journey calls.
[[nodiscard]] std::string AddedDeviceReply();

}  // namespace authtree::inline v0::bench
