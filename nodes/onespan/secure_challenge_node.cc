#include "secure_challenge_node.h"

#include <optional>
#include <utility>

#include "authentication_attempt.h"
#include "secret_storage.h"
#include "state_text.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::int64_t kMostApplications = 8;

void CheckTexts(const SecureChallengeNode::Config& config, const std::string& place,
                Diagnostics& diagnostics) {
  if (config.title.empty()) {
    diagnostics.AddError(PointerTo(place, "title"), "the title is empty", "Give 1 to 30 characters");
  }
  if (config.message.empty() && config.message_key.empty()) {
    diagnostics.AddError(PointerTo(place, "message"), "there is nothing for the device to show",
                         "Give a text, or the state key of one in messageInSharedState");
  }
}

}  // namespace

ConfigSpec<SecureChallengeNode::Config> SecureChallengeNode::Spec() {
  return ConfigSpec<Config>()
      .Field("domain", &Config::domain,
             "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
      .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
      .Field("title", &Config::title, "Title that the device shows, 1 to 30 characters.")
      .Field("message", &Config::message, "Text that the device shows, 1 to 350 characters.")
      .Field("messageInSharedState", &Config::message_key,
             "State key of that text. Empty: the configured one is shown.")
      .Field("serialNumberInSharedState", &Config::serial_number_key,
             "State key of the serial number of the device to ask. Empty: the service chooses.")
      .Integer("cryptoAppIndex", &Config::application_index, 0, kMostApplications,
               "Which crypto application of the device answers, 1 to 8. 0: the service chooses.")
      .Where(CheckTexts);
}

StateContract SecureChallengeNode::Contract() const {
  StateContract contract = Reads(ostid::kSecretStorage)
                               .ReadsName(config_.user_name_key)
                               .Writes(ostid::kRequestId, ostid::kCrontoMessage, ostid::kUserNameKey);
  for (const std::string* key : {&config_.message_key, &config_.serial_number_key}) {
    if (!key->empty()) contract.Merge(StateContract().ReadsName(*key));
  }
  return contract;
}

Task<Result<Action>> SecureChallengeNode::Process(const StepContext& step) const {
  Result<onespan::SecureChallengeRequest> request = Request(step.state());
  if (!request) co_return tl::unexpected(request.error());
  Result<onespan::RequestMessageReply> reply =
      co_await api_->GenerateSecureChallenge(step.call(), *std::move(request));
  if (!reply) co_return tl::unexpected(reply.error());

  Action action = Action::To("success");
  action.Put(ostid::kUserNameKey, config_.user_name_key);
  action.Put(ostid::kRequestId, std::move(reply->request_id));
  KeepSecret(action, ostid::kCrontoMessage, std::move(reply->request_message), StorageOf(step.state()));
  co_return action;
}

Result<onespan::SecureChallengeRequest> SecureChallengeNode::Request(const StateView& state) const {
  Result<std::string> user = RequireUserName(state, config_.user_name_key);
  if (!user) return tl::unexpected(std::move(user.error()));
  std::optional<std::string> message = config_.message;
  if (!config_.message_key.empty()) message = StateText(state, config_.message_key);
  if (!message) {
    return tl::unexpected(Error(ErrorCode::kMissingState, "The text that the device is to show is missing.")
                              .With(Fact::kStateKey, config_.message_key));
  }
  onespan::SecureChallengeRequest request(
      onespan::UserId(*std::move(user), DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant())),
      config_.title, *std::move(message));
  if (!config_.serial_number_key.empty()) {
    request.serial_number = StateText(state, config_.serial_number_key).value_or(std::string());
  }
  if (config_.application_index > 0) {
    request.application = onespan::CryptoApplication::At(static_cast<int>(config_.application_index));
  }
  return request;
}

}  // namespace authtree::inline v0::nodes
