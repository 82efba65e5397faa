#include "walk_list.h"

#include <algorithm>
#include <string>
#include <utility>

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {

namespace fs = std::filesystem;

std::vector<fs::path> WalkFiles() {
  std::vector<fs::path> files;
  for (const char* directory : {"examples/journeys/walks", "tests/journeys/walks"}) {
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(AUTHTREE_SOURCE_DIR) / directory)) {
      if (entry.path().string().ends_with(".walk.json")) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string ListedWalk::Name() const {
  const std::string name = file.filename().string();
  return name.substr(0, name.find('.'));
}

std::vector<ListedWalk> Walks() {
  std::vector<ListedWalk> walks;
  for (const fs::path& file : WalkFiles()) {
    const std::string text = ReadSourceFile(fs::relative(file, AUTHTREE_SOURCE_DIR).string());
    walk::ParsedWalk parsed = walk::ParseWalk(text);
    if (parsed.diagnostics.has_errors()) continue;
    ListedWalk listed;
    listed.file = file;
    listed.journey = (file.parent_path() / parsed.walk.journey.file).lexically_normal();
    listed.walk = std::move(parsed.walk);
    walks.push_back(std::move(listed));
  }
  return walks;
}

}  // namespace authtree::inline v0::testing_world
