#include "authentication_attempt.h"

#include <utility>

#include "onespan_keys.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kDefaultDomain = "master";

Error Missing(std::string_view key, FixedText sentence) {
  return Error(ErrorCode::kMissingState, sentence).With(Fact::kStateKey, std::string(key));
}

Result<Secret> RequireSecret(const StateView& state, std::string_view key, FixedText sentence) {
  std::optional<Secret> value = state.Get(StateKey<Secret>{key});
  if (!value || value->empty()) return tl::unexpected(Missing(key, sentence));
  return *std::move(value);
}

Result<Attempt> ReadFido(const StateView& state) {
  Attempt attempt;
  std::optional<Secret> answer = state.Get(ostid::kAuthenticationResponse);
  if (answer && !answer->empty()) {
    attempt.credentials = onespan::FidoCredential(*std::move(answer));
    return attempt;
  }
  const std::optional<std::string> name = state.Get(ostid::kFidoProtocol);
  if (!name) {
    return tl::unexpected(
        Missing(ostid::kFidoProtocol.name,
                "A FIDO login needs the answer of the FIDO client, or the protocol to begin with."));
  }
  attempt.fido_step_up = onespan::ParseFidoProtocol(*name);
  if (!attempt.fido_step_up) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The FIDO protocol must be UAF11 or FIDO2.")
                              .With(Fact::kStateKey, std::string(ostid::kFidoProtocol.name)));
  }
  return attempt;
}

}  // namespace

StateContract ReadsAttempt(CredentialsType type, const std::string& password_key) {
  switch (type) {
    case CredentialsType::kNone:
    case CredentialsType::kTrustedDevice:
      return {};
    case CredentialsType::kOtp:
      return Reads(ostid::kOtp);
    case CredentialsType::kPassKey:
      return StateContract().ReadsName(password_key);
    case CredentialsType::kFido:
      return Reads(ostid::kAuthenticationResponse, ostid::kFidoProtocol);
  }
  return {};
}

Result<Attempt> ReadAttempt(const StateView& state, CredentialsType type, const std::string& password_key,
                            std::string_view method) {
  Attempt attempt;
  switch (type) {
    case CredentialsType::kNone:
      return attempt;
    case CredentialsType::kTrustedDevice:
      attempt.credentials = onespan::PassKeyCredential(Secret(method));
      return attempt;
    case CredentialsType::kFido:
      return ReadFido(state);
    case CredentialsType::kOtp: {
      auto otp = RequireSecret(state, ostid::kOtp.name,
                               "The one-time password is missing: collect OTP before this step.");
      if (!otp) return tl::unexpected(std::move(otp.error()));
      attempt.credentials = onespan::OtpCredential(*std::move(otp));
      return attempt;
    }
    case CredentialsType::kPassKey: {
      auto password =
          RequireSecret(state, password_key, "The password is missing: collect it before this step.");
      if (!password) return tl::unexpected(std::move(password.error()));
      attempt.credentials = onespan::PassKeyCredential(*std::move(password));
      return attempt;
    }
  }
  return attempt;
}

Result<std::string> RequireUserName(const StateView& state, const std::string& key) {
  Result<std::string> name = state.Require(StateKey<std::string>{key});
  if (name && name->empty()) return tl::unexpected(Missing(key, "The user name is empty."));
  return name;
}

std::string DomainOrDefault(const std::string& configured, bool is_sandbox, const std::string& tenant) {
  if (!configured.empty()) return configured;
  return is_sandbox ? tenant : std::string(kDefaultDomain);
}

}  // namespace authtree::inline v0::nodes
