#include "user_register_node.h"

#include <chrono>
#include <optional>
#include <utility>

#include "authtree/onespan/cronto.h"

#include "authentication_attempt.h"
#include "event_expiry.h"
#include "mapped_attributes.h"
#include "risk_inputs.h"

namespace authtree::inline v0::nodes {
namespace {

using onespan::ActivationType;
using onespan::Product;

constexpr std::string_view kDefaultDomain = "master";
constexpr std::string_view kNoUserProfile = "0";
constexpr std::string_view kSerialNumberField = "serialNumber";

void CheckAttributes(const UserRegisterNode::Config& config, const std::string& place,
                     Diagnostics& diagnostics) {
  CheckOptionalAttributes(config.optional_attributes, config.attribute_direction, KnownAccountFields(),
                          &IsBuiltInAccountField, place, diagnostics);
  if (config.password_key.empty()) return;
  const AttributeMap map =
      ReadAttributeMap(config.optional_attributes, config.attribute_direction, KnownAccountFields());
  for (const MappedAttribute& attribute : map.attributes) {
    if (!IsStaticPasswordField(attribute.field) || attribute.state_key == config.password_key) continue;
    diagnostics.AddWarning(PointerTo(place, "optionalAttributes"),
                           "the static password is mapped, and also taken from '" + config.password_key + "'",
                           "The mapped one wins; make passwordInTransientState empty to say so");
  }
}

Result<std::string> UserName(const StateView& state, const std::string& key) {
  Result<std::string> name = state.Require(StateKey<std::string>{key});
  if (name && name->empty()) {
    return tl::unexpected(Error(ErrorCode::kMissingState, "The user name is empty. Type it and try again.")
                              .With(Fact::kStateKey, std::string(key)));
  }
  return name;
}

// A text or a number, whatever a script put there.
std::string UserProfile(const StateView& state) {
  const Value* value = state.Find(ostid::kUserProfileName);
  if (value == nullptr || value->json() == nullptr) return std::string(kNoUserProfile);
  if (value->json()->is_number()) return DumpJson(*value->json());
  std::string text = ValueCodec<std::string>::Read(*value).value_or(std::string());
  return text.empty() ? std::string(kNoUserProfile) : text;
}

}  // namespace

ConfigSpec<UserRegisterNode::Config> UserRegisterNode::Spec() {
  ConfigSpec<Config> with_user =
      ConfigSpec<Config>()
          .Field("domain", &Config::domain,
                 "Domain of the user. Empty: named like the tenant in the vendor's sandbox, else 'master'.")
          .Choice("objectType", &Config::product, {{"IAA", Product::kAdaptive}, {"OCA", Product::kCloud}},
                  "The product: Intelligent Adaptive Authentication or OneSpan Cloud Authentication.")
          .Choice("nodeFunction", &Config::function,
                  {{"UserRegister", Function::kRegister}, {"UserUnregister", Function::kUnregister}},
                  "Register the user, or take the registration back.")
          .Field("userNameInSharedData", &Config::user_name_key, "State key of the user name.")
          .Field(
              "passwordInTransientState", &Config::password_key,
              "State key of the static password. Without a value there, the service makes a temporary one.")
          .Choice("activationType", &Config::activation,
                  {{"offlineMDL", ActivationType::kOfflineMdl},
                   {"onlineMDL", ActivationType::kOnlineMdl},
                   {"fido", ActivationType::kFido}},
                  "How the authenticator will be activated.");
  return WithOptionalAttributes(std::move(with_user), kFurtherFieldsHelp)
      .Integer("activationTokenExpiry", &Config::event_expiry_seconds, 1, kLongestEventExpiry.count(),
               "Seconds until the event expires. The service lets an activation password live 10 minutes.")
      .Field("serialNumberInSharedState", &Config::serial_number_key,
             "State key of the serial number of the license to use. Empty: the service chooses.")
      .Choice("secretStorage", &Config::secret_storage,
              {{"shared", SecretStorage::kShared}, {"secure", SecretStorage::kSecure}},
              "Tier of state for activation passwords, visual code messages and their pictures.")
      .Where(CheckAttributes);
}

void UserRegisterNode::Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                             const std::shared_ptr<const onespan::Api>& api) {
  if (api == nullptr || !api->is_sandbox() || config.domain != kDefaultDomain) return;
  diagnostics.AddWarning(PointerTo(place, "domain"),
                         "the domain is 'master', but in the vendor's sandbox it is named like the tenant",
                         "Make domain empty, or '" + api->tenant() + "'");
}

std::optional<LifetimeNeed> UserRegisterNode::Lifetime(const Config& config) {
  if (config.function == Function::kUnregister) return std::nullopt;
  return LifetimeNeed{"activationTokenExpiry", std::chrono::seconds(config.event_expiry_seconds)};
}

UserRegisterNode::UserRegisterNode(Config config, std::shared_ptr<const onespan::Api> api)
    : config_(std::move(config)),
      attributes_(
          ReadAttributeMap(config_.optional_attributes, config_.attribute_direction, KnownAccountFields())),
      api_(std::move(api)) {}

StateContract UserRegisterNode::Contract() const {
  StateContract contract =
      ReadsRiskInputs()
          .ReadsName(config_.user_name_key)
          .ReadsName(ostid::kUserProfileName)
          .Writes(ostid::kUserNameKey, ostid::kSessionId, ostid::kOstidActivationPassword,
                  ostid::kActivationPassword, ostid::kCrontoMessage, ostid::kLicenseSerial,
                  ostid::kRegistrationId, ostid::kFidoProtocols, ostid::kEventExpiry,
                  ostid::kEventExpirySeconds, ostid::kSecretStorage);
  for (const std::string* key : {&config_.password_key, &config_.serial_number_key}) {
    if (!key->empty()) contract.Merge(StateContract().ReadsName(*key));
  }
  contract.Merge(ReadsMapped(attributes_));
  return contract;
}

Task<Result<Action>> UserRegisterNode::Process(const StepContext& step) const {
  Result<std::string> user = UserName(step.state(), config_.user_name_key);
  if (!user) co_return tl::unexpected(user.error());
  if (config_.function == Function::kUnregister) co_return co_await Unregister(step, std::move(*user));
  co_return co_await Register(step, std::move(*user));
}

Task<Result<Action>> UserRegisterNode::Register(const StepContext& step, std::string user) const {
  std::string session_id = SessionId(step.state());
  Result<onespan::RegisterUserRequest> request = RegisterRequest(step.state(), user, session_id);
  if (!request) co_return tl::unexpected(request.error());
  Result<onespan::RegisterUserReply> reply = co_await api_->RegisterUser(step.call(), std::move(*request));
  if (!reply) co_return tl::unexpected(reply.error());
  co_return Registered(step, user, std::move(session_id), std::move(*reply));
}

Task<Result<Action>> UserRegisterNode::Unregister(const StepContext& step, std::string user) const {
  std::string session_id = SessionId(step.state());
  Result<onespan::UnregisterUserRequest> request = UnregisterRequest(step.state(), user, session_id);
  if (!request) co_return tl::unexpected(request.error());
  const Result<onespan::UnregisterUserReply> reply =
      co_await api_->UnregisterUser(step.call(), std::move(*request));
  if (!reply) co_return tl::unexpected(reply.error());
  co_return Action::To("Success")
      .Put(ostid::kUserNameKey, config_.user_name_key)
      .Put(ostid::kSessionId, std::move(session_id));
}

Result<onespan::RegisterUserRequest> UserRegisterNode::RegisterRequest(const StateView& state,
                                                                       const std::string& user,
                                                                       const std::string& session_id) const {
  const std::string domain = Domain();
  if (config_.activation == ActivationType::kOnlineMdl) {
    // Found out now, it costs nothing; found out after the call, it costs a license.
    const std::string profile = UserProfile(state);
    const onespan::CrontoMessageParts parts(user, profile, domain, api_->tenant());
    if (auto checked = onespan::CheckCrontoParts(parts); !checked) return tl::unexpected(checked.error());
  }
  Result<onespan::RiskContext> risk = ReadRiskContext(state, config_.product, user, session_id);
  if (!risk) return tl::unexpected(risk.error());

  onespan::RegisterUserRequest request(config_.product, onespan::UserId(user, domain), config_.activation);
  request.risk = std::move(*risk);
  std::optional<Secret> password = state.Get(StateKey<Secret>{config_.password_key});
  if (password && !password->empty()) request.static_password = std::move(password);
  std::optional<std::string> serial = state.Get(StateKey<std::string>{config_.serial_number_key});
  if (serial && !serial->empty()) request.serial_number = std::move(serial);

  for (const MappedAttribute& attribute : attributes_.attributes) {
    const Value* value = MappedValue(state, attribute);
    if (value == nullptr) continue;
    if (IsStaticPasswordField(attribute.field)) {
      request.static_password = ValueCodec<Secret>::Read(*value);
      if (!request.static_password) return tl::unexpected(WrongType(attribute));
    } else if (attribute.field == kSerialNumberField) {
      request.serial_number = ValueCodec<std::string>::Read(*value);
      if (!request.serial_number) return tl::unexpected(WrongType(attribute));
    } else if (value->json() != nullptr && value->json()->is_structured()) {
      return tl::unexpected(WrongType(attribute));
    } else {
      request.extra.emplace_back(attribute.field, value->Clone());
    }
  }
  return request;
}

Result<onespan::UnregisterUserRequest> UserRegisterNode::UnregisterRequest(
    const StateView& state, const std::string& user, const std::string& session_id) const {
  Result<onespan::RiskContext> risk = ReadRiskContext(state, config_.product, user, session_id);
  if (!risk) return tl::unexpected(risk.error());
  onespan::UnregisterUserRequest request(config_.product, onespan::UserId(user, Domain()));
  request.risk = std::move(*risk);
  AttributeMap attributes = attributes_;
  // The operation knows no password.
  std::erase_if(attributes.attributes,
                [](const MappedAttribute& attribute) { return IsStaticPasswordField(attribute.field); });
  Result<std::vector<onespan::ExtraField>> fields = MappedFields(state, attributes);
  if (!fields) return tl::unexpected(std::move(fields.error()));
  request.extra = *std::move(fields);
  return request;
}

Result<Action> UserRegisterNode::Registered(const StepContext& step, const std::string& user,
                                            std::string session_id, onespan::RegisterUserReply reply) const {
  Action action = Action::To("Success");
  action.Put(ostid::kUserNameKey, config_.user_name_key).Put(ostid::kSessionId, std::move(session_id));

  if (config_.activation == ActivationType::kFido) {
    action.Put(ostid::kFidoProtocols, Json(reply.fido_protocols));
  } else {
    if (!reply.activation_password || reply.activation_password->empty()) {
      return tl::unexpected(
          Error(ErrorCode::kRejected, "The service answered a registration without an activation password."));
    }
    Result<Secret> message = MessageFor(step.state(), user, *reply.activation_password);
    if (!message) return tl::unexpected(message.error());
    const SecretStorage storage = config_.secret_storage;
    KeepSecret(action, ostid::kOstidActivationPassword, reply.activation_password->Clone(), storage);
    KeepSecret(action, ostid::kActivationPassword, std::move(*reply.activation_password), storage);
    KeepSecret(action, ostid::kCrontoMessage, std::move(*message), storage);
  }

  if (!reply.serial_number.empty()) action.Put(ostid::kLicenseSerial, std::move(reply.serial_number));
  if (reply.registration_id.empty()) {
    action.Remove(ostid::kRegistrationId.name);  // that of an earlier registration leads nowhere
  } else {
    action.Put(ostid::kRegistrationId, std::move(reply.registration_id));
  }
  action.Put(ostid::kEventExpiry, ExpiryText(step.now(), std::chrono::seconds(config_.event_expiry_seconds)));
  action.Put(ostid::kEventExpirySeconds, config_.event_expiry_seconds);
  switch (config_.secret_storage) {
    case SecretStorage::kShared:
      action.Remove(ostid::kSecretStorage.name);
      break;
    case SecretStorage::kSecure:
      action.Put(ostid::kSecretStorage, std::string(ostid::kSecureStorage));
      break;
  }
  return action;
}

Result<Secret> UserRegisterNode::MessageFor(const StateView& state, const std::string& user,
                                            const Secret& activation_password) const {
  if (config_.activation == ActivationType::kOfflineMdl) return activation_password.Clone();
  const std::string domain = Domain();
  const std::string profile = UserProfile(state);
  const onespan::CrontoMessageParts parts(user, profile, domain, api_->tenant());
  return onespan::OnlineActivationMessage(parts, activation_password);
}

std::string UserRegisterNode::Domain() const {
  return DomainOrDefault(config_.domain, api_->is_sandbox(), api_->tenant());
}

}  // namespace authtree::inline v0::nodes
