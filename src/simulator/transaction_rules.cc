#include "transaction_rules.h"

#include <utility>

#include "credential_rules.h"
#include "fido_rules.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr int kAccept = 0;
constexpr int kDecline = 1;

/// One transaction on its way.
class Validation {
 public:
  Validation(Tenant& tenant, Account& account, const TransactionOrder& order, Moment now)
      : tenant_(tenant), account_(account), order_(order), now_(now) {
    if (order.adaptive) risk_code_ = tenant.TakeRiskCode("validate_transaction", order.user, order.type);
  }

  Outcome<AttemptAnswer> operator()(const TypedSignature& typed) {
    if (!AcceptSignature(tenant_, account_, typed.fields, typed.signature)) return Failed();
    return Signed();
  }

  Outcome<AttemptAnswer> operator()(const ChannelSignature& channel) {
    const auto request =
        FindPending(tenant_, order_.user, channel.request_id, {RequestKind::kSigningRequest}, now_);
    if (!request) return tl::unexpected(request.error());
    if (!channel.signature) return Push(**request);
    if (!AcceptMessageResponse(tenant_, **request, *channel.signature)) return Failed();
    End(**request, RequestState::kAccepted, now_);
    return Signed();
  }

  Outcome<AttemptAnswer> operator()(const FidoSignature& fido) {
    const auto accepted =
        AcceptFidoAnswer(tenant_, account_, order_.user, fido.request_id, fido.answer, now_);
    if (!accepted) return tl::unexpected(accepted.error());
    if (!*accepted) return Failed();
    return Signed();
  }

  Outcome<AttemptAnswer> operator()(const AppConfirmation&) {
    if (risk_code_ == kAccept || risk_code_ == kDecline) return Signed();
    return AskApp(tenant_, account_, order_.user, order_.question, risk_code_, now_);
  }

  Outcome<AttemptAnswer> operator()(const FidoConfirmation&) {
    if (risk_code_ == kAccept || risk_code_ == kDecline) return Signed();
    if (account_.fido_credentials.empty()) return Refuse(kConflict, kNoDeviceText);
    FidoCeremony ceremony = BeginFidoAuthentication(tenant_, account_, order_.user, {}, now_);
    AttemptAnswer answer;
    answer.state = RequestState::kPending;
    answer.risk_code = risk_code_;
    answer.request_id = std::move(ceremony.request_id);
    answer.fido_request = std::move(ceremony.message);
    return answer;
  }

 private:
  tl::unexpected<Refusal> Failed() {
    Refusal refusal = NoteFailure(tenant_, account_);
    refusal.message = tenant_.config().texts.wrong_signature;
    return tl::unexpected(std::move(refusal));
  }

  /// The user has agreed; the risk engine may still decline.
  Outcome<AttemptAnswer> Signed() {
    AttemptAnswer answer;
    answer.risk_code = risk_code_;
    if (risk_code_ == kDecline) {
      answer.state = RequestState::kRefused;
    } else {
      NoteSuccess(tenant_, account_);
    }
    return answer;
  }

  Outcome<AttemptAnswer> Push(PendingRequest& request) {
    const Instance* instance = tenant_.FindInstance(request.instance);
    if (instance == nullptr || instance->type == InstanceType(DeviceType::kHardware)) {
      return Refuse(kConflict, kNoPushDeviceText);
    }
    request.risk_code = risk_code_;
    return AskAppAbout(tenant_, request, order_.question, now_);
  }

  Tenant& tenant_;
  Account& account_;
  const TransactionOrder& order_;
  Moment now_;
  std::optional<int> risk_code_;
};

}  // namespace

Outcome<AttemptAnswer> ValidateTransaction(Tenant& tenant, const TransactionOrder& order, Moment now) {
  const auto account = FindUsableAccount(tenant, order.user);
  if (!account) return tl::unexpected(account.error());
  return std::visit(Validation(tenant, **account, order, now), order.data);
}

}  // namespace authtree::inline v0::simulator
