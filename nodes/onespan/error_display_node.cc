#include "error_display_node.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kSeparator = "<br />";
constexpr std::string_view kBlanks = " \t\r\n";

std::string Escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::vector<Callback> Texts(std::string_view message) {
  std::vector<Callback> texts;
  while (true) {
    const std::size_t end = message.find(kSeparator);
    const std::string_view part = message.substr(0, end);
    if (part.find_first_not_of(kBlanks) != std::string_view::npos) {
      texts.push_back(Callback::TextOutput(MessageType::kError, Escape(part)));
    }
    if (end == std::string_view::npos) return texts;
    message.remove_prefix(end + kSeparator.size());
  }
}

}  // namespace

StateContract ErrorDisplayNode::Contract() const {
  return Reads(ostid::kErrorMessage).Writes(ostid::kErrorMessage);
}

Result<Action> ErrorDisplayNode::Step(const StepContext& step) const {
  const std::optional<std::string> message = step.state().Get(ostid::kErrorMessage);
  if (!message) return Action::To("outcome");
  std::vector<Callback> texts = Texts(*message);
  if (texts.empty()) return Action::To("outcome").Remove(ostid::kErrorMessage.name);
  return Action::Ask(std::move(texts)).Remove(ostid::kErrorMessage.name);
}

}  // namespace authtree::inline v0::nodes
