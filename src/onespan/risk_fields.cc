#include "risk_fields.h"

#include <array>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "field_rules.h"

namespace authtree::inline v0::onespan {
namespace {

constexpr std::size_t kMappedPrefix = 12;

std::optional<Error> CheckFingerprint(const BrowserFingerprint& fingerprint) {
  if (auto problem = CheckText(kFingerprintRawRule, fingerprint.raw())) return problem;
  return CheckText(kFingerprintHashRule, fingerprint.hash());
}

}  // namespace

std::optional<Error> CheckRiskOfKnownDevice(Product product, const RiskContext& risk) {
  if (risk.fingerprint) {
    if (auto problem = CheckFingerprint(*risk.fingerprint)) return problem;
  }
  if (product == Product::kCloud) return std::nullopt;
  if (auto problem = CheckText(kSessionIdRule, risk.session_id)) return problem;
  return CheckText(kRelationshipRefRule, risk.relationship_ref);
}

std::optional<Error> CheckRisk(Product product, const RiskContext& risk) {
  if (product == Product::kAdaptive && !risk.fingerprint) {
    return Error(ErrorCode::kInvalidInput,
                 "Intelligent Adaptive Authentication needs the browser's fingerprint; collect it before "
                 "this call.")
        .With(Fact::kField, "cddc");
  }
  return CheckRiskOfKnownDevice(product, risk);
}

void WriteRisk(SecretJsonWriter& body, Product product, const RiskContext& risk,
               std::string_view application_ref) {
  if (product == Product::kAdaptive) {
    if (!application_ref.empty()) body.Text("applicationRef", application_ref);
    body.Text("sessionID", risk.session_id);
    body.Text("relationshipRef", risk.relationship_ref);
  }
  if (risk.client_ip) {
    if (const auto address = DottedIpv4(*risk.client_ip)) body.Text("clientIP", *address);
  }
  if (risk.fingerprint) {
    body.Open("cddc");
    body.Open("browserCDDC");
    body.Text("fingerprintHash", risk.fingerprint->hash());
    body.Text("fingerprintRaw", risk.fingerprint->raw());
    body.Close();
    body.Close();
  }
}

std::optional<std::string> DottedIpv4(const std::string& address) {
  if (address.find('\0') != std::string::npos) return std::nullopt;
  in_addr four{};
  if (inet_pton(AF_INET, address.c_str(), &four) != 1) {
    in6_addr six{};
    if (inet_pton(AF_INET6, address.c_str(), &six) != 1 || !IN6_IS_ADDR_V4MAPPED(&six)) return std::nullopt;
    std::memcpy(&four, &six.s6_addr[kMappedPrefix], sizeof four);
  }
  std::array<char, INET_ADDRSTRLEN> text{};
  if (inet_ntop(AF_INET, &four, text.data(), text.size()) == nullptr) return std::nullopt;
  return std::string(text.data());
}

}  // namespace authtree::inline v0::onespan
