#include "exposition.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <regex>
#include <set>
#include <sstream>

namespace authtree::inline v0::metrics::testing {
namespace {

const std::regex kName("[a-zA-Z_:][a-zA-Z0-9_:]*");
const std::regex kLabelName("[a-zA-Z_][a-zA-Z0-9_]*");

// Reads one sample line from left to right.
class SampleReader {
 public:
  explicit SampleReader(std::string_view line) : rest_(line) {}

  bool Read(Sample& sample) {
    sample.name = Until("{ ");
    if (!std::regex_match(sample.name, kName)) return false;
    if (Take('{') && !ReadLabels(sample)) return false;
    if (!Take(' ')) return false;
    const std::string value(rest_);
    if (value == "+Inf" || value == "-Inf" || value == "NaN") return false;  // none of ours is
    char* end = nullptr;
    sample.value = std::strtod(value.c_str(), &end);
    return !value.empty() && *end == '\0' && value.find_first_not_of("0123456789.eE+-") == std::string::npos;
  }

 private:
  bool ReadLabels(Sample& sample) {
    while (!Take('}')) {
      const std::string name = Until("=");
      std::string value;
      if (!std::regex_match(name, kLabelName) || !Take('=') || !Take('"') || !ReadValue(value)) return false;
      if (!sample.labels.emplace(name, value).second) return false;
      if (!rest_.starts_with('}') && !Take(',')) return false;
    }
    return true;
  }

  bool ReadValue(std::string& value) {
    while (!rest_.empty()) {
      if (Take('"')) return true;
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '\\') {
        if (rest_.empty() || std::string_view("\\\"n").find(rest_.front()) == std::string_view::npos)
          return false;
        c = rest_.front() == 'n' ? '\n' : rest_.front();
        rest_.remove_prefix(1);
      }
      value += c;
    }
    return false;
  }

  std::string Until(std::string_view ends) {
    const std::size_t size = std::min(rest_.find_first_of(ends), rest_.size());
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  bool Take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
};

std::string FamilyOf(const Exposition& page, const std::string& name) {
  for (const char* suffix : {"_bucket", "_sum", "_count"}) {
    if (!name.ends_with(suffix)) continue;
    std::string family = name.substr(0, name.size() - std::string_view(suffix).size());
    const auto type = page.types.find(family);
    if (type != page.types.end() && type->second == "histogram") return family;
  }
  return name;
}

void ReadComment(const std::string& line, Exposition& page) {
  static const std::regex kHelp("# HELP (\\S+) (\\S.*)");
  static const std::regex kType("# TYPE (\\S+) (counter|gauge|histogram)");
  std::smatch found;
  if (std::regex_match(line, found, kHelp)) {
    if (!page.help.emplace(found[1], found[2]).second) page.problems.push_back("twice: " + line);
  } else if (std::regex_match(line, found, kType)) {
    const std::string name = found[1];
    if (!page.types.emplace(name, found[2]).second) page.problems.push_back("twice: " + line);
    if (!page.help.contains(name)) page.problems.push_back("no help: " + line);
    if ((found[2] == "counter") != name.ends_with("_total")) page.problems.push_back("name: " + line);
  } else {
    page.problems.push_back("comment: " + line);
  }
}

void CheckHistograms(Exposition& page) {
  std::map<std::string, double> last;  // by series
  std::map<std::string, double> last_bound;
  std::map<std::string, double> counts;
  for (const Sample& sample : page.samples) {
    const std::string family = FamilyOf(page, sample.name);
    if (family == sample.name) continue;
    std::string series = family;
    for (const auto& [name, value] : sample.labels) {
      if (name != "le") series += "," + name + "=" + value;
    }
    if (sample.name.ends_with("_count")) counts[series] = sample.value;
    if (!sample.name.ends_with("_bucket")) continue;
    const auto le = sample.labels.find("le");
    if (le == sample.labels.end()) {
      page.problems.push_back("no le: " + series);
      continue;
    }
    const double bound =
        le->second == "+Inf" ? std::numeric_limits<double>::infinity() : std::stod(le->second);
    if (last.contains(series) && (sample.value < last[series] || bound <= last_bound[series])) {
      page.problems.push_back("buckets: " + series);
    }
    last[series] = sample.value;
    last_bound[series] = bound;
  }
  for (const auto& [series, count] : counts) {
    if (!std::isinf(last_bound[series]) || last[series] != count) page.problems.push_back("count: " + series);
  }
}

}  // namespace

double Exposition::Value(std::string_view name, const std::map<std::string, std::string>& labels) const {
  double value = std::nan("");
  int found = 0;
  for (const Sample& sample : samples) {
    bool fits = sample.name == name;
    for (const auto& [label, wanted] : labels) {
      const auto has = sample.labels.find(label);
      fits = fits && has != sample.labels.end() && has->second == wanted;
    }
    if (!fits) continue;
    ++found;
    value = sample.value;
  }
  return found == 1 ? value : std::nan("");
}

Exposition ReadExposition(const std::string& text) {
  Exposition page;
  if (!text.ends_with('\n')) page.problems.push_back("the last line has no end");
  std::set<std::pair<std::string, std::map<std::string, std::string>>> seen;
  std::set<std::string> finished;
  std::string current;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (line.starts_with('#')) {
      ReadComment(line, page);
      continue;
    }
    Sample sample;
    if (!SampleReader(line).Read(sample)) {
      page.problems.push_back("sample: " + line);
      continue;
    }
    const std::string family = FamilyOf(page, sample.name);
    if (!page.types.contains(family)) page.problems.push_back("no type: " + line);
    if (family != current) {
      if (!finished.insert(family).second) page.problems.push_back("mixed: " + line);
      current = family;
    }
    if (!seen.emplace(sample.name, sample.labels).second) page.problems.push_back("twice: " + line);
    page.samples.push_back(std::move(sample));
  }
  CheckHistograms(page);
  return page;
}

}  // namespace authtree::inline v0::metrics::testing
