#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/engine/journey.h"

namespace authtree::inline v0 {

/// The journeys that clients may run, by name. Build one, then share it as const.
class JourneyCatalog {
 public:
  JourneyCatalog() = default;
  /// All journeys of a file.
  explicit JourneyCatalog(const LoadedJourneys& loaded);

  /// Adds a journey, in place of one of the same name.
  void Add(std::shared_ptr<const Journey> journey);
  /// Says which journey is run when a client names none; without it there is no such journey.
  /// `kNotFound` when the catalog has none of that name.
  [[nodiscard]] Result<void> SetDefault(std::string_view name);

  /// The journey of that name, with an empty name the default one; null when there is none. A journey that is
  /// disabled, or that only other journeys may run, is not there at all.
  [[nodiscard]] std::shared_ptr<const Journey> Find(std::string_view name) const;

  /// The names under which `Find` finds something, sorted.
  [[nodiscard]] std::vector<std::string> Names() const;

 private:
  std::map<std::string, std::shared_ptr<const Journey>, std::less<>> journeys_;
  std::string default_;
};

}  // namespace authtree::inline v0
