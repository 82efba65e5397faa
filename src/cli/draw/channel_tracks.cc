#include "draw/channel_tracks.h"

#include <algorithm>

namespace authtree::inline v0::cli::draw {
namespace {

// More lines than this in a channel are not put into a good order: the effort grows with the square.
constexpr std::size_t kMostOrdered = 80;
constexpr int kClearance = 6;

bool Beside(const TrunkSpan& left, const TrunkSpan& right) {
  return left.top <= right.bottom + kClearance && right.top <= left.bottom + kClearance;
}

std::size_t CountWithin(const std::vector<int>& heights, const TrunkSpan& span) {
  return static_cast<std::size_t>(std::count_if(heights.begin(), heights.end(), [&span](int height) {
    return height >= span.top && height <= span.bottom;
  }));
}

// Crossings when `left` stands left of `right`.
std::size_t Crossings(const TrunkSpan& left, const TrunkSpan& right) {
  return CountWithin(left.right, right) + CountWithin(right.left, left);
}

}  // namespace

ChannelTracks AssignTracks(const std::vector<TrunkSpan>& spans) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].top < spans[i].bottom) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&spans](std::size_t left, std::size_t right) {
    return spans[left].top < spans[right].top;
  });
  if (order.size() <= kMostOrdered) {
    // Each line goes to the place among those before it that costs least.
    std::vector<std::size_t> placed;
    for (const std::size_t line : order) {
      long cost = 0;
      for (const std::size_t other : placed) cost += static_cast<long>(Crossings(spans[line], spans[other]));
      long least = cost;
      std::size_t best = 0;
      for (std::size_t place = 0; place < placed.size(); ++place) {
        cost -= static_cast<long>(Crossings(spans[line], spans[placed[place]]));
        cost += static_cast<long>(Crossings(spans[placed[place]], spans[line]));
        if (cost >= least) continue;
        least = cost;
        best = place + 1;
      }
      placed.insert(placed.begin() + static_cast<std::ptrdiff_t>(best), line);
    }
    order = std::move(placed);
  }
  ChannelTracks tracks;
  tracks.track.assign(spans.size(), 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (!Beside(spans[order[k]], spans[order[i]])) continue;
      tracks.track[order[i]] = std::max(tracks.track[order[i]], tracks.track[order[k]] + 1);
    }
    tracks.count = std::max(tracks.count, tracks.track[order[i]] + 1);
  }
  return tracks;
}

}  // namespace authtree::inline v0::cli::draw
