#pragma once

#include <filesystem>
#include <vector>

#include "authtree/walk/walk_file.h"

namespace authtree::inline v0::testing_world {

/// The walk files of examples/journeys/walks and tests/journeys/walks, by name.
[[nodiscard]] std::vector<std::filesystem::path> WalkFiles();

/// A walk file that was read.
struct ListedWalk {
  std::filesystem::path file;
  std::filesystem::path journey;  ///< the file of its journey, without `..`
  walk::WalkFile walk;

  /// "push-login-refused".
  [[nodiscard]] std::string Name() const;
};

/// All of them that can be read; what cannot be is a failure of the test of that walk.
[[nodiscard]] std::vector<ListedWalk> Walks();

}  // namespace authtree::inline v0::testing_world
