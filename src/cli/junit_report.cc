#include "junit_report.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace authtree::inline v0::cli {
namespace {

/// Writes XML; whatever is handed to it as a text or a value is escaped.
class XmlWriter {
 public:
  XmlWriter() : text_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

  XmlWriter& Open(std::string_view name) {
    CloseTag();
    text_.append("<").append(name);
    open_.push_back(std::string(name));
    in_tag_ = true;
    return *this;
  }
  XmlWriter& Attribute(std::string_view name, std::string_view value) {
    text_.append(" ").append(name).append("=\"");
    Escape(value);
    text_ += '"';
    return *this;
  }
  XmlWriter& Text(std::string_view text) {
    CloseTag();
    Escape(text);
    return *this;
  }
  XmlWriter& Close() {
    CloseTag();
    text_.append("</").append(open_.back()).append(">\n");
    open_.pop_back();
    return *this;
  }

  [[nodiscard]] std::string Take() { return std::move(text_); }

 private:
  void CloseTag() {
    if (in_tag_) text_ += '>';
    in_tag_ = false;
  }
  // XML has no way to write most control characters.
  void Escape(std::string_view text) {
    for (const char c : text) {
      if (c == '&') {
        text_ += "&amp;";
      } else if (c == '<') {
        text_ += "&lt;";
      } else if (c == '>') {
        text_ += "&gt;";
      } else if (c == '"') {
        text_ += "&quot;";
      } else {
        text_ += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? '?' : c;
      }
    }
  }

  std::string text_;
  std::vector<std::string> open_;
  bool in_tag_ = false;
};

std::string Seconds(std::chrono::steady_clock::duration took) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  std::string fraction = std::to_string(micros % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return std::to_string(micros / 1'000'000) + "." + fraction;
}

std::string Count(const std::vector<walk::WalkReport>& reports, walk::WalkVerdict verdict) {
  return std::to_string(
      std::count_if(reports.begin(), reports.end(),
                    [verdict](const walk::WalkReport& report) { return report.verdict == verdict; }));
}

void AddCase(XmlWriter& xml, const walk::WalkReport& report) {
  xml.Open("testcase")
      .Attribute("classname", report.file)
      .Attribute("name", report.name)
      .Attribute("time", Seconds(report.took));
  switch (report.verdict) {
    case walk::WalkVerdict::kPassed:
      break;
    case walk::WalkVerdict::kFailed:
      xml.Open("failure")
          .Attribute("message", report.partings.empty() ? "" : report.partings.front().place)
          .Text(walk::Explain(report))
          .Close();
      break;
    case walk::WalkVerdict::kSkipped:
      xml.Open("skipped").Attribute("message", "The journey file is not there.").Close();
      break;
    case walk::WalkVerdict::kUnusable:
      xml.Open("error").Attribute("message", "The walk has findings.").Text(walk::Explain(report)).Close();
      break;
  }
  xml.Close();
}

}  // namespace

std::string JunitReport(const std::vector<walk::WalkReport>& reports) {
  std::chrono::steady_clock::duration took{};
  for (const walk::WalkReport& report : reports) took += report.took;
  XmlWriter xml;
  xml.Open("testsuites").Open("testsuite");
  xml.Attribute("name", "authtree test")
      .Attribute("tests", std::to_string(reports.size()))
      .Attribute("failures", Count(reports, walk::WalkVerdict::kFailed))
      .Attribute("errors", Count(reports, walk::WalkVerdict::kUnusable))
      .Attribute("skipped", Count(reports, walk::WalkVerdict::kSkipped))
      .Attribute("time", Seconds(took));
  for (const walk::WalkReport& report : reports) AddCase(xml, report);
  return xml.Close().Close().Take();
}

}  // namespace authtree::inline v0::cli
