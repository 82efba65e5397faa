#include "page_script.h"

#include "page_script_texts.h"

namespace authtree::inline v0::nodes {
namespace {

const char* TextFor(PageTask task) {
  switch (task) {
    case PageTask::kFillDeviceData:
      return kFillDeviceDataScript;
    case PageTask::kShowVisualCode:
      return kShowVisualCodeScript;
    case PageTask::kHideVisualCode:
      return kHideVisualCodeScript;
  }
  return "";
}

}  // namespace

Callback PageScript(PageTask task) { return Callback::TextOutput(MessageType::kScript, TextFor(task)); }

Callback PutIntoPage(Callback hidden_value) {
  if (const Value* value = hidden_value.FindOutput("value"); value != nullptr) {
    for (CallbackInput& input : hidden_value.inputs()) input.set_value(value->Clone());
  }
  return hidden_value;
}

}  // namespace authtree::inline v0::nodes
