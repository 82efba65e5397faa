#include "authtree/am/callbacks_json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bad_answers.h"

namespace authtree::inline v0::am {
namespace {

void WriteValue(SecretJsonWriter& body, const Value& value) {
  constexpr std::string_view kName = "value";
  const Json* json = value.json();
  if (json == nullptr) {
    body.Text(kName, *value.secret());
  } else if (json->is_string()) {
    body.Text(kName, json->get_ref<const std::string&>());
  } else if (json->is_null()) {
    body.Text(kName, "");
  } else if (const std::optional<std::int64_t> number = ValueCodec<std::int64_t>::Read(value)) {
    body.Number(kName, *number);
  } else {
    body.Plain(kName, *json);
  }
}

void WriteInput(SecretJsonWriter& body, const CallbackInput& input, const std::string& prefix) {
  body.OpenElement();
  body.Text("name", input.suffix().empty() ? prefix : prefix + input.suffix());
  // A field that must not be echoed goes out empty, whatever is in it.
  if (input.kind() == InputKind::kSecret) {
    body.Text("value", "");
  } else {
    WriteValue(body, input.value());
  }
  body.Close();
}

void WriteCallback(SecretJsonWriter& body, const Callback& callback, std::size_t position) {
  body.OpenElement();
  body.Text("type", CallbackTypeName(callback.type()));
  body.OpenArray("output");
  for (const Callback::Output& output : callback.outputs()) {
    body.OpenElement();
    body.Text("name", output.name);
    WriteValue(body, output.value);
    body.Close();
  }
  body.Close();
  if (!callback.inputs().empty()) {
    const std::string prefix = "IDToken" + std::to_string(position);
    body.OpenArray("input");
    for (const CallbackInput& input : callback.inputs()) WriteInput(body, input, prefix);
    body.Close();
  }
  if (callback.id()) body.Number("_id", *callback.id());
  body.Close();
}

}  // namespace

void WriteCallbacks(SecretJsonWriter& body, const std::vector<Callback>& callbacks) {
  body.OpenArray("callbacks");
  for (std::size_t i = 0; i < callbacks.size(); ++i) WriteCallback(body, callbacks[i], i + 1);
  body.Close();
}

std::string_view BadAnswersText(const Error& error) {
  for (const FixedText text : {kWrongCount, kWrongType}) {
    if (error.message() == text.view()) return text.view();
  }
  return kWrongInput.view();
}

}  // namespace authtree::inline v0::am
