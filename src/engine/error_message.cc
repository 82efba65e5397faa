#include "error_message.h"

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {

std::string MessageFor(const Error& error) {
  std::string message(error.message());
  const std::string_view correlation_id = error.Find(Fact::kCorrelationId);
  if (IsUuid(correlation_id)) message.append(" (correlation id ").append(correlation_id).append(")");
  return message;
}

}  // namespace authtree::inline v0
