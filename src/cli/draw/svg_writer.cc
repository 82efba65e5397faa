#include "draw/svg_writer.h"

#include <algorithm>
#include <set>

#include "draw/alt_text.h"
#include "draw/label.h"
#include "draw/scene.h"
#include "draw/svg_legend.h"
#include "draw/svg_pen.h"
#include "draw/svg_style.h"
#include "draw/xml_writer.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr int kHeading = 44;  // height of the line with the journey's name
constexpr int kMargin = 16;
constexpr int kCorner = 6;
constexpr int kStub = 13;

class SvgDrawer {
 public:
  SvgDrawer(const Drawing& drawing, const DrawnPath* path, ColumnLimit limit)
      : drawing_(drawing), path_(path), scene_(MakeScene(drawing, limit)), pen_(xml_) {}

  std::string Draw() {
    const std::string heading = OneLine(drawing_.journey);
    const int width = std::max(scene_.width, kNarrowestPicture);
    const SvgLegend legend(LegendItems(), width);
    const int height = kHeading + scene_.height + legend.height();
    xml_.Open("svg").Attribute("xmlns", "http://www.w3.org/2000/svg").Attribute("width", width);
    xml_.Attribute("height", height);
    xml_.Attribute("viewBox", "0 0 " + std::to_string(width) + " " + std::to_string(height));
    xml_.Attribute("role", "img").Attribute("aria-label", "Journey " + heading);
    xml_.Open("title").Text("Journey " + heading).Close();
    xml_.Open("desc").Text(AltText(drawing_, path_)).Close();
    xml_.Open("style").Text(kSvgStyle).Close();
    pen_.Rectangle("paper", {0, 0}, {width, height}, 0);
    pen_.Text("heading", {kMargin, kHeading / 2 + 4}, Fitted(heading, Font{17, true}, width - 2 * kMargin));
    xml_.Open("g").Attribute("transform", "translate(0 " + std::to_string(kHeading) + ")");
    DrawLines();
    for (std::size_t shape = 0; shape < scene_.shapes.size(); ++shape) DrawShape(shape);
    xml_.Close();
    legend.Draw(xml_, kHeading + scene_.height);
    return std::move(xml_).Finish();
  }

 private:
  static constexpr int kNarrowestPicture = 420;

  const DrawnNode* NodeOf(std::size_t shape) const {
    const Shape& of = scene_.shapes[shape];
    return of.kind == ShapeKind::kNode ? &drawing_.nodes[of.node] : nullptr;
  }

  bool IsTaken(const Line& line) const {
    if (path_ == nullptr) return false;
    if (scene_.shapes[line.from].kind == ShapeKind::kStart) return path_->from_start;
    return path_->taken.contains({scene_.shapes[line.from].node, line.outcome});
  }

  std::vector<LegendItem> LegendItems() const {
    std::vector<LegendItem> items;
    if (path_ != nullptr) {
      items = {LegendItem::kStep, LegendItem::kTaken};
      bool asked = false;
      bool failed = !path_->failed_children.empty();
      for (const auto& [node, visits] : path_->visits) {
        for (const Visit& visit : visits) {
          asked = asked || visit.asked;
          failed = failed || visit.failed;
        }
      }
      if (asked) items.push_back(LegendItem::kAsked);
      if (failed) items.push_back(LegendItem::kFailed);
    }
    std::set<LegendItem> found;
    for (const DrawnNode& node : drawing_.nodes) {
      if (!node.known) found.insert(LegendItem::kUnknown);
      for (const DrawnChild& child : node.children) {
        if (!child.known) found.insert(LegendItem::kUnknown);
      }
      if (!node.reached) found.insert(LegendItem::kUnreached);
      for (const DrawnOutcome& outcome : node.outcomes) {
        if (outcome.target.kind == TargetKind::kNowhere) found.insert(LegendItem::kOpen);
        if (!outcome.declared) found.insert(LegendItem::kNever);
      }
    }
    items.insert(items.end(), found.begin(), found.end());
    return items;
  }

  std::string TitleOf(const Line& line) const {
    const DrawnNode* from = NodeOf(line.from);
    if (from == nullptr) return "Start " + TargetText(drawing_, drawing_.entry);
    const DrawnOutcome& outcome = from->outcomes[line.outcome];
    return OneLine(from->display_name, 80) + ": " + OneLine(outcome.name, 80) + " " +
           TargetText(drawing_, outcome.target);
  }

  void DrawLine(const Line& line, const std::string& style) { pen_.Way(style, line.route, TitleOf(line)); }

  void DrawArrow(std::string_view style, Point tip, int size) {
    pen_.Polygon(style, {tip, {tip.x - 2 * size, tip.y - size}, {tip.x - 2 * size, tip.y + size}});
  }

  void DrawLines() {
    for (const Line& line : scene_.lines) {
      if (IsTaken(line)) continue;
      const DrawnNode* from = NodeOf(line.from);
      const bool never = from != nullptr && !from->outcomes[line.outcome].declared;
      DrawLine(line, never ? "edge never" : "edge");
      DrawArrow("arrow", line.route.back(), 4);
    }
    for (const Line& line : scene_.lines) {
      if (!IsTaken(line)) continue;
      DrawLine(line, "taken");
      DrawArrow("taken-arrow", line.route.back(), 6);
    }
  }

  void DrawShape(std::size_t shape) {
    const Point corner = scene_.corners[shape];
    const LayoutBox& box = scene_.boxes[shape];
    const Shape& of = scene_.shapes[shape];
    xml_.Open("g");
    switch (of.kind) {
      case ShapeKind::kStart:
        DrawStart(corner, box);
        break;
      case ShapeKind::kSuccess:
        DrawSuccess(corner, box, of.label);
        break;
      case ShapeKind::kFailure:
        DrawFailure(corner, box, of.label);
        break;
      case ShapeKind::kMissing:
        pen_.Rectangle("box unknown", corner, {box.width, box.height}, kCorner);
        pen_.Text("type warn", {corner.x + box_style::kPadding, corner.y + box_style::kFirstLine}, of.label);
        break;
      case ShapeKind::kNode:
        DrawNode(of.node, corner);
        break;
    }
    xml_.Close();
  }

  void DrawStart(Point corner, const LayoutBox& box) {
    const Point centre{corner.x + box.width / 2, corner.y + box.height / 2};
    pen_.Circle("start", centre, box.width / 2);
    pen_.Polygon("start-mark",
                 {{centre.x - 6, centre.y - 10}, {centre.x + 12, centre.y}, {centre.x - 6, centre.y + 10}});
    pen_.Text("type", {corner.x + 8, corner.y + box.height + 12}, "Start");
  }

  void DrawSuccess(Point corner, const LayoutBox& box, const std::string& label) {
    pen_.Rectangle("success", corner, {box.width, box.height}, box.height / 2);
    const int y = corner.y + box.height / 2;
    pen_.Way("success-mark", {{corner.x + 13, y}, {corner.x + 17, y + 5}, {corner.x + 26, y - 6}}, "");
    pen_.Text("success-name", {corner.x + 33, y}, label);
  }

  void DrawFailure(Point corner, const LayoutBox& box, const std::string& label) {
    const int right = corner.x + box.width;
    const int bottom = corner.y + box.height;
    const int cut = 13;
    pen_.Polygon("failure", {{corner.x + cut, corner.y},
                             {right - cut, corner.y},
                             {right, corner.y + cut},
                             {right, bottom - cut},
                             {right - cut, bottom},
                             {corner.x + cut, bottom},
                             {corner.x, bottom - cut},
                             {corner.x, corner.y + cut}});
    const int y = corner.y + box.height / 2;
    pen_.Way("failure-mark", {{corner.x + 14, y - 5}, {corner.x + 24, y + 5}}, "");
    pen_.Way("failure-mark", {{corner.x + 14, y + 5}, {corner.x + 24, y - 5}}, "");
    pen_.Text("failure-name", {corner.x + 33, y}, label);
  }

  void DrawNode(std::size_t index, Point corner) {
    const DrawnNode& node = drawing_.nodes[index];
    const NodeBox& box = scene_.nodes[index];
    const bool visited = path_ != nullptr && path_->visits.contains(index);
    xml_.Open("title")
        .Text(OneLine(node.display_name) + " (" + OneLine(node.type) + ") " + OneLine(node.id))
        .Close();
    std::string style = "box";
    if (!node.children.empty()) style += " page";
    if (!node.reached) style += " unreached";
    if (!node.known) style += " unknown";
    if (visited) style += " visited";
    pen_.Rectangle(style, corner, {box.width, box.height}, kCorner);
    const int left = corner.x + box_style::kPadding;
    for (std::size_t i = 0; i < box.name.size(); ++i) {
      const int y = corner.y + box_style::kFirstLine + static_cast<int>(i) * box_style::kNameStep;
      pen_.Text("name", {left, y}, box.name[i]);
    }
    pen_.Text(node.known ? "type" : "type warn", {left, corner.y + box.type_line}, box.type);
    for (std::size_t i = 0; i < box.children.size(); ++i) DrawChild(index, i, corner);
    for (std::size_t i = 0; i < box.outcomes.size(); ++i) DrawOutcome(index, i, corner);
    if (visited) DrawVisits(index, corner);
  }

  void DrawChild(std::size_t index, std::size_t child, Point corner) {
    const DrawnChild& of = drawing_.nodes[index].children[child];
    const NodeBox& box = scene_.nodes[index];
    const ChildBox& text = box.children[child];
    const Point at{corner.x + box_style::kPadding, corner.y + text.top};
    xml_.Open("g").Open("title");
    xml_.Text(OneLine(of.display_name) + " (" + OneLine(of.type) + ") " + OneLine(of.id)).Close();
    pen_.Rectangle(of.known ? "child" : "child unknown", at,
                   {box.width - 2 * box_style::kPadding, box_style::kChildHeight}, 4);
    pen_.Text("name", {at.x + box_style::kPadding, at.y + 13}, text.name);
    pen_.Text(of.known ? "type" : "type warn", {at.x + box_style::kPadding, at.y + 29}, text.type);
    if (path_ != nullptr && path_->failed_children.contains({index, child})) {
      const Point centre{at.x + box.width - 2 * box_style::kPadding - 14, at.y + box_style::kChildHeight / 2};
      pen_.Rectangle("step-failed", {centre.x - 9, centre.y - 9}, {18, 18}, 2);
      pen_.Text("number", centre, "!");
    }
    xml_.Close();
  }

  void DrawOutcome(std::size_t index, std::size_t outcome, Point corner) {
    const DrawnOutcome& of = drawing_.nodes[index].outcomes[outcome];
    const NodeBox& box = scene_.nodes[index];
    const Point port{corner.x + box.width,
                     corner.y + box_style::kFirstLine + static_cast<int>(outcome) * box_style::kOutcomeStep};
    const bool taken = path_ != nullptr && path_->taken.contains({index, outcome});
    std::string style = "outcome";
    if (taken) style += " taken-name";
    if (of.target.kind == TargetKind::kNowhere || !of.declared) style += " idle";
    pen_.Text(style, {port.x - box_style::kPadding, port.y}, box.outcomes[outcome]);
    if (of.target.kind == TargetKind::kNowhere) {
      pen_.Way("stub", {port, {port.x + kStub, port.y}}, "");
      pen_.Way("stub", {{port.x + kStub - 4, port.y - 4}, {port.x + kStub + 4, port.y + 4}}, "");
      pen_.Way("stub", {{port.x + kStub - 4, port.y + 4}, {port.x + kStub + 4, port.y - 4}}, "");
      pen_.Circle("open", port, 4);
    } else {
      pen_.Circle(taken ? "taken-arrow" : "port", port, taken ? 5 : 3);
    }
  }

  // Numbers along the upper edge: as many as there is room for, and how many more there are.
  void DrawVisits(std::size_t index, Point corner) {
    const std::vector<Visit>& visits = path_->visits.at(index);
    const auto room = static_cast<std::size_t>(std::max(1, (scene_.nodes[index].width - 60) / kBadgeStep));
    int x = corner.x + 14;
    for (std::size_t i = 0; i < visits.size(); ++i) {
      if (i >= room) {
        pen_.Text("name", {x - 6, corner.y - 8}, "+" + std::to_string(visits.size() - room));
        return;
      }
      DrawBadge(xml_, {x, corner.y}, std::to_string(visits[i].number), visits[i]);
      x += kBadgeStep;
    }
  }

  const Drawing& drawing_;
  const DrawnPath* path_;
  Scene scene_;
  XmlWriter xml_;
  SvgPen pen_;
};

}  // namespace

std::string WriteSvg(const Drawing& drawing, const DrawnPath* path, ColumnLimit limit) {
  return SvgDrawer(drawing, path, limit).Draw();
}

}  // namespace authtree::inline v0::cli::draw
