#include "request_book.h"

#include <algorithm>
#include <utility>

#include "authtree/core/crypto.h"

namespace authtree::inline v0::simulator {

std::string_view RequestKindName(RequestKind kind) {
  switch (kind) {
    case RequestKind::kOtp:
      return "otp";
    case RequestKind::kChallenge:
      return "challenge";
    case RequestKind::kSecureChallenge:
      return "secureChallenge";
    case RequestKind::kSigningRequest:
      return "signingRequest";
    case RequestKind::kPush:
      return "push";
    case RequestKind::kVirtualOtp:
      return "virtualOtp";
    case RequestKind::kFidoRegistration:
      return "fidoRegistration";
    case RequestKind::kFidoAuthentication:
      return "fidoAuthentication";
  }
  return "otp";
}

std::string_view RequestStateName(RequestState state) {
  switch (state) {
    case RequestState::kPending:
      return "pending";
    case RequestState::kAccepted:
      return "accepted";
    case RequestState::kRefused:
      return "refused";
    case RequestState::kTimedOut:
      return "timeout";
    case RequestState::kFailed:
      return "failed";
  }
  return "failed";
}

void End(PendingRequest& request, RequestState state, Moment now) {
  request.state = state;
  request.ended = now;
  request.otp = Secret();
}

void Refresh(PendingRequest& request, Moment now) {
  if (request.state != RequestState::kPending) return;
  const Moment last = request.opened + request.life;
  if (request.scripted != PushDecision::kWait && request.scripted_at < last && request.scripted_at <= now) {
    const bool accepted = request.scripted == PushDecision::kAccept;
    End(request, accepted ? RequestState::kAccepted : RequestState::kRefused, request.scripted_at);
  } else if (now >= last) {
    End(request, RequestState::kTimedOut, last);
  }
}

bool RequestBook::IsForgotten(const PendingRequest& request, Moment now) const {
  return request.state != RequestState::kPending && now >= request.ended + kept_;
}

void RequestBook::Forget(Moment now) {
  for (auto& [id, request] : requests_) Refresh(request, now);
  std::erase_if(requests_, [&](const auto& entry) { return IsForgotten(entry.second, now); });
}

PendingRequest& RequestBook::Open(PendingRequest request, Moment now) {
  Forget(now);
  request.id = RandomUuid();
  request.opened = now;
  std::string id = request.id;
  return requests_.insert_or_assign(std::move(id), std::move(request)).first->second;
}

PendingRequest* RequestBook::Find(std::string_view id, Moment now) {
  const auto found = requests_.find(id);
  if (found == requests_.end()) return nullptr;
  Refresh(found->second, now);
  return IsForgotten(found->second, now) ? nullptr : &found->second;
}

std::vector<const PendingRequest*> RequestBook::All(Moment now) {
  Forget(now);
  std::vector<const PendingRequest*> all;
  for (const auto& [id, request] : requests_) all.push_back(&request);
  std::sort(all.begin(), all.end(), [](const PendingRequest* left, const PendingRequest* right) {
    return left->opened != right->opened ? left->opened < right->opened : left->id < right->id;
  });
  return all;
}

void RequestBook::EndAllOf(const AccountKey& account, Moment now) {
  for (auto& [id, request] : requests_) {
    Refresh(request, now);
    if (request.account == account && request.state == RequestState::kPending) {
      End(request, RequestState::kFailed, now);
    }
  }
}

}  // namespace authtree::inline v0::simulator
