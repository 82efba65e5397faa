#include <set>
#include <utility>

#include "authtree/engine/journey.h"

#include "inner_trees.h"
#include "needed_later.h"
#include "script_section.h"
#include "tree_reader.h"

namespace authtree::inline v0 {
namespace {

// One tree with what belongs to it. `shared` are the scripts of the other trees.
ReadTree ReadPart(const Json& single, const std::string& place, const std::string& fallback_id,
                  const ScriptMap& shared, const NodeRegistry& registry) {
  Diagnostics findings;
  ScriptMap scripts;
  ReadScripts(single, place, scripts, findings);
  scripts.insert(shared.begin(), shared.end());
  ReadTree tree = ReadTreeOf(single, place, fallback_id, scripts, registry);
  tree.findings.Append(std::move(findings));
  return tree;
}

// Makes a journey of a tree that can be run, and tells the findings of every one.
void AddJourney(ReadTree& tree, const InnerTrees& inner_trees, LoadedJourneys& loaded) {
  if (inner_trees.IsUsable(tree)) {
    std::vector<JourneyNode> nodes = inner_trees.Expand(tree);
    FindWhatIsNeededLater(nodes);
    loaded.journeys.push_back(
        std::make_shared<const Journey>(tree.id, std::move(nodes), tree.entry, std::move(tree.properties)));
  }
  loaded.diagnostics.Append(std::move(tree.findings));
}

}  // namespace

LoadedJourneys LoadJourneys(std::string_view text, const NodeRegistry& registry) {
  LoadedJourneys loaded;
  const Result<Json> file = ParseJson(text, kJourneyFileLimits);
  if (!file) {
    const std::string limit(file.error().Find(Fact::kLimit));
    loaded.diagnostics.AddError(
        std::string(file.error().Find(Fact::kPosition)), std::string(file.error().message()),
        "Give a journey export in JSON" + (limit.empty() ? "" : ", of at most " + limit + " bytes"));
    return loaded;
  }
  const Json* trees = FindMember(*file, "trees");
  if (trees != nullptr && (!trees->is_object() || trees->empty())) {
    loaded.diagnostics.AddError("/trees", "there is no journey in the file", "Export at least one journey");
    return loaded;
  }
  std::vector<ReadTree> read;
  std::vector<std::string> places;
  if (trees == nullptr) {
    places.emplace_back();
    read.push_back(ReadPart(*file, places.back(), "", ScriptMap(), registry));
  } else {
    // Trees that share a script are exported with a copy each, but nothing is lost by finding it elsewhere.
    ScriptMap shared;
    Diagnostics ignored;
    for (const auto& [id, single] : trees->items()) {
      ReadScripts(single, PointerTo("/trees", id), shared, ignored);
    }
    read.reserve(trees->size());
    for (const auto& [id, single] : trees->items()) {
      places.push_back(PointerTo("/trees", id));
      read.push_back(ReadPart(single, places.back(), id, shared, registry));
    }
  }
  std::set<std::string, std::less<>> names;
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i].findings.has_errors() || names.insert(read[i].id).second) continue;
    read[i].findings.AddError(PointerTo(PointerTo(places[i], "tree"), "_id"),
                              "there is another journey '" + read[i].id + "' in the file",
                              "Give every tree its own _id");
  }
  const InnerTrees inner_trees(read);
  for (ReadTree& tree : read) AddJourney(tree, inner_trees, loaded);
  return loaded;
}

}  // namespace authtree::inline v0
