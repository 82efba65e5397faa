#include "virtual_otp_rules.h"

#include <utility>

#include "challenge_rules.h"

namespace authtree::inline v0::simulator {
namespace {

constexpr std::size_t kOtpDigits = 6;
/// Older messages are dropped.
constexpr std::size_t kMostMessages = 1000;

}  // namespace

Secret NewVirtualOtp() { return Secret::Take(RandomDecimals(kOtpDigits)); }

std::string_view ChannelOf(const Account& account) {
  if (account.delivery != "Default") return account.delivery;
  return account.email_address.empty() ? "SMS" : "Email";
}

void DeliverOtp(Tenant& tenant, const Account& account, std::string_view channel, std::string address,
                const Secret& otp) {
  if (address.empty()) address = channel == "Email" ? account.email_address : account.mobile_number;
  auto& inbox = tenant.inbox();
  if (inbox.size() >= kMostMessages) inbox.erase(inbox.begin());
  InboxMessage message;
  message.user_id = account.user_id;
  message.domain = account.domain;
  message.channel = channel;
  message.address = std::move(address);
  message.otp = std::string(otp.Expose());
  inbox.push_back(std::move(message));
}

}  // namespace authtree::inline v0::simulator
