#include "no_reply_error.h"

#include <array>
#include <optional>
#include <string_view>

namespace authtree::inline v0::onespan {
namespace {

/// What a reason of the transport means to a person.
struct ReasonRow {
  std::string_view reason;
  ErrorCode code;
  FixedText sentence;
};

// What may have happened at the service although nobody knows: a request had left.
constexpr FixedText kTryAgain("The service's answer did not arrive. Try again.");

/// An operation after which a person has to look before going on.
struct UncertainRow {
  Operation operation;
  FixedText sentence;
};

constexpr std::array<UncertainRow, 3> kUncertainOperations{{
    {Operation::kAddDevice,
     "The service's answer did not arrive, and the device may have been added. Start the registration "
     "again."},
    {Operation::kActivateDevice,
     "The service's answer did not arrive, and the device may be active already. Try to use it, and start "
     "the registration again if it does not work."},
    {Operation::kUnregisterUser,
     "The service's answer did not arrive, and the user may have been removed. Try again to see."},
}};

constexpr FixedText kNotReached("The service cannot be reached. Check the network, then try again later.");

// Reasons after which nobody knows whether the service did what it was asked.
constexpr std::array<std::string_view, 5> kUncertain{"reset", "no reply", "truncated", "deadline",
                                                     "cancelled"};

constexpr std::array<ReasonRow, 12> kReasons{{
    {"resolve", ErrorCode::kUnavailable,
     "The service's host name could not be found. Check the tenant, the environment and the network."},
    {"connect refused", ErrorCode::kUnavailable, kNotReached},
    {"connect timeout", ErrorCode::kUnavailable, kNotReached},
    {"connect", ErrorCode::kUnavailable, kNotReached},
    {"tls handshake", ErrorCode::kUnavailable, kNotReached},
    {"too large", ErrorCode::kRejected, "The service's answer is larger than allowed. Check the base URL."},
    {"malformed reply", ErrorCode::kRejected, "The service's answer is not valid HTTP. Check the base URL."},
    {"tls host name", ErrorCode::kRejected,
     "The service's certificate is for another host. Check the tenant, the environment and the base URL."},
    {"tls expired", ErrorCode::kRejected,
     "The service's certificate has expired. Check the clock of this machine, or tell the operator of the "
     "service."},
    {"tls verify", ErrorCode::kRejected,
     "The service's certificate is not trusted. Check the base URL, the authorities to trust and the clock "
     "of this machine."},
    {"tls handshake", ErrorCode::kRejected,
     "No secure connection to the service could be agreed on. Check the base URL and the client "
     "certificate."},
    {"client certificate", ErrorCode::kRejected,
     "The service demands a client certificate that it knows. Check which certificate and key are "
     "configured."},
}};

FixedText UncertainSentence(Operation operation) {
  for (const UncertainRow& row : kUncertainOperations) {
    if (row.operation == operation) return row.sentence;
  }
  return kTryAgain;
}

std::optional<FixedText> SentenceFor(Operation operation, const Error& error) {
  const std::string_view reason = error.Find(Fact::kReason);
  for (const std::string_view uncertain : kUncertain) {
    if (uncertain == reason) return UncertainSentence(operation);
  }
  for (const ReasonRow& row : kReasons) {
    if (row.reason == reason && row.code == error.code()) return row.sentence;
  }
  return std::nullopt;
}

}  // namespace

Error NoReplyError(Operation operation, const Error& error) {
  const std::optional<FixedText> sentence = SentenceFor(operation, error);
  if (!sentence) return error;
  Error told(error.code(), *sentence);
  for (const auto& [fact, value] : error.facts()) told.With(fact, value);
  return told;
}

}  // namespace authtree::inline v0::onespan
