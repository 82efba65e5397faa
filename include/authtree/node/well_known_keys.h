#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "authtree/core/secret.h"
#include "authtree/node/state.h"

/// State keys that several nodes share. The names are the ones ForgeRock AM and the OneSpan pack use.
namespace authtree::inline v0::keys {

inline constexpr StateKey<std::string> kRealm{"realm"};
inline constexpr StateKey<std::int64_t> kAuthLevel{"authLevel"};
inline constexpr StateKey<std::string> kUsername{"username"};
inline constexpr StateKey<Secret> kPassword{"password"};

/// Bookkeeping of a page that waits for its user: callback id → child.
inline constexpr StateKey<Json> kPageCallbacks{"pageNodeCallbacks"};

/// True for names under which only secrets are kept (passwords, one-time codes, activation data): a value put
/// there is a `Secret` whatever node put it there.
[[nodiscard]] bool IsSecret(std::string_view name);

}  // namespace authtree::inline v0::keys
