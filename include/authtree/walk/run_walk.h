#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/engine/observer.h"
#include "authtree/node/registry.h"
#include "authtree/walk/walk_file.h"
#include "authtree/walk/walk_report.h"

namespace authtree::inline v0::walk {

/// What becomes of a walk whose optional journey file is not there.
enum class MissingJourney : std::uint8_t {
  kSkipped,
  kUnusable,  ///< as if it were not optional: for machines that have every file
};

/// What a walk needs beyond its file.
struct WalkOptions {
  /// Registers node types beyond those of AM and OneSpan. May be empty.
  std::function<void(NodeRegistry&)> add_nodes = {};
  /// Answers that do not stand in the file, by prompt or hidden id; letter case is looked at only when it
  /// tells two prompts apart. Of several each is given once, the last one from then on.
  std::map<std::string, std::vector<Secret>, std::less<>> answers = {};
  MissingJourney missing_journey = MissingJourney::kSkipped;
  /// Told what the engine does on the walk. May be null. A walk that is recorded or updated is walked several
  /// times.
  std::shared_ptr<Observer> observer = {};
};

/// Walks a walk file: the engine, every node type, the client and the simulated service in this process, on a
/// clock that moves when the walk says so. Nothing waits and nothing leaves the process. Never throws;
/// whatever is wrong with the file or its journey is in the report. For one thread; several walks may run at
/// once.
///
/// @code
///   TEST(Walks, Login) {
///     const walk::WalkReport report = walk::RunWalk("walks/login.walk.json");
///     EXPECT_TRUE(report.ok()) << walk::Explain(report);
///   }
/// @endcode
[[nodiscard]] WalkReport RunWalk(const std::filesystem::path& file, const WalkOptions& options = {});

/// The same for a walk in memory whose journey file is looked for in `directory`.
[[nodiscard]] WalkReport RunWalk(const WalkFile& walk, const std::filesystem::path& directory,
                                 const WalkOptions& options = {});

/// A walk with expectations that hold.
struct WrittenWalk {
  WalkReport report;  ///< of a run of the walk as it is now
  WalkFile walk;
};

/// Takes the answers of a walk and writes down what happens: every question, every text, the end, the path
/// and the calls. What changes from run to run becomes a matcher, and no secret is written. A walk with too
/// few answers ends where it asks. The report says whether the walk passes now.
[[nodiscard]] WrittenWalk RecordWalk(WalkFile walk, const std::filesystem::path& directory,
                                     const WalkOptions& options = {});

/// Puts what happens in the place of those expectations that do not hold, and leaves the others alone.
/// Answers stay; where they no longer fit, the report still has partings.
[[nodiscard]] WrittenWalk UpdateWalk(WalkFile walk, const std::filesystem::path& directory,
                                     const WalkOptions& options = {});

}  // namespace authtree::inline v0::walk
