#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/walk/run_walk.h"

namespace authtree::inline v0::walk {

[[nodiscard]] std::vector<std::string> PlacesOf(const Diagnostics& diagnostics);
[[nodiscard]] std::vector<std::string> PlacesOf(const WalkReport& report);

/// A directory with journeys, gone with the test: `login` asks for a name and a password, `wait` polls,
/// `verify` has an identity verified, `offline` is the offline activation, `choose` has a node type of the
/// test's own.
class WalkTest : public ::testing::Test {
 protected:
  WalkTest();
  ~WalkTest() override;

  void Write(const std::string& name, std::string_view content) const;
  [[nodiscard]] std::filesystem::path Path(const std::string& name) const { return directory_ / name; }

  /// A walk from its text; findings fail the test.
  [[nodiscard]] static WalkFile Read(std::string_view text);
  /// Walks it.
  [[nodiscard]] WalkReport Run(std::string_view text) const {
    return RunWalk(Read(text), directory_, options_);
  }

  std::filesystem::path directory_;
  WalkOptions options_;
};

}  // namespace authtree::inline v0::walk
