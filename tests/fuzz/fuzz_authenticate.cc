// A body that a client posts is read without harm, and only answers of the right kind reach a node.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "authtree/am/callbacks_json.h"

namespace {

std::vector<authtree::Callback> Prompt() {
  std::vector<authtree::Callback> callbacks;
  callbacks.push_back(authtree::Callback::Name("User Name"));
  callbacks.push_back(authtree::Callback::Password("Password"));
  callbacks.push_back(authtree::Callback::Choice("Choice", {"a", "b"}, 0));
  callbacks.push_back(authtree::Callback::HiddenValue("id", authtree::Secret("value")));
  return callbacks;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const authtree::Result<authtree::am::StepBody> body =
      authtree::am::ReadStepBody({reinterpret_cast<const char*>(data), size});
  if (!body || !body->answers) return 0;
  const std::vector<authtree::Callback> pending = Prompt();
  const auto filled = authtree::FillIn(pending, *body->answers);
  if (!filled) return 0;
  if (filled->size() != pending.size()) std::abort();
  if (!(*filled)[1].inputs().front().value().is_secret()) std::abort();
  return 0;
}
