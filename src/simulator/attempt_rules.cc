#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "attempt.h"
#include "credential_rules.h"
#include "fido_rules.h"
#include "virtual_otp_rules.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::array<std::string_view, 4> kPushKeywords = {"NoPIN", "PIN", "Fingerprint", "Face"};
constexpr std::string_view kVirtualOtpKeyword = "votp";
constexpr int kAccept = 0;
constexpr int kDecline = 1;

/// What a step-up has the user do.
enum class StepUp : std::uint8_t { kOtp, kSms, kEmail, kVoice, kChallenge, kVisualCode, kFido, kPush };

/// By the codes of the risk engine; a tenant's own codes ask for a one-time password.
StepUp StepUpOf(int risk_code) {
  switch (risk_code) {
    case 3:
      return StepUp::kSms;
    case 8:
      return StepUp::kEmail;
    case 10:
      return StepUp::kChallenge;
    case 11:
      return StepUp::kVisualCode;
    case 13:
      return StepUp::kVoice;
    case 14:
    case 25:
      return StepUp::kFido;
    case 21:
    case 22:
    case 23:
    case 24:
      return StepUp::kPush;
    default:
      return StepUp::kOtp;
  }
}

/// One attempt on its way.
class Attempts {
 public:
  Attempts(Tenant& tenant, Account& account, const Attempt& attempt, Moment now)
      : tenant_(tenant), account_(account), attempt_(attempt), now_(now) {}

  Outcome<AttemptAnswer> Run() {
    if (attempt_.otp) return WithOtp(*attempt_.otp);
    if (attempt_.fido_answer) return WithFido(*attempt_.fido_answer);
    if (!attempt_.pass_key) return ByRisk();
    const std::string_view key = attempt_.pass_key->Expose();
    if (std::find(kPushKeywords.begin(), kPushKeywords.end(), key) != kPushKeywords.end()) {
      return AskApp(tenant_, account_, attempt_.user, attempt_.question, RiskCode(), now_);
    }
    if (key == kVirtualOtpKeyword) return SendOtp({}, RiskCode());
    if (!account_.MatchesPassword(*attempt_.pass_key)) return Failed();
    return ByRisk();
  }

 private:
  tl::unexpected<Refusal> Failed() { return tl::unexpected(NoteFailure(tenant_, account_)); }

  /// What the risk engine says; nothing for a plain attempt.
  std::optional<int> RiskCode() {
    if (!attempt_.adaptive) return std::nullopt;
    return tenant_.TakeRiskCode(attempt_.operation, attempt_.user, attempt_.event_type);
  }

  Outcome<AttemptAnswer> Accepted(std::optional<int> risk_code) {
    NoteSuccess(tenant_, account_);
    AttemptAnswer answer;
    answer.risk_code = risk_code;
    return answer;
  }

  /// The second leg of a step-up: the risk engine is not asked again.
  Outcome<AttemptAnswer> Followed(PendingRequest& request) {
    End(request, RequestState::kAccepted, now_);
    auto answer = Accepted(attempt_.adaptive ? std::optional(kAccept) : std::nullopt);
    answer->request_id = request.id;
    return answer;
  }

  Outcome<AttemptAnswer> WithOtp(const Secret& otp) {
    if (attempt_.request_id.empty()) {
      const bool accepted = attempt_.challenge.empty()
                                ? AcceptOtp(tenant_, account_, attempt_.license, otp, now_)
                                : AcceptResponse(tenant_, account_, attempt_.challenge, otp);
      return accepted ? ByRisk() : Failed();
    }
    const auto request = FindPending(
        tenant_, attempt_.user, attempt_.request_id,
        {RequestKind::kOtp, RequestKind::kChallenge, RequestKind::kSecureChallenge, RequestKind::kVirtualOtp},
        now_);
    if (!request) return tl::unexpected(request.error());
    if (!Answers(**request, otp)) return Failed();
    return Followed(**request);
  }

  bool Answers(const PendingRequest& request, const Secret& otp) {
    switch (request.kind) {
      case RequestKind::kOtp:
        return AcceptOtp(tenant_, account_, attempt_.license, otp, now_);
      case RequestKind::kChallenge:
        return AcceptResponse(tenant_, account_, request.challenge, otp);
      case RequestKind::kSecureChallenge:
        return AcceptMessageResponse(tenant_, request, otp);
      case RequestKind::kVirtualOtp:
        return request.otp == otp;
      case RequestKind::kSigningRequest:
      case RequestKind::kPush:
      case RequestKind::kFidoRegistration:
      case RequestKind::kFidoAuthentication:
        return false;
    }
    return false;
  }

  Outcome<AttemptAnswer> WithFido(const Secret& fido_answer) {
    const auto accepted =
        AcceptFidoAnswer(tenant_, account_, attempt_.user, attempt_.request_id, fido_answer, now_);
    if (!accepted) return tl::unexpected(accepted.error());
    if (!*accepted) return Failed();
    auto answer = Accepted(attempt_.adaptive ? std::optional(kAccept) : std::nullopt);
    answer->request_id = attempt_.request_id;
    return answer;
  }

  /// Once the credentials are right, or there are none.
  Outcome<AttemptAnswer> ByRisk() {
    const std::optional<int> code = RiskCode();
    if (!code || *code == kAccept) return Accepted(code);
    if (*code == kDecline) {
      AttemptAnswer answer;
      answer.state = RequestState::kRefused;
      answer.risk_code = code;
      return answer;
    }
    switch (StepUpOf(*code)) {
      case StepUp::kSms:
        return SendOtp("SMS", code);
      case StepUp::kEmail:
        return SendOtp("Email", code);
      case StepUp::kVoice:
        return SendOtp("Voice", code);
      case StepUp::kPush:
        return AskApp(tenant_, account_, attempt_.user, attempt_.question, code, now_);
      case StepUp::kFido:
        return BeginFido(code);
      case StepUp::kChallenge:
        return Opened(OpenChallenge(tenant_, account_, attempt_.user, attempt_.challenge_form, now_), code);
      case StepUp::kVisualCode:
        return Opened(OpenMessage(tenant_, account_, attempt_.user, {}, Message(), now_), code);
      case StepUp::kOtp:
        return Opened(OpenOtp(), code);
    }
    return Opened(OpenOtp(), code);
  }

  RequestMessage Message() const {
    RequestMessage message;
    message.title = attempt_.question.title;
    message.lines = attempt_.question.lines;
    return message;
  }

  Outcome<PendingRequest*> OpenOtp() {
    PendingRequest request;
    request.account = attempt_.user;
    request.life = tenant_.config().lives.challenge;
    return &tenant_.requests().Open(std::move(request), now_);
  }

  /// What the caller is told of a request that waits for the user.
  Outcome<AttemptAnswer> Opened(const Outcome<PendingRequest*>& opened, std::optional<int> code) {
    if (!opened) return tl::unexpected(opened.error());
    PendingRequest& request = **opened;
    request.risk_code = code;
    AttemptAnswer answer;
    answer.state = RequestState::kPending;
    answer.request_id = request.id;
    answer.challenge = request.challenge;
    answer.risk_code = code;
    answer.request_message = request.message.Clone();
    return answer;
  }

  Outcome<AttemptAnswer> SendOtp(std::string_view channel, std::optional<int> code) {
    PendingRequest request;
    request.kind = RequestKind::kVirtualOtp;
    request.account = attempt_.user;
    request.life = tenant_.config().lives.virtual_otp;
    request.otp = NewVirtualOtp();
    request.otp_in_session = attempt_.otp_in_session;
    DeliverOtp(tenant_, account_, channel.empty() ? ChannelOf(account_) : channel, {}, request.otp);
    return Opened(&tenant_.requests().Open(std::move(request), now_), code);
  }

  Outcome<AttemptAnswer> BeginFido(std::optional<int> code) {
    if (account_.fido_credentials.empty()) return Refuse(kConflict, kNoDeviceText);
    FidoCeremony ceremony = BeginFidoAuthentication(tenant_, account_, attempt_.user, {}, now_);
    AttemptAnswer answer;
    answer.state = RequestState::kPending;
    answer.request_id = std::move(ceremony.request_id);
    answer.fido_request = std::move(ceremony.message);
    answer.risk_code = code;
    return answer;
  }

  Tenant& tenant_;
  Account& account_;
  const Attempt& attempt_;
  Moment now_;
};

}  // namespace

Outcome<AttemptAnswer> Authenticate(Tenant& tenant, const Attempt& attempt, Moment now) {
  const auto account = FindUsableAccount(tenant, attempt.user);
  if (!account) return tl::unexpected(account.error());
  return Attempts(tenant, **account, attempt, now).Run();
}

}  // namespace authtree::inline v0::simulator
