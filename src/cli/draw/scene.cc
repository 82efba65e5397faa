#include "draw/scene.h"

#include <map>
#include <utility>

#include "draw/label.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr int kEndHeight = 44;
constexpr int kStartSize = 44;

class SceneMaker {
 public:
  explicit SceneMaker(const Drawing& drawing) : drawing_(drawing) {}

  Scene Make(ColumnLimit limit) {
    AddShape({ShapeKind::kStart, 0, "Start"}, StartBox());
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) {
      scene_.nodes.push_back(MeasureNode(drawing_.nodes[node]));
      node_shapes_.push_back(AddShape({ShapeKind::kNode, node, {}}, BoxOf(node)));
    }
    Connect(0, 0, drawing_.entry, true);
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) {
      const std::vector<DrawnOutcome>& outcomes = drawing_.nodes[node].outcomes;
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        Connect(node_shapes_[node], i, outcomes[i].target, drawing_.nodes[node].reached);
      }
    }
    LayoutGraph graph;
    graph.boxes = scene_.boxes;
    for (const Line& line : scene_.lines) graph.edges.push_back({line.from, line.outcome, line.to});
    Layout layout = LayOut(graph, limit);
    scene_.corners = std::move(layout.corners);
    for (std::size_t i = 0; i < scene_.lines.size(); ++i) scene_.lines[i].route = std::move(layout.routes[i]);
    scene_.width = layout.width;
    scene_.height = layout.height;
    return std::move(scene_);
  }

 private:
  static LayoutBox StartBox() {
    LayoutBox box;
    box.width = kStartSize;
    box.height = kStartSize;
    box.inlet = box_style::kFirstLine;
    box.outlets = {box_style::kFirstLine};
    box.at_right = true;  // near to what it leads to
    return box;
  }

  static LayoutBox EndBox(const std::string& label) {
    LayoutBox box;
    box.width = WidthOf(label, Font{box_style::kNameSize, true}) + 44;
    box.height = kEndHeight;
    box.inlet = box_style::kFirstLine;
    box.reached = false;
    return box;
  }

  LayoutBox BoxOf(std::size_t node) const {
    LayoutBox box;
    box.width = scene_.nodes[node].width;
    box.height = scene_.nodes[node].height;
    box.inlet = box_style::kFirstLine;
    box.reached = drawing_.nodes[node].reached;
    for (std::size_t i = 0; i < drawing_.nodes[node].outcomes.size(); ++i) {
      box.outlets.push_back(box_style::kFirstLine + static_cast<int>(i) * box_style::kOutcomeStep);
    }
    return box;
  }

  std::size_t AddShape(Shape shape, LayoutBox box) {
    scene_.shapes.push_back(std::move(shape));
    scene_.boxes.push_back(std::move(box));
    return scene_.shapes.size() - 1;
  }

  std::size_t EndShape(ShapeKind kind, const std::string& key, const std::string& label) {
    const auto [found, added] = ends_.emplace(std::pair(kind, key), scene_.shapes.size());
    if (added) AddShape({kind, 0, label}, EndBox(label));
    return found->second;
  }

  void Connect(std::size_t from, std::size_t outcome, const Target& target, bool reached) {
    std::size_t to = 0;
    switch (target.kind) {
      case TargetKind::kNowhere:
        return;
      case TargetKind::kNode:
        to = node_shapes_[target.node];
        break;
      case TargetKind::kSuccess:
        to = EndShape(ShapeKind::kSuccess, "", "Success");
        break;
      case TargetKind::kFailure:
        to = EndShape(ShapeKind::kFailure, "", "Failure");
        break;
      case TargetKind::kMissing:
        to = EndShape(ShapeKind::kMissing, target.id, "no node " + OneLine(target.id, 24));
        break;
    }
    if (reached) scene_.boxes[to].reached = true;
    scene_.lines.push_back({from, to, outcome, {}});
  }

  const Drawing& drawing_;
  Scene scene_;
  std::vector<std::size_t> node_shapes_;
  std::map<std::pair<ShapeKind, std::string>, std::size_t> ends_;
};

}  // namespace

Scene MakeScene(const Drawing& drawing, ColumnLimit limit) { return SceneMaker(drawing).Make(limit); }

}  // namespace authtree::inline v0::cli::draw
