#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "attempt.h"

namespace authtree::inline v0::simulator {

/// A code over values that the user typed into the device.
struct TypedSignature {
  std::vector<std::string> fields;
  Secret signature;
};

/// A code that the device showed for a signing request; without one the request is pushed to the app.
struct ChannelSignature {
  std::string request_id;
  std::optional<Secret> signature;
};

struct FidoSignature {
  std::string request_id;
  Secret answer;
};

/// Lines that the user confirms in the app: those of `TransactionOrder::question`.
struct AppConfirmation {};

/// A FIDO ceremony that confirms.
struct FidoConfirmation {};

/// A transaction to be validated.
struct TransactionOrder {
  AccountKey user;
  bool adaptive = false;
  std::string type;
  std::variant<AppConfirmation, FidoConfirmation, TypedSignature, ChannelSignature, FidoSignature> data;
  DeviceQuestion question;
};

[[nodiscard]] Outcome<AttemptAnswer> ValidateTransaction(Tenant& tenant, const TransactionOrder& order,
                                                         Moment now);

}  // namespace authtree::inline v0::simulator
