#include "authtree/spdlog_observer/spdlog_observer.h"

#include <string>

#include "log_line.h"

namespace authtree::inline v0 {
namespace {

namespace level = spdlog::level;

void AddContext(LogLine& line, const RoundContext& context) {
  line.AddKnown("transaction_id", context.transaction_id).AddKnown("tracking_id", context.tracking_id);
}

}  // namespace

void SpdlogObserver::OnStep(const StepEvent& event) {
  const auto level = event.error ? level::warn : level::debug;
  if (!logger_->should_log(level)) return;
  LogLine line("step");
  line.Add("journey", event.journey)
      .Add("node", event.node_id)
      .Add("node_type", event.node_type)
      .Add("outcome", event.asked ? "(asks)" : event.outcome)
      .AddTook(event.took);
  OrderedJson keys = OrderedJson::array();
  for (const WrittenKey& written : event.written) {
    keys.push_back((written.removed ? "-" : "") + std::string(TierName(written.tier)) + "." + written.key);
  }
  line.AddList("wrote", std::move(keys)).AddError(event.error);
  AddContext(line, event.context);
  logger_->log(level, "{}", line.Text(format_));
}

void SpdlogObserver::OnRound(const RoundEvent& event) {
  const auto level = event.end == RoundEnd::kFailed ? level::err : level::info;
  if (!logger_->should_log(level)) return;
  LogLine line("round");
  line.Add("journey", event.journey)
      .Add("end", RoundEndName(event.end))
      .Add("steps", std::to_string(event.steps))
      .AddTook(event.took)
      .AddError(event.error);
  AddContext(line, event.context);
  logger_->log(level, "{}", line.Text(format_));
}

void SpdlogObserver::OnStore(const StoreEvent& event) {
  // What is not there is told when the request is refused.
  if (!event.error || event.error->code() == ErrorCode::kNotFound) return;
  LogLine line("store");
  line.Add("operation", StoreOperationName(event.operation)).AddTook(event.took).AddError(event.error);
  logger_->log(level::err, "{}", line.Text(format_));
}

void SpdlogObserver::OnKeyReload(const KeyReload& event) {
  LogLine line("key_reload");
  line.AddKnown("active", event.active).AddError(event.error);
  logger_->log(event.error ? level::warn : level::info, "{}", line.Text(format_));
}

void SpdlogObserver::OnOneSpanCall(const onespan::CallRecord& record) {
  const auto level = record.error ? level::warn : level::info;
  if (!logger_->should_log(level)) return;
  LogLine line("onespan_call");
  line.Add("result", record.error ? ErrorCodeName(*record.error) : "ok")
      .Add("method", http::MethodName(record.method))
      .Add("route", record.route);
  if (record.status != 0) line.Add("http_status", std::to_string(record.status));
  line.AddTook(record.duration).AddKnown("correlation_id", record.correlation_id);
  logger_->log(level, "{}", line.Text(format_));
}

void SpdlogObserver::OnResend(const http::CallResend& event) {
  LogLine line("resend");
  line.Add("host", event.host).Add("route", event.route).Add("reason", event.reason);
  logger_->log(level::warn, "{}", line.Text(format_));
}

void SpdlogObserver::OnBreaker(const http::BreakerChange& event) {
  LogLine line("breaker");
  line.Add("host", event.host)
      .Add("from", BreakerStateName(event.from))
      .Add("to", BreakerStateName(event.to))
      .Add("cause", BreakerCauseName(event.cause));
  if (event.to == http::BreakerState::kOpen) {
    const auto open_for = std::chrono::duration_cast<std::chrono::milliseconds>(event.open_for);
    line.Add("open_for_ms", std::to_string(open_for.count()));
  }
  logger_->log(level::warn, "{}", line.Text(format_));
}

void SpdlogObserver::OnIdentityReload(const http::IdentityReload& event) {
  LogLine line("tls_identity_reload");
  const auto not_after = std::chrono::floor<std::chrono::seconds>(event.not_after);
  line.Add("name", event.name)
      .Add("not_after", std::to_string(not_after.time_since_epoch().count()))
      .AddError(event.error);
  logger_->log(event.error ? level::warn : level::info, "{}", line.Text(format_));
}

void SpdlogObserver::OnAuthenticate(const am::AuthenticateEvent& event) {
  if (!event.refusal) return;
  LogLine line("session_refused");
  line.Add("reason", SessionRefusalName(*event.refusal))
      .AddKnown("journey", event.journey)
      .Add("http_status", std::to_string(event.status))
      .AddTook(event.took)
      .AddKnown("transaction_id", event.transaction_id)
      .AddKnown("tracking_id", event.tracking_id);
  logger_->log(level::warn, "{}", line.Text(format_));
}

void SpdlogObserver::OnAuditWritten(std::string_view event) {
  if (!audit_fails_.load(std::memory_order_relaxed) || !audit_fails_.exchange(false)) return;
  LogLine line("audit_recovered");
  line.Add("audit_event", event);
  logger_->log(level::info, "{}", line.Text(format_));
}

void SpdlogObserver::OnAuditFailed(std::string_view event, const Error& error) {
  if (audit_fails_.exchange(true)) return;
  LogLine line("audit_failed");
  line.Add("audit_event", event).AddError(error);
  logger_->log(level::err, "{}", line.Text(format_));
}

}  // namespace authtree::inline v0
