#pragma once

#include "field_rules.h"

namespace authtree::inline v0::simulator {

// Objects within the payloads of logins, events, transactions and messages for devices.

extern const Schema kCredentials;
extern const Schema kFormattedTitle;    ///< text optional
extern const Schema kMessageTitle;      ///< text mandatory
extern const Schema kChallengeOptions;  ///< ChallengeMessageOptions
extern const Schema kSigningOptions;    ///< SigningMessageOptions
extern const Schema kLoginMessage;
extern const Schema kFormattedMessage;  ///< AdaptiveLoginMessage, eventMessage
extern const Schema kKeyValueField;
extern const Schema kTransactionData;
extern const Schema kAdaptiveTransactionData;

}  // namespace authtree::inline v0::simulator
