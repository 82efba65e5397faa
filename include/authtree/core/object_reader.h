#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/json.h"

namespace authtree::inline v0 {

/// Reads the members of one JSON object of a configuration. Each call names a member, takes it when it is
/// there and right, and adds a finding when it is wrong; `Finish` reports the members that no call has named.
/// Findings name places and expectations, never values.
class ObjectReader {
 public:
  /// `object` may be of any type; what is no object is a finding and reads as empty.
  ObjectReader(const Json& object, std::string place, Diagnostics& diagnostics);

  void Text(std::string_view name, std::string& out);
  void Boolean(std::string_view name, bool& out);
  void Integer(std::string_view name, int& out, int minimum, int maximum);
  void Seconds(std::string_view name, std::chrono::seconds& out);
  /// One of some words, each with its value.
  template <class T>
  void Word(std::string_view name, T& out, std::initializer_list<std::pair<std::string_view, T>> words);

  /// The member whatever its type; null when it is absent.
  const Json* Any(std::string_view name);
  /// Calls `read` with each element of a list and its place.
  void Each(std::string_view name, const std::function<void(const Json&, const std::string&)>& read);
  /// Calls `read` with a reader for a member that is an object, then finishes that reader.
  void Object(std::string_view name, const std::function<void(ObjectReader&)>& read);

  /// Adds a finding about a member.
  void Reject(std::string_view name, std::string problem, std::string fix);
  /// Whether the object has the member.
  [[nodiscard]] bool Has(std::string_view name) const { return FindMember(object_, name) != nullptr; }
  /// Reports a member that must be there and is not.
  void Require(std::string_view name, std::string fix);
  /// Reports the members that no call has named.
  void Finish();

  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }

 private:
  const Json& object_;
  std::string place_;
  Diagnostics& diagnostics_;
  std::vector<std::string> known_;
};

template <class T>
void ObjectReader::Word(std::string_view name, T& out,
                        std::initializer_list<std::pair<std::string_view, T>> words) {
  const Json* value = Any(name);
  if (value == nullptr) return;
  std::string expected;
  for (const auto& [word, meaning] : words) {
    if (*value == word) {
      out = meaning;
      return;
    }
    expected.append(expected.empty() ? "" : ", ").append(word);
  }
  Reject(name, "is none of the known words", "use one of: " + expected);
}

}  // namespace authtree::inline v0
