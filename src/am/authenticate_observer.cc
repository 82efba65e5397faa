#include "authtree/am/authenticate_observer.h"

namespace authtree::inline v0::am {

std::string_view AuthenticateKindName(AuthenticateKind kind) {
  switch (kind) {
    case AuthenticateKind::kStart:
      return "start";
    case AuthenticateKind::kContinue:
      return "continue";
    case AuthenticateKind::kOther:
      return "other";
  }
  return {};
}

std::string_view SessionRefusalName(SessionRefusal refusal) {
  switch (refusal) {
    case SessionRefusal::kMalformed:
      return "malformed";
    case SessionRefusal::kUnknownKey:
      return "unknown_key";
    case SessionRefusal::kBadSignature:
      return "bad_signature";
    case SessionRefusal::kOtherRealm:
      return "other_realm";
    case SessionRefusal::kExpired:
      return "expired";
    case SessionRefusal::kUsed:
      return "used";
    case SessionRefusal::kStore:
      return "store";
  }
  return {};
}

}  // namespace authtree::inline v0::am
