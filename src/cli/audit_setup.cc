#include "audit_setup.h"

#include <atomic>
#include <iostream>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"

#include "input_file.h"

namespace authtree::inline v0::cli {
namespace {

constexpr std::string_view kStandardOutput = "-";

audit::PrincipalForm FormOf(const AuditSettings& settings) {
  if (settings.principal == "hashed") return audit::PrincipalForm::kHashed;
  if (settings.principal == "absent") return audit::PrincipalForm::kAbsent;
  return audit::PrincipalForm::kClear;
}

// An empty key when none is needed; nothing after a finding.
std::optional<Secret> ReadPrincipalKey(const AuditSettings& settings, Diagnostics& diagnostics) {
  const bool hashed = FormOf(settings) == audit::PrincipalForm::kHashed;
  if (settings.principal_key.empty()) {
    if (hashed) {
      diagnostics.AddError("--audit-principal", "names are to be hashed and there is no key for it",
                           "Add --audit-principal-key with a file of 32 random bytes or more");
      return std::nullopt;
    }
    return Secret();
  }
  if (!hashed) {
    diagnostics.AddError("--audit-principal-key", "names are not hashed", "Add --audit-principal hashed");
    return std::nullopt;
  }
  Result<std::string> key = ReadInputFile(settings.principal_key);
  if (!key) {
    diagnostics.AddError("--audit-principal-key", key.error().Describe());
    return std::nullopt;
  }
  return Secret::Take(std::move(*key));
}

class AuditWarning final : public audit::AuditObserver {
 public:
  void OnAuditWritten(std::string_view /*event*/) override {}
  void OnAuditFailed(std::string_view /*event*/, const Error& error) override {
    if (!said_.exchange(true)) std::cerr << "error: --audit: " << error.Describe() << '\n';
  }

 private:
  std::atomic<bool> said_{false};
};

}  // namespace

std::shared_ptr<audit::AuditObserver> MakeAuditWarning() { return std::make_shared<AuditWarning>(); }

void AddAuditOptions(CLI::App& command, AuditSettings& settings) {
  command
      .add_option("--audit", settings.file,
                  "Append audit events to a file, one JSON object a line; - is standard output")
      ->type_name("FILE");
  command
      .add_option("--audit-principal", settings.principal,
                  "User names in audit events: clear, hashed or absent")
      ->check(CLI::IsMember({"clear", "hashed", "absent"}))
      ->type_name("FORM")
      ->capture_default_str();
  command.add_option("--audit-principal-key", settings.principal_key, "Key that user names are hashed with")
      ->type_name("FILE");
  command
      .add_option("--audit-failure", settings.on_failure,
                  "While audit events cannot be written: continue, or block logins")
      ->check(CLI::IsMember({"continue", "block"}))
      ->type_name("POLICY")
      ->capture_default_str();
  command.add_flag("--audit-no-nodes", settings.no_nodes, "Leave out the events of single nodes");
}

Audit OpenAudit(const AuditSettings& settings, std::shared_ptr<const Clock> clock,
                std::shared_ptr<audit::AuditObserver> observer, Diagnostics& diagnostics) {
  const AuditSettings none;
  if (settings.file.empty()) {
    if (settings.principal != none.principal || !settings.principal_key.empty() ||
        settings.on_failure != none.on_failure || settings.no_nodes) {
      diagnostics.AddError("--audit", "options of audit events are given and no file for them",
                           "Add --audit FILE");
    }
    return {};
  }
  audit::AuditOptions options;
  options.principal = FormOf(settings);
  std::optional<Secret> key = ReadPrincipalKey(settings, diagnostics);
  options.nodes = !settings.no_nodes;
  options.on_failure =
      settings.on_failure == "block" ? audit::AuditFailure::kBlock : audit::AuditFailure::kContinue;
  options.observer = std::move(observer);
  if (!key) return {};
  options.principal_key = *std::move(key);

  Audit made;
  if (settings.file == kStandardOutput) {
    made.log = audit::JsonLinesLog::StandardOutput();
  } else if (Result<std::shared_ptr<audit::JsonLinesLog>> log = audit::JsonLinesLog::Open(settings.file)) {
    made.log = *std::move(log);
  } else {
    diagnostics.AddError("--audit", log.error().Describe(),
                         "Name a file in a directory that this program may write to");
    return {};
  }
  Result<std::shared_ptr<audit::Auditor>> auditor =
      audit::Auditor::Make(made.log, std::move(clock), std::move(options));
  if (!auditor) {
    diagnostics.AddError("--audit-principal-key", auditor.error().Describe());
    return {};
  }
  made.auditor = *std::move(auditor);
  return made;
}

void TellConfiguration(const Audit& audit, std::string_view file, std::string_view text,
                       const std::vector<std::string>& journeys) {
  if (audit.auditor == nullptr) return;
  audit.auditor->ConfigurationLoaded(file, HexEncode(Sha256(text)), journeys);
}

}  // namespace authtree::inline v0::cli
