#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "authtree/metrics/metric_catalog.h"

#include "series.h"

namespace authtree::inline v0::metrics {

/// All metrics of the catalog and their values. Thread safe.
///
/// To use a metric as another type than its own ends the program: a mistake in a line of this module, found
/// by the first test that runs it.
class MetricSet {
 public:
  /// `max_series`: how many series one metric may have.
  explicit MetricSet(std::size_t max_series);

  void Count(Metric metric, const LabelValues& labels = {}, double by = 1);
  void Set(Metric metric, const LabelValues& labels, double value);
  void Add(Metric metric, const LabelValues& labels, double by);
  void Observe(Metric metric, const LabelValues& labels, std::chrono::steady_clock::duration took);
  /// Makes a series, so that it is there with 0 before the first event.
  void Prepare(Metric metric, const LabelValues& labels = {});

  /// In the Prometheus text format 0.0.4.
  [[nodiscard]] std::string Text() const;

 private:
  struct Entry {
    std::unique_ptr<Series<prometheus::Counter>> counter;
    std::unique_ptr<Series<prometheus::Gauge>> gauge;
    std::unique_ptr<Series<prometheus::Histogram>> histogram;
  };
  [[nodiscard]] Entry& At(Metric metric) { return entries_[static_cast<std::size_t>(metric)]; }

  prometheus::Registry registry_;
  std::array<Entry, kMetricCount> entries_;
};

}  // namespace authtree::inline v0::metrics
