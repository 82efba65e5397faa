#pragma once

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/http/url.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::onespan {

/// The body of a rendering by POST. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<Secret> RenderVisualCodeBody(const RenderVisualCodeRequest& request);

/// The address of a rendering by GET, made from the address of the operation. `kInvalidInput` with
/// `Fact::kField`.
[[nodiscard]] Result<http::Url> RenderVisualCodeUrl(const http::Url& operation,
                                                    const RenderVisualCodeRequest& request);

/// An answer with status 2xx. `kRejected` with `Fact::kField` for anything that is no PNG image.
[[nodiscard]] Result<VisualCodeImage> ReadVisualCode(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
