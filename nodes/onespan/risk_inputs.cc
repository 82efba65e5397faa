#include "risk_inputs.h"

#include <optional>
#include <string_view>
#include <utility>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {
namespace {

Error NoFingerprint(std::string_view key) {
  return Error(ErrorCode::kMissingState,
               "The device fingerprint is missing: put an OS_Risk_CDDCNode (OneSpan Risk CDDC) before this "
               "step.")
      .With(Fact::kStateKey, std::string(key));
}

}  // namespace

StateContract ReadsRiskInputs() {
  return Reads(ostid::kFingerprint, ostid::kFingerprintHash, ostid::kClientAddress, ostid::kSessionId,
               ostid::kRelationship);
}

std::string SessionId(const StateView& state) {
  std::optional<std::string> kept = state.Get(ostid::kSessionId);
  if (kept && !kept->empty()) return std::move(*kept);
  return HexEncode(RandomUuid());
}

Result<onespan::RiskContext> ReadRiskContext(const StateView& state, onespan::Product product,
                                             const std::string& user, const std::string& session_id) {
  std::optional<std::string> raw = state.Get(ostid::kFingerprint);
  std::optional<std::string> hash = state.Get(ostid::kFingerprintHash);
  const bool fingerprint_there = raw && !raw->empty() && hash && !hash->empty();

  onespan::RiskContext risk = RiskContextWithoutDevice(state, product, user, session_id);
  risk.client_ip = state.Get(ostid::kClientAddress);
  if (product == onespan::Product::kAdaptive) {
    if (!raw || raw->empty()) return tl::unexpected(NoFingerprint(ostid::kFingerprint.name));
    if (!hash || hash->empty()) return tl::unexpected(NoFingerprint(ostid::kFingerprintHash.name));
    if (!risk.client_ip) return tl::unexpected(NoFingerprint(ostid::kClientAddress.name));
  }
  if (fingerprint_there) risk.fingerprint.emplace(std::move(*raw), std::move(*hash));
  return risk;
}

onespan::RiskContext RiskContextWithoutDevice(const StateView& state, onespan::Product product,
                                              const std::string& user, const std::string& session_id) {
  onespan::RiskContext risk;
  if (product == onespan::Product::kCloud) return risk;
  risk.session_id = session_id;
  std::optional<std::string> relationship = state.Get(ostid::kRelationship);
  risk.relationship_ref = user;
  if (relationship && !relationship->empty()) risk.relationship_ref = std::move(*relationship);
  return risk;
}

}  // namespace authtree::inline v0::nodes
