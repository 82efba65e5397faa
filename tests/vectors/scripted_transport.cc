#include "scripted_transport.h"

#include <utility>

#include "masks.h"

namespace authtree::inline v0::vectors {
namespace {

SentRequest Seen(const http::Request& request) {
  SentRequest seen;
  seen.method = http::MethodName(request.method());
  const std::string target = request.url().Target();
  const std::size_t mark = target.find('?');
  seen.path = target.substr(0, mark);
  if (mark != std::string::npos) seen.query = target.substr(mark + 1);
  seen.host = request.url().Authority();
  seen.tls = request.url().is_https();
  seen.headers = request.headers();
  if (!request.body().empty()) seen.body = request.body().Expose();
  return seen;
}

Error Broken(FixedText sentence) { return Error(ErrorCode::kUnavailable, sentence); }

}  // namespace

Task<Result<http::Response>> ScriptedTransport::Send(http::Request request, CallContext /*call*/) const {
  const std::lock_guard lock(mutex_);  // held over no suspension: there is none
  if (request.url().Authority() == HostOf(kClosedUrl)) {
    co_return tl::unexpected(Broken("Nobody listens there."));
  }
  sent_.push_back(Seen(request));
  co_return Next();
}

Result<http::Response> ScriptedTransport::Next() const {
  if (answered_ == script_.size()) {
    ended_ = true;
    return tl::unexpected(Broken("The recorded service has no answer left."));
  }
  const ScriptedReply& reply = script_[answered_++];
  if (reply.drop) return tl::unexpected(Broken("The connection broke."));
  http::Headers headers;
  for (const auto& [name, value] : reply.headers) headers.Add(name, value);
  return http::Response(reply.status, std::move(headers), Secret(reply.body.value_or(std::string())));
}

std::vector<SentRequest> ScriptedTransport::sent() const {
  const std::lock_guard lock(mutex_);
  return sent_;
}

bool ScriptedTransport::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

}  // namespace authtree::inline v0::vectors
