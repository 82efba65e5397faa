#include "authtree/node/request_context.h"

#include "authtree/core/text.h"

namespace authtree::inline v0 {
RequestContext RequestContext::WithHeader(std::string_view name, std::string value) && {
  headers_.insert_or_assign(LowerAscii(name), std::move(value));
  return std::move(*this);
}

RequestContext RequestContext::WithParameter(std::string name, std::string value) && {
  parameters_.insert_or_assign(std::move(name), std::move(value));
  return std::move(*this);
}

RequestContext RequestContext::WithLocales(std::vector<std::string> locales) && {
  locales_ = std::move(locales);
  return std::move(*this);
}

RequestContext RequestContext::WithTransactionId(std::string id) && {
  transaction_id_ = std::move(id);
  return std::move(*this);
}

RequestContext RequestContext::WithTrackingId(std::string id) && {
  tracking_id_ = std::move(id);
  return std::move(*this);
}

std::string_view RequestContext::Header(std::string_view name) const {
  const auto found = headers_.find(LowerAscii(name));
  return found == headers_.end() ? std::string_view() : found->second;
}

std::string_view RequestContext::Parameter(std::string_view name) const {
  const auto found = parameters_.find(name);
  return found == parameters_.end() ? std::string_view() : found->second;
}

}  // namespace authtree::inline v0
