#include <algorithm>
#include <utility>

#include "attempt.h"

namespace authtree::inline v0::simulator {

Outcome<AttemptAnswer> AskApp(Tenant& tenant, const Account& account, const AccountKey& user,
                              const DeviceQuestion& question, std::optional<int> risk_code, Moment now) {
  const auto instances = tenant.ActiveInstances(account);
  const auto app = std::find_if(instances.begin(), instances.end(), [](const Instance* instance) {
    return instance->type != InstanceType(DeviceType::kHardware);
  });
  if (app == instances.end()) return Refuse(kConflict, kNoPushDeviceText);
  RequestMessage message;
  message.purpose = MessagePurpose::kApproval;
  message.title = question.title;
  message.lines = question.lines;
  const auto opened = OpenMessage(tenant, account, user, (*app)->Serial(), std::move(message), now);
  if (!opened) return tl::unexpected(opened.error());
  (*opened)->risk_code = risk_code;
  return AskAppAbout(tenant, **opened, question, now);
}

Outcome<AttemptAnswer> AskAppAbout(Tenant& tenant, PendingRequest& request, const DeviceQuestion& question,
                                   Moment now) {
  const PushScript& script = tenant.push_script();
  request.kind = RequestKind::kPush;
  request.life =
      std::chrono::duration_cast<std::chrono::seconds>(now - request.opened) + tenant.config().lives.push;
  request.scripted = script.decision;
  request.scripted_at = now + script.after;
  AttemptAnswer answer;
  answer.request_id = request.id;
  answer.risk_code = request.risk_code;
  if (question.timeout.count() == 0) {
    answer.state = RequestState::kPending;
    answer.push_sent = question.by_push;
    if (question.in_answer) answer.request_message = request.message.Clone();
    return answer;
  }
  Refresh(request, now + question.timeout);
  if (request.state == RequestState::kPending) End(request, RequestState::kTimedOut, now + question.timeout);
  if (request.state == RequestState::kRefused) return Refuse(kConflict, kRefusedText);
  if (request.state != RequestState::kAccepted) return Refuse(kConflict, kTimedOutText);
  return answer;
}

}  // namespace authtree::inline v0::simulator
