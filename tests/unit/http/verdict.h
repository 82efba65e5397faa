#pragma once

#include <memory>
#include <string>
#include <utility>

#include "authtree/http/curl_transport.h"

namespace authtree::inline v0::http::testing {

inline std::shared_ptr<const CurlTransport> MakeTransport(CurlOptions options = {}) {
  return CurlTransport::Make(std::move(options)).value();
}

/// What an error of the transport says to a program: code and classification.
inline std::string Verdict(const Result<Response>& result) {
  if (result) return "a reply";
  return std::string(ErrorCodeName(result.error().code())) + ": " +
         std::string(result.error().Find(Fact::kReason));
}

}  // namespace authtree::inline v0::http::testing
