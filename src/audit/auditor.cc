#include "authtree/audit/auditor.h"

#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"

namespace authtree::inline v0::audit {
namespace {

constexpr std::size_t kLeastKey = 32;
constexpr std::size_t kMaxName = 256;

// A value of a name that is known; AM leaves others out as well.
void Put(OrderedJson& info, const char* name, std::string_view value) {
  if (!value.empty()) info[name] = Beginning(value, kMaxName);
}

void PutCorrelation(OrderedJson& info, const std::optional<Error>& error) {
  if (!error) return;
  const std::string_view correlation_id = error->Find(Fact::kCorrelationId);
  if (IsUuid(correlation_id)) info["correlationId"] = correlation_id;
}

void Fail(AuditEvent& event, std::string_view reason) {
  event.result = AuditResult::kFailed;
  event.reason = reason;
}

void Judge(AuditEvent& event, const std::optional<Error>& error) {
  event.result = AuditResult::kSuccessful;
  if (error) Fail(event, ErrorCodeName(error->code()));
}

}  // namespace

Result<std::shared_ptr<Auditor>> Auditor::Make(std::shared_ptr<AuditLog> log,
                                               std::shared_ptr<const Clock> clock, AuditOptions options) {
  if (options.principal == PrincipalForm::kHashed && options.principal_key.size() < kLeastKey) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "To hash user names, a key of 32 bytes or more is needed.")
            .With(Fact::kField, "principal key"));
  }
  return std::shared_ptr<Auditor>(new Auditor(std::move(log), std::move(clock), std::move(options)));
}

AuditEvent Auditor::NewEvent(AuditEventKind kind) const {
  AuditEvent event;
  event.kind = kind;
  event.timestamp = clock_->Now();
  event.event_id = RandomUuid();
  return event;
}

AuditEvent Auditor::NewEvent(AuditEventKind kind, const RoundContext& context) const {
  AuditEvent event = NewEvent(kind);
  event.transaction_id = context.transaction_id.empty()
                             ? RandomUuid()
                             : std::string(Beginning(context.transaction_id, kMaxName));
  event.tracking_id = Beginning(context.tracking_id, kMaxName);
  event.realm = options_.realm;
  event.client_ip = Beginning(context.client_ip, kMaxName);
  SetPrincipal(event, context.username);
  return event;
}

void Auditor::SetPrincipal(AuditEvent& event, std::string_view username) const {
  if (username.empty()) return;
  switch (options_.principal) {
    case PrincipalForm::kClear:
      event.principal = Beginning(username, kMaxPrincipal);
      event.principal_cut = event.principal.size() < username.size();
      return;
    case PrincipalForm::kHashed:
      event.principal = "hmac-sha256:" + HexEncode(HmacSha256(options_.principal_key.Expose(), username));
      return;
    case PrincipalForm::kAbsent:
      return;
  }
}

void Auditor::ConfigurationLoaded(std::string_view file, std::string_view digest,
                                  const std::vector<std::string>& journeys) {
  AuditEvent audit = NewEvent(AuditEventKind::kConfigurationLoaded);
  audit.transaction_id = RandomUuid();
  audit.result = AuditResult::kSuccessful;
  audit.info["file"] = file;
  audit.info["sha256"] = digest;
  audit.info["treeNames"] = journeys;
  WriteOrReport(audit);
}

void Auditor::OnBegin(const BeginEvent& event) {
  AuditEvent audit = NewEvent(AuditEventKind::kJourneyStarted, event.context);
  Put(audit.info, "treeName", event.journey);
  Put(audit.info, "ipAddress", event.context.client_ip);
  WriteOrReport(audit);
}

void Auditor::OnStep(const StepEvent& event) {
  if (!options_.nodes || event.asked) return;
  AuditEvent audit = NewEvent(AuditEventKind::kNodeCompleted, event.context);
  Judge(audit, event.error);
  Put(audit.info, "nodeOutcome", event.outcome);
  Put(audit.info, "treeName", event.journey);
  Put(audit.info, "displayName", event.display_name);
  Put(audit.info, "nodeType", event.node_type);
  Put(audit.info, "nodeId", event.node_id);
  audit.info["authLevel"] = std::to_string(event.context.auth_level);
  if (event.inside_page) audit.info["insidePage"] = true;
  PutCorrelation(audit.info, event.error);
  WriteOrReport(audit);
}

AuditEvent Auditor::Completed(const RoundEvent& event) const {
  AuditEvent audit = NewEvent(AuditEventKind::kJourneyCompleted, event.context);
  switch (event.end) {
    case RoundEnd::kAsked:  // has not completed
    case RoundEnd::kSucceeded:
      audit.result = AuditResult::kSuccessful;
      break;
    case RoundEnd::kDenied:
    case RoundEnd::kExpired:
      Fail(audit, RoundEndName(event.end));
      break;
    case RoundEnd::kFailed:
      Fail(audit, ErrorCodeName(event.error ? event.error->code() : ErrorCode::kInternal));
      break;
  }
  Put(audit.info, "treeName", event.journey);
  audit.info["authLevel"] = std::to_string(event.context.auth_level);
  Put(audit.info, "ipAddress", event.context.client_ip);
  PutCorrelation(audit.info, event.error);
  return audit;
}

void Auditor::OnRound(const RoundEvent& event) {
  if (event.end == RoundEnd::kAsked) return;
  // What `Admit` has written down is not written twice.
  if (event.end == RoundEnd::kSucceeded && options_.on_failure == AuditFailure::kBlock) return;
  WriteOrReport(Completed(event));
}

Result<void> Auditor::Admit(const RoundEvent& event) {
  if (options_.on_failure == AuditFailure::kContinue) return {};
  if (Write(Completed(event))) return {};
  return tl::unexpected(
      Error(ErrorCode::kUnavailable, "The audit log cannot be written, so that nobody is let in."));
}

void Auditor::OnAuthenticate(const am::AuthenticateEvent& event) {
  if (!event.refusal) return;
  RoundContext context;
  context.transaction_id = event.transaction_id;
  context.tracking_id = event.tracking_id;
  context.client_ip = event.client_ip;
  AuditEvent audit = NewEvent(AuditEventKind::kSessionRefused, context);
  Fail(audit, SessionRefusalName(*event.refusal));
  Put(audit.info, "treeName", event.journey);
  WriteOrReport(audit);
}

void Auditor::OnKeyReload(const KeyReload& event) {
  AuditEvent audit = NewEvent(AuditEventKind::kKeysReloaded);
  audit.transaction_id = RandomUuid();
  Judge(audit, event.error);
  audit.info["activeKey"] = event.active;
  WriteOrReport(audit);
}

void Auditor::OnIdentityReload(const http::IdentityReload& event) {
  AuditEvent audit = NewEvent(AuditEventKind::kTlsIdentityReloaded);
  audit.transaction_id = RandomUuid();
  Judge(audit, event.error);
  audit.info["name"] = event.name;
  audit.info["notAfter"] = Rfc3339(event.not_after);
  WriteOrReport(audit);
}

Result<void> Auditor::Write(const AuditEvent& event) {
  Result<void> written = log_->Write(event);
  healthy_.store(written.has_value(), std::memory_order_relaxed);
  if (options_.observer == nullptr) return written;
  if (written) {
    options_.observer->OnAuditWritten(AuditEventName(event.kind));
  } else {
    options_.observer->OnAuditFailed(AuditEventName(event.kind), written.error());
  }
  return written;
}

void Auditor::WriteOrReport(const AuditEvent& event) {
  // The observer has been told; there is nobody else to tell.
  (void)Write(event);
}

}  // namespace authtree::inline v0::audit
