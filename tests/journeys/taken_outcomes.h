#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "authtree/engine/journey.h"
#include "authtree/engine/observer.h"

#include "walk_list.h"

namespace authtree::inline v0::testing_world {

/// What stands for the outcome of a node that failed and has no outcome for it: its round failed.
inline constexpr std::string_view kRoundFailed = "(failed)";

/// Which outcomes walks take, of the nodes on pages and in inner trees as well.
///
/// @code
///   const auto taken = std::make_shared<TakenOutcomes>();
///   for (const ListedWalk& walk : Walks()) TakenOutcomes::Walk(taken, walk);
/// @endcode
class TakenOutcomes final : public Observer {
 public:
  /// Walks a walk, and counts what it takes. One that does not pass counts for nothing: it is a failure of
  /// its own test.
  static void Walk(const std::shared_ptr<TakenOutcomes>& taken, const ListedWalk& listed);

  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;

  /// The first walk in which a node of that type took the outcome; empty for none.
  [[nodiscard]] std::string WalkOf(std::string_view type, std::string_view outcome) const;
  /// The first walk in which that node of that file did.
  [[nodiscard]] std::string WalkOf(const std::filesystem::path& journey, std::string_view node_id,
                                   std::string_view outcome) const;

 private:
  struct Taken {
    std::string type;
    std::string node_id;
    std::string outcome;
  };
  using ByType = std::map<std::pair<std::string, std::string>, std::string>;
  using ByNode = std::map<std::tuple<std::string, std::string, std::string>, std::string>;

  std::vector<Taken> steps_;  ///< of the walk that is walked now
  ByType by_type_;
  ByNode by_node_;
};

/// The id of a node in its own tree: without the nodes that stand for the trees around it.
[[nodiscard]] std::string OwnId(std::string_view node_id);

}  // namespace authtree::inline v0::testing_world
