// A journey file of any content is read without harm, and what was read can be asked about.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "authtree/engine/journey.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"

namespace {

const authtree::NodeRegistry& Registry() {
  static const authtree::NodeRegistry registry = [] {
    authtree::NodeRegistry made;
    authtree::RegisterAmNodes(made);
    authtree::RegisterOneSpanNodes(made, nullptr);
    return made;
  }();
  return registry;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const authtree::LoadedJourneys loaded =
      authtree::LoadJourneys({reinterpret_cast<const char*>(data), size}, Registry());
  // A file that gives no journey says why.
  if (loaded.journeys.empty() && !loaded.diagnostics.has_errors()) std::abort();
  for (const auto& journey : loaded.journeys) {
    for (const authtree::JourneyNode& node : journey->nodes()) {
      if (node.node == nullptr || !journey->Find(node.id)) std::abort();
    }
  }
  return 0;
}
