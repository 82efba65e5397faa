#pragma once

#include <cstddef>
#include <vector>

namespace authtree::inline v0::cli::draw {

/// A vertical line in a channel between two columns, and the heights at which lines lead away from it.
struct TrunkSpan {
  int top = 0;
  int bottom = 0;
  std::vector<int> left;
  std::vector<int> right;
};

/// The track of each line, counted from the left.
struct ChannelTracks {
  std::vector<std::size_t> track;
  std::size_t count = 0;
};

/// Gives lines that stand beside each other tracks of their own, in an order in which few lines cross. Lines
/// that are a single point (an edge that runs straight through) take no track of their own.
[[nodiscard]] ChannelTracks AssignTracks(const std::vector<TrunkSpan>& spans);

}  // namespace authtree::inline v0::cli::draw
