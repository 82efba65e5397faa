#pragma once

#include <optional>
#include <string>
#include <utility>

#include "authtree/core/json.h"

#include "draw/drawing.h"
#include "draw/drawing_reader.h"
#include "journey_source.h"

namespace authtree::inline v0::cli::draw {

inline constexpr const char* kSuccessId = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
inline constexpr const char* kFailureId = "e301438c-0bd0-429c-ab0c-66126501069a";

/// An export put together node by node. The first node is the entry.
class Export {
 public:
  explicit Export(std::string id = "T") { json_["tree"]["_id"] = std::move(id); }

  Export& Node(const std::string& id, const std::string& type, Json connections = Json::object(),
               Json properties = Json::object(), const std::string& name = "") {
    if (!json_["tree"].contains("entryNodeId")) json_["tree"]["entryNodeId"] = id;
    Json& node = json_["tree"]["nodes"][id];
    node["nodeType"] = type;
    node["displayName"] = name.empty() ? "Node " + id : name;
    node["connections"] = std::move(connections);
    json_["nodes"][id] = std::move(properties);
    return *this;
  }

  [[nodiscard]] Json& json() { return json_; }
  [[nodiscard]] std::string text() const { return DumpJson(json_); }

 private:
  Json json_;
};

/// A child in the list of a page.
inline Json Child(const std::string& id, const std::string& type) {
  return Json{{"_id", id}, {"nodeType", type}, {"displayName", "Child " + id}};
}

/// The drawing of an export, or one without nodes and with the findings as its name.
inline Drawing Read(const std::string& text, const std::string& journey = "") {
  const NodeRegistry registry = MakeRegistry(nullptr);
  Diagnostics diagnostics;
  std::optional<Drawing> drawing = ReadDrawing(text, journey, registry, diagnostics);
  if (drawing) return std::move(*drawing);
  Drawing none;
  none.journey = diagnostics.ToText();
  return none;
}

inline Drawing Read(const Export& source) { return Read(source.text()); }

/// A journey that tries to break out of a picture.
inline Drawing EvilDrawing() {
  const std::string evil =
      "\"]]></text></svg><script>alert('1')</script>\n\\\" --> &quot; #quot; `end` %%{init}%%";
  Export source(evil);
  source.Node("p", "PageNode", {{evil, "q"}, {"outcome", "q"}},
              {{"nodes", {Child("c", evil), Child("d", "UsernameCollectorNode")}}}, evil);
  source.Node("q", evil, {{evil, "gone" + evil}, {"self", "q"}, {"out", kSuccessId}}, Json::object(),
              std::string(10'000, 'A') + evil);
  source.Node("r", "RetryLimitDecisionNode", {{"Retry", kFailureId}}, Json::object(), "\u202Eשלום 😀 日本");
  return Read(source);
}

}  // namespace authtree::inline v0::cli::draw
