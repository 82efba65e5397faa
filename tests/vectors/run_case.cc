#include "run_case.h"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <string_view>
#include <utility>

#include "authtree/nodes/onespan_nodes.h"
#include "authtree/onespan/rest_api.h"
#include "authtree/testkit/node_tester.h"

#include "masks.h"
#include "scripted_transport.h"

namespace authtree::inline v0::vectors {
namespace {

constexpr std::string_view kCustomized = "CUSTOMIZED";
constexpr std::string_view kStoreCommand = "OS_Sample_StoreCommandNode";
constexpr std::string_view kIdentity = "OS_IDV_IdentityVerificationNode";
// Nodes of the reference that never look at its service configuration.
constexpr std::array<std::string_view, 6> kWithoutService{
    "OS_Auth_VisualCodeStopNode",    "OS_Risk_CDDCNode",           "OS_IDV_IdentityVerificationNode",
    "OS_Sample_AttributesCollector", "OS_Sample_ErrorDisplayNode", "OS_Sample_TransactionCollector"};

bool UsesService(const std::string& type) {
  return std::find(kWithoutService.begin(), kWithoutService.end(), type) == kWithoutService.end();
}

Result<onespan::ServiceLocation> LocationOf(const Json& service) {
  const std::string tenant = StringMember(service, "tenantName");
  const std::string environment = StringMember(service, "environment");
  if (environment == kCustomized) {
    return onespan::ServiceLocation::AtUrl(tenant, StringMember(service, "customUrl"));
  }
  const Result<onespan::Environment> parsed = onespan::ParseEnvironment(environment);
  if (!parsed) return tl::unexpected(parsed.error());
  return onespan::ServiceLocation::ForTenant(tenant, *parsed);
}

Result<std::shared_ptr<const onespan::Api>> MakeApi(const Json& service,
                                                    const std::shared_ptr<const ScriptedTransport>& transport,
                                                    const std::shared_ptr<ManualClock>& clock,
                                                    Observation& seen) {
  Result<onespan::ServiceLocation> location = LocationOf(service);
  if (!location) return tl::unexpected(std::move(location.error()));
  seen.needs_client_certificate = location->requires_client_certificate();
  onespan::RestApiOptions options{.location = *std::move(location)};
  options.application_ref = StringMember(service, "applicationRef");
  options.clock = clock;
  return onespan::RestApi::Make(std::move(options), transport);
}

Json PlainJson(const Value& value) {
  if (const Secret* secret = value.secret()) return std::string(secret->Expose());
  return *value.json();
}

StateValues ValuesOf(const JourneyState& state, Tier tier) {
  StateValues values;
  for (const auto& [key, value] : state.tier(tier)) values[key] = PlainJson(value);
  return values;
}

TierChange ChangeOf(const StateValues& before, const StateValues& after) {
  TierChange change;
  for (const auto& [key, value] : after) {
    const auto old = before.find(key);
    if (old == before.end() || old->second != value) change.written[key] = value;
  }
  for (const auto& [key, value] : before) {
    if (!after.contains(key)) change.removed.push_back(key);
  }
  return change;
}

void PutAll(JourneyState& state, Tier tier, const Json& values) {
  std::vector<StateWrite> writes;
  for (const auto& [key, value] : values.items()) {
    StateWrite write;
    write.tier = tier;
    write.key = key;
    write.value = Value(Json(value));
    writes.push_back(std::move(write));
  }
  state.Apply(std::move(writes));
}

/// An answered callback, as the client would send it back.
std::optional<Callback> Answered(const Json& recorded) {
  const std::string type = StringMember(recorded, "type");
  std::optional<Callback> callback;
  std::string_view answer = "value";
  if (type == "HiddenValueCallback") {
    callback = Callback::HiddenValue(StringMember(recorded, "id"), Secret());
  } else if (type == "NameCallback") {
    callback = Callback::Name(StringMember(recorded, "prompt"));
    answer = "name";
  } else if (type == "PasswordCallback") {
    callback = Callback::Password(StringMember(recorded, "prompt"));
    answer = "password";
  }
  if (!callback) return callback;
  CallbackInput& input = callback->inputs().at(0);
  const Json* value = FindMember(recorded, answer);
  if (value == nullptr || !value->is_string()) {
    input.set_value(Value(Json(nullptr)));
  } else if (input.kind() == InputKind::kSecret) {
    input.set_value(Secret(value->get_ref<const std::string&>()));
  } else {
    input.set_value(Value(*value));
  }
  return callback;
}

RequestContext RequestOf(const RecordedCase& recorded) {
  RequestContext request(recorded.client_ip);
  for (const auto& [name, value] : recorded.parameters.items()) {
    const Json& text = value.is_array() && !value.empty() ? value.front() : value;
    if (text.is_string()) request = std::move(request).WithParameter(name, text.get<std::string>());
  }
  return request;
}

/// What the engine does with an error of a node.
void Report(const testkit::NodeUnderTest& node, const Error& error, Observation& seen) {
  seen.error = error;
  const ErrorReporting& reporting = node.error_reporting;
  if (error.code() == ErrorCode::kInternal || reporting.outcome.empty()) return;
  seen.outcome = std::string(reporting.outcome);
  seen.shared.written[std::string(reporting.message_key)] = std::string(error.message());
  seen.shared.written[std::string(reporting.code_key)] = std::string(ErrorCodeName(error.code()));
}

void Observe(const testkit::NodeUnderTest& node, const RecordedCase& recorded, testkit::StepRunner& runner,
             Observation& seen) {
  std::vector<Callback> submitted;
  for (const Json& answer : recorded.callbacks) {
    if (std::optional<Callback> callback = Answered(Unmask(answer)))
      submitted.push_back(*std::move(callback));
  }
  PutAll(runner.state, Tier::kShared, Unmask(recorded.shared));
  PutAll(runner.state, Tier::kTransient, Unmask(recorded.transient));
  // Ours remembers under its own id what it began: a case that starts with the return is given that, too.
  if (const Json* opaque_id = FindMember(recorded.shared, "opaqueId");
      recorded.type == kIdentity && opaque_id != nullptr) {
    PutAll(runner.state, Tier::kShared, Json{{node.id + ".opaque_id", *opaque_id}});
  }
  runner.request = RequestOf(recorded);
  const std::array<StateValues, 3> before{ValuesOf(runner.state, Tier::kShared),
                                          ValuesOf(runner.state, Tier::kTransient),
                                          ValuesOf(runner.state, Tier::kSecure)};
  // What outlives a prompt is the business of the journey, not of this node: everything does here.
  std::vector<std::string> survivors;
  for (const auto& [key, value] : before[1]) survivors.push_back(key);
  const testkit::StepResult result = runner.Run(node, submitted, {}, survivors);
  if (const Error* error = result.error()) {
    Report(node, *error, seen);
    return;
  }
  StateValues transient = ValuesOf(runner.state, Tier::kTransient);
  StateValues secure = ValuesOf(runner.state, Tier::kSecure);
  if (result.asks()) {
    // A prompt made them secure.
    for (const std::string& key : survivors) {
      if (auto moved = secure.extract(key)) transient.insert(std::move(moved));
    }
  } else {
    seen.outcome = result.outcome();
  }
  seen.shared = ChangeOf(before[0], ValuesOf(runner.state, Tier::kShared));
  seen.transient = ChangeOf(before[1], transient);
  seen.secure = ChangeOf(before[2], secure);
  for (const Callback& callback : result.callbacks()) seen.callbacks.push_back(CallbackJson(callback));
}

/// Registers the node pack. What sends through a transport of its own gets the scripted one as well.
void RegisterNodes(NodeRegistry& registry, const std::shared_ptr<const onespan::Api>& api,
                   const std::shared_ptr<const ScriptedTransport>& transport) {
  const std::string host(HostOf(kBaseUrl));
  const std::string closed(HostOf(kClosedUrl));
  OneSpanNodeOptions options;
  options.commands = {transport, {host, closed}};
  options.verification = {transport, {host, closed}};
  RegisterOneSpanNodes(registry, api, std::move(options));
}

/// The properties as our node is given them. The recorder had no TLS, and calls to other systems leave by
/// https only: the scheme is put right, so that the rest can be compared.
Json PropertiesOf(const RecordedCase& recorded) {
  Json properties = Unmask(recorded.config);
  if (recorded.type != kStoreCommand && recorded.type != kIdentity) return properties;
  const char* name = recorded.type == kStoreCommand ? "javascript" : "url";
  const std::string url = StringMember(properties, name);
  for (const std::string_view plain : {kBaseUrl, kClosedUrl}) {
    if (url.substr(0, plain.size()) == plain) properties[name] = "https" + url.substr(4);
  }
  return properties;
}

void Run(const RecordedCase& recorded, Observation& seen) {
  const auto transport = std::make_shared<const ScriptedTransport>(recorded.http);
  testkit::StepRunner runner;
  seen.now = runner.clock->Now();
  Result<std::shared_ptr<const onespan::Api>> api =
      MakeApi(Unmask(recorded.service), transport, runner.clock, seen);
  NodeRegistry registry;
  RegisterNodes(registry, api ? *api : nullptr, transport);
  const NodeDescriptor* descriptor = registry.Find(recorded.type);
  seen.known_type = descriptor != nullptr;
  if (!seen.known_type) return;
  seen.error_outcome = descriptor->error_reporting.outcome;
  if (!api && UsesService(recorded.type)) {
    seen.refused_service = api.error();
    return;
  }
  Diagnostics findings;
  ConfiguredNode made = registry.Make(recorded.type, PropertiesOf(recorded), "", findings);
  if (findings.has_errors()) {
    seen.refused_config = std::move(findings);
    return;
  }
  testkit::NodeUnderTest node;
  node.id = "recorded";
  node.contract = made.node->Contract();
  node.node = std::move(made.node);
  node.outcomes = std::move(made.outcomes);
  node.error_reporting = descriptor->error_reporting;
  Observe(node, recorded, runner, seen);
  seen.requests = transport->sent();
  seen.script_ended = transport->ended();
}

}  // namespace

Observation RunCase(const RecordedCase& recorded) {
  Observation seen;
  try {
    Run(recorded, seen);
  } catch (const std::exception& thrown) {  // one case must not end the others
    seen.crash = thrown.what();
  }
  return seen;
}

Json CallbackJson(const Callback& callback) {
  Json json{{"type", std::string(CallbackTypeName(callback.type()))}};
  for (const Callback::Output& output : callback.outputs()) {
    Json value = PlainJson(output.value);
    if (output.name == "messageType" && value.is_string()) value = std::stoi(value.get<std::string>());
    json[output.name == "redirectMethod" ? "method" : output.name] = std::move(value);
  }
  if (callback.type() == CallbackType::kPassword) json["echoOn"] = false;
  if (callback.type() != CallbackType::kName) return json;
  // A field that starts empty has no default.
  const Json initial = PlainJson(callback.inputs().at(0).value());
  if (initial.is_string() && !initial.get_ref<const std::string&>().empty()) json["defaultName"] = initial;
  return json;
}

}  // namespace authtree::inline v0::vectors
