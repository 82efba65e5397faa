#include "orchestration_messages.h"

#include <utility>

#include "authtree/core/encoding.h"

#include "field_rules.h"
#include "reply_body.h"
#include "reply_limits.h"
#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {

Result<Secret> OrchestrationBody(const OrchestrationRequest& request) {
  if (auto problem = CheckText(kCommandRule, request.command().Expose()))
    return tl::unexpected(*std::move(problem));
  SecretJsonWriter body;
  body.Text(kCommandRule.field, request.command());
  return std::move(body).Finish();
}

Result<OrchestrationReply> ReadCommand(const http::Response& reply) {
  const auto body = ReplyBody::Parse(reply);
  if (!body) return tl::unexpected(body.error());
  auto command = body->SecretText("command", kMaxMessage);
  if (!command) return tl::unexpected(std::move(command.error()));
  if (!IsHex(command->Expose())) return tl::unexpected(UnexpectedReply("command"));
  return OrchestrationReply{*std::move(command)};
}

}  // namespace authtree::inline v0::onespan
