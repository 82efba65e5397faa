#include "request_text.h"

#include "authtree/http/message.h"

namespace authtree::inline v0::cli {

std::string RequestText(const simulator::RequestEvent& event) {
  std::string text(http::MethodName(event.method));
  text.append(" ").append(event.target.empty() ? event.route : event.target).append(" -> ");
  text.append(event.status == 0 ? std::string("no answer") : std::to_string(event.status));
  text.append("  correlation id ").append(event.correlation_id);
  if (!event.fault.empty()) text.append("  fault ").append(event.fault);
  text += '\n';
  if (!event.request_body.empty()) text.append("  > ").append(event.request_body).append("\n");
  if (!event.reply_body.empty()) text.append("  < ").append(event.reply_body).append("\n");
  return text;
}

}  // namespace authtree::inline v0::cli
