#include "prompted_field.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace authtree::inline v0::nodes {
namespace {

// Hidden while typed. One-time codes, signatures and device codes are not: a person copies them from a
// device.
constexpr std::array<std::string_view, 4> kPasswords{"PIN", "newPassword", "password", "staticPassword"};

// Looks at the prompt where it stands: every attribute is compared with every callback.
bool AsksFor(const Callback& callback, std::string_view wanted) {
  if (callback.type() != CallbackType::kName && callback.type() != CallbackType::kPassword) return false;
  const Value* prompt = callback.FindOutput("prompt");
  if (prompt == nullptr || prompt->json() == nullptr) return false;
  const auto* text = prompt->json()->get_ptr<const std::string*>();
  return text != nullptr && *text == wanted;
}

}  // namespace

Callback FieldFor(const std::string& attribute) {
  const bool password = std::find(kPasswords.begin(), kPasswords.end(), attribute) != kPasswords.end();
  return password ? Callback::Password(attribute) : Callback::Name(attribute);
}

const Callback* AnswerTo(std::string_view prompt, const std::vector<Callback>& submitted) {
  const auto found = std::find_if(submitted.begin(), submitted.end(),
                                  [prompt](const Callback& callback) { return AsksFor(callback, prompt); });
  return found == submitted.end() ? nullptr : &*found;
}

}  // namespace authtree::inline v0::nodes
