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
  const Value* value = state.Find(keys::kPageCallbacks.name);
  const Json* kept = value == nullptr ? nullptr : value->json();
  if (kept == nullptr || !kept->is_object()) return owners;
  for (const auto& [text, child] : kept->get_ref<const Json::object_t&>()) {
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

// What belongs to a child of what the user submitted.
using Share = std::vector<const Callback*>;

// Hands every submitted callback to its child. Nothing when one belongs to no child.
std::optional<std::vector<Share>> Distribute(const std::vector<Callback>& submitted, const Owners& owners,
                                             std::size_t child_count) {
  std::vector<Share> shares(child_count);
  for (const Callback& callback : submitted) {
    const auto owner = callback.id() ? owners.find(*callback.id()) : owners.end();
    if (owner == owners.end()) return std::nullopt;
    shares[owner->second].push_back(&callback);
  }
  return shares;
}

std::vector<Callback> Clone(const Share& share) {
  std::vector<Callback> copies;
  copies.reserve(share.size());
  for (const Callback* callback : share) copies.push_back(callback->Clone());
  return copies;
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

struct Page {
  std::vector<Callback> callbacks;
  Owners owners;
};

// The page to be shown: what children ask, and of those that are through what the user filled in.
Page Assemble(const std::vector<Share>& shares, std::vector<std::vector<Callback>> asked,
              std::int64_t next_id) {
  Page page;
  for (std::size_t child = 0; child < asked.size(); ++child) {
    std::vector<Callback>& shown = asked[child];
    if (shown.empty()) {
      shown = Clone(shares[child]);
      ForgetSecrets(shown);
    } else {
      for (Callback& callback : shown) callback.set_id(next_id++);
    }
    for (Callback& callback : shown) {
      page.owners[*callback.id()] = child;
      page.callbacks.push_back(std::move(callback));
    }
  }
  return page;
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
  const std::optional<std::vector<Share>> shares = Distribute(step.submitted(), previous, children->size());
  if (!shares) {
    co_return tl::unexpected(
        Error(ErrorCode::kInternal, "A page was given a callback that it did not show."));
  }

  std::vector<std::vector<Callback>> asked(children->size());  // empty for a child that is through
  bool unresolved = false;
  std::optional<std::string> outcome;
  std::string error_message;
  for (std::size_t child = 0; child < children->size(); ++child) {
    std::vector<Callback> answers = Clone((*shares)[child]);
    Result<Action> result = co_await children->Run(child, std::move(answers));
    if (!result) co_return tl::unexpected(std::move(result.error()));
    if (!result->error_message().empty()) error_message = result->error_message();
    if (result->asks()) {
      asked[child] = result->TakeCallbacks();
      unresolved = unresolved || NeedsAnAnswer(asked[child]);
    } else if (child + 1 == children->size()) {
      outcome = result->outcome();
    }
  }

  if (unresolved) {
    const std::int64_t next_id = previous.empty() ? 0 : previous.rbegin()->first + 1;
    Page page = Assemble(*shares, std::move(asked), next_id);
    Action action = AskAgain(step, std::move(page.callbacks));
    action.Put(keys::kPageCallbacks, WriteOwners(page.owners));
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
