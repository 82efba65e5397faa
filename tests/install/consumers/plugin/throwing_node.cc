#include "throwing_node.h"

#include <stdexcept>

namespace consumer {

authtree::StateContract ThrowingNode::Contract() const { return {}; }

authtree::Result<authtree::Action> ThrowingNode::Step(const authtree::StepContext& /*step*/) const {
  throw std::runtime_error("a node that throws");
}

}  // namespace consumer
