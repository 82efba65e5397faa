#include "challenge_rules.h"

#include <algorithm>
#include <utility>

#include "authtree/core/crypto.h"

namespace authtree::inline v0::simulator {
namespace {

/// The digit that makes the sum of Luhn's rule a multiple of ten.
char LuhnDigit(std::string_view digits) {
  int sum = 0;
  bool doubled = true;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubled = !doubled) {
    const int value = (*digit - '0') * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

RequestKind KindOf(MessagePurpose purpose) {
  switch (purpose) {
    case MessagePurpose::kLogin:
      return RequestKind::kSecureChallenge;
    case MessagePurpose::kTransaction:
      return RequestKind::kSigningRequest;
    case MessagePurpose::kApproval:
      return RequestKind::kPush;
  }
  return RequestKind::kSecureChallenge;
}

}  // namespace

std::string RandomDecimals(std::size_t count) {
  constexpr unsigned kUnbiased = 250;
  std::string digits;
  while (digits.size() < count) {
    for (const char byte : RandomBytes(count)) {
      const auto value = static_cast<unsigned char>(byte);
      if (value < kUnbiased && digits.size() < count) digits += static_cast<char>('0' + value % 10);
    }
  }
  return digits;
}

Outcome<PendingRequest*> OpenChallenge(Tenant& tenant, const Account& account, const AccountKey& user,
                                       ChallengeForm form, Moment now) {
  if (tenant.ActiveInstances(account).empty()) return Refuse(kConflict, kNoDeviceText);
  PendingRequest request;
  request.kind = RequestKind::kChallenge;
  request.account = user;
  request.life = tenant.config().lives.challenge;
  request.challenge = RandomDecimals(static_cast<std::size_t>(form.length));
  if (form.check_digit) request.challenge += LuhnDigit(request.challenge);
  return &tenant.requests().Open(std::move(request), now);
}

Outcome<PendingRequest*> OpenMessage(Tenant& tenant, const Account& account, const AccountKey& user,
                                     std::string_view serial, RequestMessage message, Moment now) {
  const auto instances = tenant.ActiveInstances(account);
  const auto reader = std::find_if(instances.begin(), instances.end(), [&](const Instance* instance) {
    return serial.empty() || instance->license == serial || instance->Serial() == serial;
  });
  if (reader == instances.end()) return Refuse(kConflict, kNoDeviceText);
  const Instance& instance = **reader;
  PendingRequest request;
  request.kind = KindOf(message.purpose);
  request.account = user;
  request.life = tenant.config().lives.challenge;
  request.instance = instance.Serial();
  request.title = message.title;
  request.lines = message.lines;
  PendingRequest& opened = tenant.requests().Open(std::move(request), now);
  message.request_id = opened.id;
  opened.message =
      MakeRequestMessage(instance.secret, MessageAddress{instance.license, instance.sequence}, message);
  return &opened;
}

}  // namespace authtree::inline v0::simulator
