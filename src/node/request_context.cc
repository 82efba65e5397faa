#include "authtree/node/request_context.h"

#include <algorithm>

namespace authtree {
namespace {

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace

RequestContext RequestContext::WithHeader(std::string_view name, std::string value) && {
  headers_.insert_or_assign(LowerCase(name), std::move(value));
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

std::string_view RequestContext::Header(std::string_view name) const {
  const auto found = headers_.find(LowerCase(name));
  return found == headers_.end() ? std::string_view() : found->second;
}

std::string_view RequestContext::Parameter(std::string_view name) const {
  const auto found = parameters_.find(name);
  return found == parameters_.end() ? std::string_view() : found->second;
}

}  // namespace authtree
