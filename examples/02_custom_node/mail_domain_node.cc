#include "mail_domain_node.h"

#include <algorithm>

namespace example {
using namespace authtree;

ConfigSpec<MailDomainNode::Config> MailDomainNode::Spec() {
  return ConfigSpec<Config>()
      .Field("domains", &Config::domains, "Domains of members, in lower case.")
      .Field("addressInSharedState", &Config::address_key, "State key of the mail address.");
}

StateContract MailDomainNode::Contract() const { return StateContract().ReadsName(config_.address_key); }

Result<Action> MailDomainNode::Step(const StepContext& step) const {
  const Result<std::string> address = step.state().Require(StateKey<std::string>{config_.address_key});
  if (!address) return tl::unexpected(address.error());
  const std::string domain = address->substr(address->find_last_of('@') + 1);
  const bool member =
      std::find(config_.domains.begin(), config_.domains.end(), domain) != config_.domains.end();
  return Action::To(member ? "Member" : "Stranger");
}

}  // namespace example
