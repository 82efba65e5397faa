#include "draw/node_box.h"

#include <algorithm>

#include "draw/label.h"

namespace authtree::inline v0::cli::draw {
namespace {

using namespace box_style;

constexpr Font kName{kNameSize, true};
constexpr Font kType{kTypeSize, false};
constexpr Font kOutcome{kOutcomeSize, false};
constexpr int kWidestName = 150;
constexpr int kWidestOutcome = 120;
constexpr int kWidestText = 250;
constexpr int kNarrowest = 110;
constexpr int kBetween = 16;
constexpr std::size_t kMostLines = 3;
constexpr int kTypeStep = 18;
constexpr int kBottom = 10;

}  // namespace

std::string TypeText(const std::string& type, bool known) {
  if (known) return OneLine(type);
  return type.empty() ? "no type" : "unknown: " + OneLine(type);
}

NodeBox MeasureNode(const DrawnNode& node) {
  NodeBox box;
  box.name = Broken(OneLine(node.display_name), kName, kWidestName, kMostLines);
  int name_width = 0;
  for (const std::string& line : box.name) name_width = std::max(name_width, WidthOf(line, kName));
  int outcome_width = 0;
  for (const DrawnOutcome& outcome : node.outcomes) {
    box.outcomes.push_back(Fitted(OneLine(outcome.name), kOutcome, kWidestOutcome));
    outcome_width = std::max(outcome_width, WidthOf(box.outcomes.back(), kOutcome));
  }
  box.type = Fitted(TypeText(node.type, node.known), kType, kWidestText);
  int inner = std::max(name_width + kBetween + outcome_width, WidthOf(box.type, kType));
  for (const DrawnChild& child : node.children) {
    ChildBox measured;
    measured.name = Fitted(OneLine(child.display_name), kName, kWidestText);
    measured.type = Fitted(TypeText(child.type, child.known), kType, kWidestText);
    inner = std::max(inner,
                     std::max(WidthOf(measured.name, kName), WidthOf(measured.type, kType)) + 2 * kPadding);
    box.children.push_back(std::move(measured));
  }
  box.width = std::max(kNarrowest, inner + 2 * kPadding);

  const int name_end = kFirstLine + static_cast<int>(box.name.size() - 1) * kNameStep;
  const auto outcomes = static_cast<int>(std::max<std::size_t>(1, box.outcomes.size()));
  const int outcome_end = kFirstLine + (outcomes - 1) * kOutcomeStep;
  box.type_line = std::max(name_end, outcome_end) + kTypeStep;
  int bottom = box.type_line + kBottom + (box.children.empty() ? 0 : 3);
  for (ChildBox& child : box.children) {
    child.top = bottom;
    bottom += kChildHeight + kChildGap;
  }
  box.height = bottom + (box.children.empty() ? 0 : kChildGap);
  return box;
}

}  // namespace authtree::inline v0::cli::draw
