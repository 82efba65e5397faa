#include "draw/mermaid_writer.h"

#include "draw/label.h"
#include "draw/node_box.h"

namespace authtree::inline v0::cli::draw {
namespace {

std::string NameOf(std::size_t node) { return "n" + std::to_string(node); }

class MermaidDrawer {
 public:
  MermaidDrawer(const Drawing& drawing, const DrawnPath* path) : drawing_(drawing), path_(path) {}

  std::string Draw() {
    text_ = "flowchart LR\n  start((Start))\n";
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) WriteNode(node);
    WriteEdge("start", drawing_.entry, "", path_ != nullptr && path_->from_start, true);
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) {
      const std::vector<DrawnOutcome>& outcomes = drawing_.nodes[node].outcomes;
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const bool taken = path_ != nullptr && path_->taken.contains({node, i});
        WriteEdge(NameOf(node), outcomes[i].target, outcomes[i].name, taken, outcomes[i].declared);
      }
    }
    if (has_success_) text_ += "  success([Success])\n";
    if (has_failure_) text_ += "  failure{{Failure}}\n";
    if (!visited_.empty()) {
      text_ += "  classDef visited stroke:#0a53be,stroke-width:3px\n  class " + visited_ + " visited\n";
    }
    if (!broken_.empty()) {
      text_ += "  classDef broken stroke:#b3121f,stroke-dasharray:5 4\n  class " + broken_ + " broken\n";
    }
    if (!taken_.empty()) text_ += "  linkStyle " + taken_ + " stroke:#0a53be,stroke-width:3px\n";
    return text_;
  }

 private:
  static void Add(std::string& list, const std::string& entry) { list += (list.empty() ? "" : ",") + entry; }

  std::string LabelOf(std::size_t index) const {
    const DrawnNode& node = drawing_.nodes[index];
    std::string label = OneLine(node.display_name);
    if (path_ != nullptr && path_->visits.contains(index)) {
      label += " (";
      const char* between = "";
      for (const Visit& visit : path_->visits.at(index)) {
        label += between + std::to_string(visit.number) +
                 (visit.failed  ? " failed"
                  : visit.asked ? " asked"
                                : "");
        between = ", ";
      }
      label += ")";
    }
    return label;
  }

  // Two lines in one text. The break is ours, everything else is data.
  static std::string Lines(const std::string& first, const std::string& second) {
    std::string quoted = MermaidText(first);
    quoted.pop_back();
    return quoted + "<br/>" + MermaidText(second).substr(1);
  }

  void WriteNode(std::size_t index) {
    const DrawnNode& node = drawing_.nodes[index];
    const std::string type = TypeText(node.type, node.known);
    if (node.children.empty()) {
      text_ += "  " + NameOf(index) + "[" + Lines(LabelOf(index), type) + "]\n";
    } else {
      text_ += "  subgraph " + NameOf(index) + " [" + MermaidText(LabelOf(index)) + "]\n";
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        const DrawnChild& child = node.children[i];
        const std::string name = NameOf(index) + "_" + std::to_string(i);
        text_ += "    " + name + "[" + Lines(OneLine(child.display_name), TypeText(child.type, child.known)) +
                 "]\n";
        if (!child.known) Add(broken_, name);
      }
      text_ += "  end\n";
    }
    if (!node.known) Add(broken_, NameOf(index));
    if (path_ != nullptr && path_->visits.contains(index)) Add(visited_, NameOf(index));
  }

  void WriteEdge(const std::string& from, const Target& target, const std::string& outcome, bool taken,
                 bool declared) {
    std::string to;
    switch (target.kind) {
      case TargetKind::kNode:
        to = NameOf(target.node);
        break;
      case TargetKind::kSuccess:
        to = "success";
        has_success_ = true;
        break;
      case TargetKind::kFailure:
        to = "failure";
        has_failure_ = true;
        break;
      case TargetKind::kNowhere:
      case TargetKind::kMissing: {
        const std::string name = "open" + std::to_string(open_++);
        const bool missing = target.kind == TargetKind::kMissing;
        to = name + "[" + MermaidText(missing ? "no node " + OneLine(target.id, 60) : "not connected") + "]";
        Add(broken_, name);
        break;
      }
    }
    const bool solid = declared && target.kind != TargetKind::kNowhere;
    text_ += "  " + from + (solid ? " -->" : " -.->");
    if (!outcome.empty()) text_ += "|" + MermaidText(OneLine(outcome)) + "|";
    text_ += " " + to + "\n";
    if (taken) Add(taken_, std::to_string(edges_));
    ++edges_;
  }

  const Drawing& drawing_;
  const DrawnPath* path_;
  std::string text_;
  std::string visited_;
  std::string broken_;
  std::string taken_;
  std::size_t open_ = 0;
  std::size_t edges_ = 0;
  bool has_success_ = false;
  bool has_failure_ = false;
};

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

}  // namespace

std::string MermaidText(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (IsPlain(c)) {
      quoted += c;
    } else {
      quoted += "#" + std::to_string(static_cast<int>(c)) + ";";
    }
  }
  return quoted + '"';
}

std::string WriteMermaid(const Drawing& drawing, const DrawnPath* path) {
  return MermaidDrawer(drawing, path).Draw();
}

}  // namespace authtree::inline v0::cli::draw
