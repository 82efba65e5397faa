#pragma once

#include "authtree/core/error.h"
#include "authtree/http/message.h"
#include "authtree/onespan/operation.h"

namespace authtree::inline v0::onespan {

/// What is fixed about an operation.
struct OperationTraits {
  Operation operation;
  std::string_view name;
  FixedText route;
  /// May the request leave a second time?
  ///
  /// `kNever`: a second registration takes a second license, a second device code is refused and may use up
  /// an activation, a second signature may lock the user out. The user decides, not the transport.
  /// `kIfUnsent`: a second removal only finds no user any more, which would be told as a failure.
  /// `kSafe`: asking for a status and drawing an image change nothing.
  http::Resend resend;
};

[[nodiscard]] const OperationTraits& TraitsOf(Operation operation);

}  // namespace authtree::inline v0::onespan
