#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "authtree/onespan/call_types.h"

namespace authtree::inline v0::onespan {

/// `POST /transactions` (insertTransactionUsingPOST): tells Risk Analytics of a transaction.
///
/// `accountRef`, `amount` (a text), `currency` and `transactionType` are mandatory extra fields.
class InsertTransactionRequest {
 public:
  explicit InsertTransactionRequest(RiskContext risk) : risk_(std::move(risk)) {}
  /// Session and relationship are mandatory; the fingerprint may be absent.
  [[nodiscard]] const RiskContext& risk() const { return risk_; }

  std::vector<ExtraField> extra;

 private:
  RiskContext risk_;
};

struct InsertTransactionReply {
  std::optional<std::int64_t> risk_response_code;  ///< 0 accept, 1 decline, from 2 on a challenge
  std::optional<std::int64_t> transaction_id;
};

}  // namespace authtree::inline v0::onespan
