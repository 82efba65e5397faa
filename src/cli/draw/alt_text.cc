#include "draw/alt_text.h"

#include <algorithm>

#include "draw/label.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr std::size_t kMostNodesTold = 100;
constexpr std::size_t kLongestName = 80;

std::string NameOf(const DrawnNode& node) { return "'" + OneLine(node.display_name, kLongestName) + "'"; }

std::string Sentence(const Drawing& drawing, const DrawnNode& node) {
  std::string text = NameOf(node) + " (" + OneLine(node.type, kLongestName) + ")";
  if (!node.known) text += ", an unknown type";
  if (!node.reached) text += ", never reached";
  text += ":";
  for (std::size_t i = 0; i < node.outcomes.size(); ++i) {
    text += (i == 0 ? " " : "; ") + OneLine(node.outcomes[i].name, kLongestName) + " " +
            TargetText(drawing, node.outcomes[i].target);
  }
  if (node.outcomes.empty()) text += " no outcome";
  return text + ".";
}

std::string PathSentence(const Drawing& drawing, const DrawnPath& path) {
  std::vector<std::pair<std::size_t, std::size_t>> order;  // number and node
  for (const auto& [node, visits] : path.visits) {
    for (const Visit& visit : visits) order.emplace_back(visit.number, node);
  }
  std::sort(order.begin(), order.end());
  std::string text = "Path:";
  for (std::size_t i = 0; i < order.size() && i < kMostNodesTold; ++i) {
    text += (i == 0 ? " " : ", ") + NameOf(drawing.nodes[order[i].second]);
  }
  return text + ".";
}

}  // namespace

std::string TargetText(const Drawing& drawing, const Target& target) {
  switch (target.kind) {
    case TargetKind::kNode:
      return "leads to " + NameOf(drawing.nodes[target.node]);
    case TargetKind::kSuccess:
      return "leads to Success";
    case TargetKind::kFailure:
      return "leads to Failure";
    case TargetKind::kNowhere:
      return "is not connected";
    case TargetKind::kMissing:
      return "leads to '" + OneLine(target.id, kLongestName) + "', which is no node";
  }
  return {};
}

std::string AltText(const Drawing& drawing, const DrawnPath* path) {
  std::string text = "A journey of " + std::to_string(drawing.nodes.size()) +
                     (drawing.nodes.size() == 1 ? " node." : " nodes.") + " Its start " +
                     TargetText(drawing, drawing.entry) + ".";
  if (path != nullptr) text += " " + PathSentence(drawing, *path);
  for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
    if (i == kMostNodesTold) {
      return text + " And " + std::to_string(drawing.nodes.size() - i) + " more nodes.";
    }
    text += " " + Sentence(drawing, drawing.nodes[i]);
  }
  return text;
}

}  // namespace authtree::inline v0::cli::draw
