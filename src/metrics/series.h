#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <prometheus/family.h>
#include <prometheus/histogram.h>

#include "authtree/core/encoding.h"
#include "authtree/metrics/metric_catalog.h"

namespace authtree::inline v0::metrics {

/// The values of a metric's labels, in their order.
using LabelValues = std::array<std::string_view, kMaxLabels>;

/// Upper bounds in seconds. A client gives up after 5 s, a round after 4 s.
inline const std::vector<double> kDurationBuckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                  0.25,  0.5,    1,     2.5,  4,     5};

/// The series of one metric. Finds a known one without taking a lock that others wait for; making one is
/// slower by far. Thread safe.
///
/// Label values come from journeys, node types and our own texts, so there are few. Should there be more than
/// `limit` all the same, the further ones share a series whose labels are "other".
template <class T>
class Series {
 public:
  Series(prometheus::Family<T>& family, const MetricDescription& description, std::size_t limit)
      : family_(family), description_(description), limit_(limit) {}

  T& At(const LabelValues& values) {
    {
      const std::shared_lock lock(mutex_);
      if (const auto known = known_.find(values); known != known_.end()) return *known->second;
    }
    const std::unique_lock lock(mutex_);
    if (const auto known = known_.find(values); known != known_.end()) return *known->second;
    const std::size_t used = description_.label_count();
    prometheus::Labels labels;
    const bool full = known_.size() >= limit_;
    for (std::size_t i = 0; i < used; ++i) {
      // One label that is not UTF-8 makes the whole page unreadable.
      const std::string_view value = IsUtf8(values[i]) ? values[i] : std::string_view("(not UTF-8)");
      labels.emplace(description_.labels[i], full ? std::string_view("other") : value);
    }
    T& made = Make(labels);
    if (full) return made;
    Key key;
    for (std::size_t i = 0; i < values.size(); ++i) key[i] = values[i];
    known_.emplace(std::move(key), &made);
    return made;
  }

 private:
  using Key = std::array<std::string, kMaxLabels>;
  struct Less {
    using is_transparent = void;
    template <class Left, class Right>
    bool operator()(const Left& left, const Right& right) const {
      for (std::size_t i = 0; i < kMaxLabels; ++i) {
        const int order = std::string_view(left[i]).compare(std::string_view(right[i]));
        if (order != 0) return order < 0;
      }
      return false;
    }
  };

  T& Make(const prometheus::Labels& labels) {
    if constexpr (std::is_same_v<T, prometheus::Histogram>) {
      return family_.Add(labels, kDurationBuckets);
    } else {
      return family_.Add(labels);
    }
  }

  prometheus::Family<T>& family_;
  const MetricDescription& description_;
  std::size_t limit_;
  std::shared_mutex mutex_;
  std::map<Key, T*, Less> known_;
};

}  // namespace authtree::inline v0::metrics
