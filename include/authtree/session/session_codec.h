#pragma once

#include <cstddef>
#include <memory>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/engine/session.h"

namespace authtree::inline v0 {

/// A session larger than this is neither written nor read.
inline constexpr std::size_t kMaxEncodedSession = std::size_t{1024} * 1024;

/// A session as compact bytes with a version in front, to be sealed before they leave the process.
///
/// Shared and secure state, the callbacks with their inputs and numbers, and secrets as secrets: everything
/// comes back as it was. Transient state is not kept: it ends with the round. `kInvalidInput` when the
/// session is too large or a value is nested more than 128 deep.
[[nodiscard]] Result<SecretBuffer> EncodeSession(const JourneySession& session);

/// The other way. Strict: cut off, too long, of another version or otherwise not what `EncodeSession` writes
/// is `kRejected`. Never allocates more than a small multiple of what it is given.
[[nodiscard]] Result<std::unique_ptr<JourneySession>> DecodeSession(const Secret& encoded);

}  // namespace authtree::inline v0
