#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "authtree/core/json.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0::onespan {

/// Writes one JSON object, member by member, into memory that is wiped.
///
/// For bodies that hold secrets: no member passes through a string or a JSON value on its way. Bytes that are
/// not UTF-8 become U+FFFD, so that the text is valid JSON whatever it is given. The caller gives each name
/// once.
class SecretJsonWriter {
 public:
  SecretJsonWriter() { bytes_.push_back('{'); }

  void Text(std::string_view name, std::string_view value);
  void Text(std::string_view name, const Secret& value) { Text(name, value.Expose()); }
  void Number(std::string_view name, std::int64_t value);
  /// A value that is not secret.
  void Plain(std::string_view name, const Json& value);
  /// Begins an object as a member of the current one.
  void Open(std::string_view name);
  /// Ends the object that `Open` began.
  void Close();

  /// The text, every object closed.
  [[nodiscard]] Secret Finish() &&;

 private:
  void Name(std::string_view name);
  void Quote(std::string_view text);
  void Append(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }

  SecretBuffer bytes_;
  std::size_t open_ = 1;
  bool first_ = true;
};

}  // namespace authtree::inline v0::onespan
