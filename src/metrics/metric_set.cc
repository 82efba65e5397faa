#include "metric_set.h"

#include <sstream>

#include <prometheus/text_serializer.h>

namespace authtree::inline v0::metrics {
namespace {

template <class Builder>
auto& MakeFamily(Builder builder, const MetricDescription& description, prometheus::Registry& registry) {
  return builder.Name(std::string(description.name)).Help(std::string(description.help)).Register(registry);
}

}  // namespace

MetricSet::MetricSet(std::size_t max_series) {
  for (const MetricDescription& description : AllMetrics()) {
    Entry& entry = At(description.metric);
    switch (description.type) {
      case MetricType::kCounter:
        entry.counter = std::make_unique<Series<prometheus::Counter>>(
            MakeFamily(prometheus::BuildCounter(), description, registry_), description, max_series);
        break;
      case MetricType::kGauge:
        entry.gauge = std::make_unique<Series<prometheus::Gauge>>(
            MakeFamily(prometheus::BuildGauge(), description, registry_), description, max_series);
        break;
      case MetricType::kHistogram:
        entry.histogram = std::make_unique<Series<prometheus::Histogram>>(
            MakeFamily(prometheus::BuildHistogram(), description, registry_), description, max_series);
        break;
    }
  }
}

void MetricSet::Count(Metric metric, const LabelValues& labels, double by) {
  At(metric).counter->At(labels).Increment(by);
}

void MetricSet::Set(Metric metric, const LabelValues& labels, double value) {
  At(metric).gauge->At(labels).Set(value);
}

void MetricSet::Add(Metric metric, const LabelValues& labels, double by) {
  At(metric).gauge->At(labels).Increment(by);
}

void MetricSet::Observe(Metric metric, const LabelValues& labels, std::chrono::steady_clock::duration took) {
  At(metric).histogram->At(labels).Observe(std::chrono::duration<double>(took).count());
}

void MetricSet::Prepare(Metric metric, const LabelValues& labels) {
  Entry& entry = At(metric);
  if (entry.counter) (void)entry.counter->At(labels);
  if (entry.gauge) (void)entry.gauge->At(labels);
  if (entry.histogram) (void)entry.histogram->At(labels);
}

std::string MetricSet::Text() const {
  std::ostringstream text;
  prometheus::TextSerializer().Serialize(text, registry_.Collect());
  return text.str();
}

}  // namespace authtree::inline v0::metrics
