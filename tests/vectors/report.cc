#include "report.h"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <string_view>
#include <utility>

namespace authtree::inline v0::vectors {
namespace {

constexpr std::size_t kLongestValue = 400;
constexpr int kTypeWidth = 36;
constexpr int kNumberWidth = 12;

std::string Shown(const std::optional<Json>& value) {
  if (!value) return "nothing";
  std::string text = DumpJson(*value);
  if (text.size() <= kLongestValue) return text;
  text.resize(kLongestValue);
  return text + " …";
}

bool HasIndex(Aspect aspect) {
  return aspect == Aspect::kRequest || aspect == Aspect::kMethod || aspect == Aspect::kPath ||
         aspect == Aspect::kQuery || aspect == Aspect::kPeer || aspect == Aspect::kHeader ||
         aspect == Aspect::kBody || aspect == Aspect::kCallback;
}

std::string Place(const Difference& difference) {
  std::string place(AspectName(difference.aspect));
  if (HasIndex(difference.aspect)) place += " " + std::to_string(difference.index + 1);
  if (!difference.where.empty()) place += " " + difference.where;
  return place;
}

std::string_view ResultOf(const Verdict& verdict) {
  if (verdict.equal()) return "equal";
  return verdict.unexplained() ? "unexplained" : "deviates";
}

void PrintCase(std::ostream& out, const Verdict& verdict, bool with_explained) {
  out << '\n' << verdict.type << " / " << verdict.name << ": " << ResultOf(verdict) << '\n';
  if (!verdict.note.empty()) out << "  note: " << verdict.note << '\n';
  for (const JudgedDifference& judged : verdict.differences) {
    if (judged.decision != nullptr && !with_explained) continue;
    out << "  " << Place(judged.difference) << '\n';
    out << "    reference: " << Shown(judged.difference.theirs) << '\n';
    out << "    ours:      " << Shown(judged.difference.ours) << '\n';
    if (judged.decision == nullptr) continue;
    out << "    " << judged.decision->id << ": " << judged.decision->says << '\n';
  }
}

void PrintRow(std::ostream& out, std::string_view type, const Tally& tally) {
  out << std::left << std::setw(kTypeWidth) << type << std::right << std::setw(kNumberWidth) << tally.cases
      << std::setw(kNumberWidth) << tally.equal << std::setw(kNumberWidth) << tally.deviating()
      << std::setw(kNumberWidth) << tally.unexplained << '\n';
}

OrderedJson CaseJson(const Verdict& verdict) {
  OrderedJson differences = OrderedJson::array();
  for (const JudgedDifference& judged : verdict.differences) {
    OrderedJson difference;
    difference["aspect"] = std::string(AspectName(judged.difference.aspect));
    if (HasIndex(judged.difference.aspect)) difference["index"] = judged.difference.index;
    if (!judged.difference.where.empty()) difference["where"] = judged.difference.where;
    if (judged.difference.theirs) difference["reference"] = OrderedJson(*judged.difference.theirs);
    if (judged.difference.ours) difference["ours"] = OrderedJson(*judged.difference.ours);
    if (judged.decision != nullptr) difference["decision"] = std::string(judged.decision->id);
    differences.push_back(std::move(difference));
  }
  OrderedJson json;
  json["type"] = verdict.type;
  json["name"] = verdict.name;
  json["result"] = std::string(ResultOf(verdict));
  json["differences"] = std::move(differences);
  return json;
}

}  // namespace

void Tally::Count(const Verdict& verdict) {
  ++cases;
  if (verdict.equal()) ++equal;
  if (verdict.unexplained()) ++unexplained;
  for (const std::string_view id : verdict.decisions()) ++decisions[std::string(id)];
}

void Report::Add(Verdict verdict) {
  tallies_[verdict.type].Count(verdict);
  verdicts_.push_back(std::move(verdict));
}

bool Report::unexplained() const {
  return std::any_of(verdicts_.begin(), verdicts_.end(),
                     [](const Verdict& verdict) { return verdict.unexplained(); });
}

void Report::Print(std::ostream& out) const {
  out << std::left << std::setw(kTypeWidth) << "node type" << std::right << std::setw(kNumberWidth) << "cases"
      << std::setw(kNumberWidth) << "equal" << std::setw(kNumberWidth) << "deviates"
      << std::setw(kNumberWidth) << "unexplained" << '\n';
  Tally all;
  for (const auto& [type, tally] : tallies_) {
    PrintRow(out, type, tally);
    all.cases += tally.cases;
    all.equal += tally.equal;
    all.unexplained += tally.unexplained;
  }
  PrintRow(out, "all", all);
  out << "\nCases in which a decision explains a difference:\n";
  for (const auto& [type, tally] : tallies_) {
    if (tally.decisions.empty()) continue;
    out << "  " << type << ':';
    for (const auto& [id, count] : tally.decisions) out << ' ' << id << " (" << count << ')';
    out << '\n';
  }
  for (const Verdict& verdict : verdicts_) {
    if (verdict.unexplained()) PrintCase(out, verdict, false);
  }
}

void Report::PrintAll(std::ostream& out) const {
  for (const Verdict& verdict : verdicts_) PrintCase(out, verdict, true);
}

OrderedJson Report::ToJson() const {
  OrderedJson types = OrderedJson::object();
  for (const auto& [type, tally] : tallies_) {
    OrderedJson row;
    row["cases"] = tally.cases;
    row["equal"] = tally.equal;
    row["deviates"] = tally.deviating();
    row["unexplained"] = tally.unexplained;
    row["decisions"] = tally.decisions;
    types[type] = std::move(row);
  }
  OrderedJson cases = OrderedJson::array();
  for (const Verdict& verdict : verdicts_) cases.push_back(CaseJson(verdict));
  OrderedJson json;
  json["types"] = std::move(types);
  json["cases"] = std::move(cases);
  return json;
}

}  // namespace authtree::inline v0::vectors
