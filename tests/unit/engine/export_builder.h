#pragma once

#include <string>
#include <utility>
#include <vector>

#include "authtree/core/json.h"

namespace authtree::inline v0::testing {

inline const std::string kSuccess = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
inline const std::string kFailure = "e301438c-0bd0-429c-ab0c-66126501069a";

/// Writes a journey export of one tree. The first node added is the entry.
class ExportBuilder {
 public:
  explicit ExportBuilder(std::string id = "Login") {
    single_["tree"] = {{"_id", std::move(id)}, {"nodes", Json::object()}};
    single_["nodes"] = Json::object();
    single_["innerNodes"] = Json::object();
  }

  ExportBuilder& Node(const std::string& id, const std::string& type, Json connections,
                      Json properties = Json::object()) {
    Json& tree = single_["tree"];
    if (!tree.contains("entryNodeId")) tree["entryNodeId"] = id;
    tree["nodes"][id] = {
        {"nodeType", type}, {"displayName", "The " + id}, {"connections", std::move(connections)}};
    properties["_id"] = id;
    single_["nodes"][id] = std::move(properties);
    return *this;
  }

  ExportBuilder& Child(const std::string& id, Json properties = Json::object()) {
    single_["innerNodes"][id] = std::move(properties);
    return *this;
  }

  ExportBuilder& Entry(const std::string& id) {
    single_["tree"]["entryNodeId"] = id;
    return *this;
  }

  /// For what the other functions would not write.
  Json& json() { return single_; }
  Json& tree() { return single_["tree"]; }
  [[nodiscard]] const Json& json() const { return single_; }
  [[nodiscard]] const Json& tree() const { return single_.at("tree"); }

  [[nodiscard]] std::string Text() const { return DumpJson(single_); }

 private:
  Json single_;
};

/// The text of a file with one tree, or with several.
inline std::string FileOf(const ExportBuilder& first, const std::vector<ExportBuilder>& others) {
  if (others.empty()) return first.Text();
  Json trees = Json::object();
  trees[StringMember(first.tree(), "_id")] = first.json();
  for (const ExportBuilder& other : others) trees[StringMember(other.tree(), "_id")] = other.json();
  Json file;
  file["trees"] = std::move(trees);
  return DumpJson(file);
}

/// A child as a page's `nodes` lists it.
inline Json ChildEntry(const std::string& id, const std::string& type) {
  return {{"_id", id}, {"nodeType", type}, {"displayName", "The " + id}};
}

}  // namespace authtree::inline v0::testing
