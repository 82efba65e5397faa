#include "page_node.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "authtree/core/task.h"
#include "authtree/node/well_known_keys.h"

#include "localized_text.h"

namespace authtree::inline v0::nodes {
namespace {

// Which child each callback of the last prompt belongs to, by the callback's number.
using Owners = std::map<std::int64_t, std::size_t>;

Owners ReadOwners(const StateView& state, std::size_t child_count) {
  Owners owners;
  const std::optional<Json> kept = state.Get(keys::kPageCallbacks);
  if (!kept || !kept->is_object()) return owners;
  for (const auto& [text, child] : kept->items()) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc() || end != text.data() + text.size()) continue;
    if (child.is_number_unsigned() && child.get<std::size_t>() < child_count)
      owners[id] = child.get<std::size_t>();
  }
  return owners;
}

Json WriteOwners(const Owners& owners) {
  Json kept = Json::object();
  for (const auto& [id, child] : owners) kept[std::to_string(id)] = child;
  return kept;
}

// Hands every submitted callback to its child. Nothing when one belongs to no child.
std::optional<std::vector<std::vector<Callback>>> Distribute(const std::vector<Callback>& submitted,
                                                             const Owners& owners, std::size_t child_count) {
  std::vector<std::vector<Callback>> shares(child_count);
  for (const Callback& callback : submitted) {
    const auto owner = callback.id() ? owners.find(*callback.id()) : owners.end();
    if (owner == owners.end()) return std::nullopt;
    shares[owner->second].push_back(callback.Clone());
  }
  return shares;
}

bool NeedsAnAnswer(const std::vector<Callback>& callbacks) {
  return std::any_of(callbacks.begin(), callbacks.end(),
                     [](const Callback& callback) { return callback.type() != CallbackType::kMetadata; });
}

// A page that is shown again keeps what the user filled in, but no password travels back to the client.
void ForgetSecrets(std::vector<Callback>& callbacks) {
  for (Callback& callback : callbacks) {
    for (CallbackInput& input : callback.inputs()) {
      if (input.kind() == InputKind::kSecret) input.set_value(Secret());
    }
  }
}

}  // namespace

ConfigSpec<PageNode::Config> PageNode::Spec() {
  return ConfigSpec<Config>()
      .Field("nodes", &Config::children, "The nodes on the page, in order.")
      .Field("pageHeader", &Config::header, "Title of the page, by locale.")
      .Field("pageDescription", &Config::description, "Text under the title, by locale.")
      .Field("stage", &Config::stage, "A name by which a client may recognise the page.");
}

StateContract PageNode::Contract() const { return Reads(keys::kPageCallbacks).Writes(keys::kPageCallbacks); }

Task<Result<Action>> PageNode::Process(const StepContext& step) const {
  Subtree* children = step.subtree();
  if (children == nullptr || children->size() == 0) {
    co_return tl::unexpected(Error(ErrorCode::kInvalidInput, "A page has no nodes on it."));
  }
  const Owners previous = ReadOwners(step.state(), children->size());
  std::optional<std::vector<std::vector<Callback>>> shares =
      Distribute(step.submitted(), previous, children->size());
  if (!shares) {
    co_return tl::unexpected(
        Error(ErrorCode::kInternal, "A page was given a callback that it did not show."));
  }

  std::int64_t next_id = previous.empty() ? 0 : previous.rbegin()->first + 1;
  Owners owners;
  std::vector<Callback> page;
  bool unresolved = false;
  std::optional<std::string> outcome;
  std::string error_message;
  for (std::size_t child = 0; child < children->size(); ++child) {
    std::vector<Callback> answers = Clone((*shares)[child]);
    Result<Action> result = co_await children->Run(child, std::move(answers));
    if (!result) co_return tl::unexpected(std::move(result.error()));
    if (!result->error_message().empty()) error_message = result->error_message();

    std::vector<Callback> shown;
    if (result->asks()) {
      shown = result->TakeCallbacks();
      unresolved = unresolved || NeedsAnAnswer(shown);
      for (Callback& callback : shown) callback.set_id(next_id++);
    } else {
      shown = std::move((*shares)[child]);
      ForgetSecrets(shown);
      if (child + 1 == children->size()) outcome = result->outcome();
    }
    for (Callback& callback : shown) {
      owners[*callback.id()] = child;
      page.push_back(std::move(callback));
    }
  }

  if (unresolved) {
    Action action = AskAgain(step, std::move(page));
    action.Put(keys::kPageCallbacks, WriteOwners(owners));
    co_return std::move(action).ErrorMessage(std::move(error_message));
  }
  if (!outcome) {
    co_return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "A page's last node shows nothing that could be answered."));
  }
  co_return Action::To(*outcome).Remove(keys::kPageCallbacks.name).ErrorMessage(std::move(error_message));
}

Action PageNode::AskAgain(const StepContext& step, std::vector<Callback> callbacks) const {
  const std::vector<std::string>& locales = step.request().locales();
  return Action::Ask(std::move(callbacks))
      .Header(LocalizedText(config_.header, locales))
      .Description(LocalizedText(config_.description, locales))
      .Stage(config_.stage);
}

}  // namespace authtree::inline v0::nodes
