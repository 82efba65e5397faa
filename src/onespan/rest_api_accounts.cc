#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "authtree/onespan/rest_api.h"

#include "account_messages.h"
#include "authenticator_messages.h"
#include "operation_traits.h"
#include "rest_perform.h"

namespace authtree::inline v0::onespan {
namespace {

/// A tenant has fewer authenticators than would fill that many pages; a list that goes on is broken.
constexpr std::size_t kMostPages = 1000;

}  // namespace

Task<Result<UserReply>> RestApi::ViewUser(CallContext call, ViewUserRequest request) const {
  constexpr Operation kOperation = Operation::kViewUser;
  if (auto problem = CheckViewUser(request))
    co_return tl::unexpected(Routed(kOperation, *std::move(problem)));
  http::Request fetch = JsonFetch(kOperation, UserUrl(request.user()));
  co_return co_await Perform<UserReply>(kOperation, call, std::move(fetch), &ReadAccount);
}

Task<Result<UserReply>> RestApi::CreateUser(CallContext call, CreateUserRequest request) const {
  return SendBody<UserReply>(Operation::kCreateUser, call, http::Method::kPut, UserUrl(request.user()),
                             CreateUserBody(request), &ReadAccount);
}

Task<Result<UserReply>> RestApi::UpdateUser(CallContext call, UpdateUserRequest request) const {
  constexpr Operation kOperation = Operation::kUpdateUser;
  auto body = UpdateUserBody(request);
  if (!body) co_return tl::unexpected(Routed(kOperation, std::move(body.error())));
  http::Request change =
      JsonRequest(kOperation, http::Method::kPatch, UserUrl(request.user()), *std::move(body));
  if (!request.entity_tag.empty()) change = std::move(change).WithHeader("If-Match", request.entity_tag);
  co_return co_await Perform<UserReply>(kOperation, call, std::move(change), &ReadAccount);
}

Task<Result<Authenticator>> RestApi::AssignUser(CallContext call, AssignUserRequest request) const {
  return Post<Authenticator>(Operation::kAssignUser, call, UserUrl(request.user()).Segment("assign"),
                             AssignUserBody(request), &ReadAuthenticator);
}

Task<Result<QueryAuthenticatorsReply>> RestApi::QueryAuthenticators(
    CallContext call, QueryAuthenticatorsRequest request) const {
  constexpr Operation kOperation = Operation::kQueryAuthenticators;
  QueryAuthenticatorsReply answer;
  std::vector<Authenticator>& rows = answer.authenticators;
  for (std::size_t page_number = 0; page_number < kMostPages; ++page_number) {
    auto url = QueryAuthenticatorsUrl(base_.Segment("authenticators"), request, rows.size());
    if (!url) co_return tl::unexpected(Routed(kOperation, std::move(url.error())));
    http::Request fetch = JsonFetch(kOperation, *std::move(url));
    auto page =
        co_await Perform<AuthenticatorPage>(kOperation, call, std::move(fetch), &ReadAuthenticatorPage);
    if (!page) co_return tl::unexpected(std::move(page.error()));
    const bool was_empty = page->authenticators.empty();
    std::move(page->authenticators.begin(), page->authenticators.end(), std::back_inserter(rows));
    const bool enough = request.at_most != 0 && rows.size() >= request.at_most;
    if (enough) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(request.at_most), rows.end());
    if (enough || was_empty || rows.size() >= static_cast<std::size_t>(page->total)) co_return answer;
  }
  co_return tl::unexpected(
      Routed(kOperation, Error(ErrorCode::kRejected, "The service's list of authenticators does not end.")));
}

Task<Result<Authenticator>> RestApi::AssignAuthenticator(CallContext call,
                                                         AssignAuthenticatorRequest request) const {
  return Post<Authenticator>(Operation::kAssignAuthenticator, call,
                             AuthenticatorUrl(request.serial_number()).Segment("assign"),
                             AssignAuthenticatorBody(request), &ReadAuthenticator);
}

Task<Result<GenerateVirtualOtpReply>> RestApi::GenerateVirtualOtp(CallContext call,
                                                                  GenerateVirtualOtpRequest request) const {
  return Post<GenerateVirtualOtpReply>(Operation::kGenerateVirtualOtp, call,
                                       AuthenticatorUrl(request.serial_number())
                                           .Segment("applications")
                                           .Segment(request.application())
                                           .Segment("generate-votp"),
                                       GenerateVirtualOtpBody(request), &ReadVirtualOtp);
}

Task<Result<ActivationMessageReply>> RestApi::GenerateActivationMessage(
    CallContext call, ActivationMessageRequest request) const {
  constexpr Operation kOperation = Operation::kGenerateActivationMessage;
  const OperationTraits& traits = TraitsOf(kOperation);
  if (auto problem = CheckActivationMessage(request)) {
    co_return tl::unexpected(Routed(kOperation, *std::move(problem)));
  }
  http::Url url = AuthenticatorUrl(request.serial_number()).Segment("generate-activation-message");
  http::Request outgoing = http::Request(http::Method::kPost, std::move(url), traits.route)
                               .WithHeader("Accept", "application/json")
                               .WithResend(traits.resend);
  co_return co_await Perform<ActivationMessageReply>(kOperation, call, std::move(outgoing),
                                                     &ReadActivationMessage);
}

}  // namespace authtree::inline v0::onespan
