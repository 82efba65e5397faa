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
  /// A one-time password that is used twice locks its user out, a second push or message confuses or costs,
  /// a transaction told twice counts twice.
  /// `kIfUnsent`: a second removal only finds no user any more, which would be told as a failure; so it is
  /// with creating, changing and assigning.
  /// `kSafe`: asking for a state, drawing an image and making a challenge change nothing: of two challenges
  /// only the one that is quoted counts.
  http::Resend resend;
  /// Whether Risk Analytics is asked: such a request may name one of its environments.
  bool asks_risk_analytics = false;
};

[[nodiscard]] const OperationTraits& TraitsOf(Operation operation);

}  // namespace authtree::inline v0::onespan
