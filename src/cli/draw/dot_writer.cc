#include "draw/dot_writer.h"

#include "draw/alt_text.h"
#include "draw/label.h"
#include "draw/node_box.h"

namespace authtree::inline v0::cli::draw {
namespace {

constexpr std::string_view kPathColour = "#0a53be";
constexpr std::string_view kWarnColour = "#b3121f";

std::string NameOf(std::size_t node) { return "n" + std::to_string(node); }

// The number of each step that came to the node: " [1 3]".
std::string StepsOf(std::size_t node, const DrawnPath* path) {
  if (path == nullptr || !path->visits.contains(node)) return {};
  std::string steps;
  for (const Visit& visit : path->visits.at(node)) {
    steps += (steps.empty() ? " [" : " ") + std::to_string(visit.number);
    if (visit.failed) steps += " failed";
    if (visit.asked) steps += " asked";
  }
  return steps + "]";
}

class DotDrawer {
 public:
  DotDrawer(const Drawing& drawing, const DrawnPath* path) : drawing_(drawing), path_(path) {}

  std::string Draw() {
    text_ = "digraph " + DotText(OneLine(drawing_.journey)) + " {\n  rankdir=LR;\n  compound=true;\n" +
            "  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=12];\n" +
            "  edge [fontname=\"Helvetica\", fontsize=11];\n  label=" + DotText(OneLine(drawing_.journey)) +
            ";\n  labelloc=t;\n  start [shape=circle, label=\"Start\"];\n";
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) WriteNode(node);
    WriteEdge("start", drawing_.entry, "", path_ != nullptr && path_->from_start, true);
    for (std::size_t node = 0; node < drawing_.nodes.size(); ++node) {
      const std::vector<DrawnOutcome>& outcomes = drawing_.nodes[node].outcomes;
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const bool taken = path_ != nullptr && path_->taken.contains({node, i});
        WriteEdge(NameOf(node), outcomes[i].target, outcomes[i].name, taken, outcomes[i].declared);
      }
    }
    if (has_success_) text_ += "  success [shape=doublecircle, label=\"Success\", color=\"#1a7f37\"];\n";
    if (has_failure_) text_ += "  failure [shape=octagon, label=\"Failure\", color=\"#b3121f\"];\n";
    return text_ + "}\n";
  }

 private:
  void WriteNode(std::size_t index) {
    const DrawnNode& node = drawing_.nodes[index];
    const bool page = !node.children.empty();
    if (page) {
      text_ += "  subgraph cluster_" + NameOf(index) +
               " {\n    style=rounded;\n    label=" + DotText(OneLine(node.display_name)) + ";\n";
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        const DrawnChild& child = node.children[i];
        const std::string lines[] = {OneLine(child.display_name), TypeText(child.type, child.known)};
        text_ += "    " + NameOf(index) + "_" + std::to_string(i) + " [label=" + Lines(lines[0], lines[1]) +
                 ", fontsize=10" +
                 (child.known ? "" : ", style=dashed, color=\"" + std::string(kWarnColour) + "\"") + "];\n";
      }
    }
    std::string style = node.known && node.reached ? "" : ", style=dashed";
    if (!node.known) style += ", color=\"" + std::string(kWarnColour) + "\"";
    if (path_ != nullptr && path_->visits.contains(index)) {
      style += ", penwidth=2.5, color=\"" + std::string(kPathColour) + "\"";
    }
    text_ += (page ? "    " : "  ") + NameOf(index) + " [label=" +
             Lines(OneLine(node.display_name) + StepsOf(index, path_), TypeText(node.type, node.known)) +
             style + "];\n" + (page ? "  }\n" : "");
  }

  // Two lines in one label.
  static std::string Lines(const std::string& first, const std::string& second) {
    std::string quoted = DotText(first);
    quoted.pop_back();
    return quoted + "\\n" + DotText(second).substr(1);
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
      case TargetKind::kMissing:
        to = "open" + std::to_string(open_++);
        text_ += "  " + to + " [shape=plaintext, fontcolor=\"" + std::string(kWarnColour) + "\", label=" +
                 DotText(target.kind == TargetKind::kNowhere ? "not connected"
                                                             : "no node " + OneLine(target.id, 60)) +
                 "];\n";
        break;
    }
    text_ += "  " + from + " -> " + to + " [label=" + DotText(OneLine(outcome));
    if (!declared || target.kind == TargetKind::kNowhere) text_ += ", style=dashed";
    if (taken) text_ += ", penwidth=2.5, color=\"" + std::string(kPathColour) + "\"";
    text_ += "];\n";
  }

  const Drawing& drawing_;
  const DrawnPath* path_;
  std::string text_;
  std::size_t open_ = 0;
  bool has_success_ = false;
  bool has_failure_ = false;
};

}  // namespace

std::string DotText(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '&') {
      quoted += "&amp;";
    } else {
      quoted += c == '\n' || c == '\r' ? ' ' : c;
    }
  }
  return quoted + '"';
}

std::string WriteDot(const Drawing& drawing, const DrawnPath* path) {
  return DotDrawer(drawing, path).Draw();
}

}  // namespace authtree::inline v0::cli::draw
