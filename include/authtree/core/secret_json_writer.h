#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "authtree/core/json.h"
#include "authtree/core/secret.h"

namespace authtree::inline v0 {

/// Writes one JSON object, member by member, into memory that is wiped.
///
/// For texts that hold secrets, and for those that are written often: no member passes through a string or a
/// JSON value on its way. Bytes that are not UTF-8 become U+FFFD, so that the text is valid JSON whatever it
/// is given. The caller gives each name once.
///
/// @code
///   SecretJsonWriter body;
///   body.Text("authId", auth_id);
///   body.OpenArray("callbacks");
///   body.OpenElement();
///   body.Text("type", "NameCallback");
///   Secret text = std::move(body).Finish();  // {"authId":"…","callbacks":[{"type":"NameCallback"}]}
/// @endcode
class SecretJsonWriter {
 public:
  SecretJsonWriter() { Begin('{', '}'); }

  void Text(std::string_view name, std::string_view value);
  void Text(std::string_view name, const Secret& value) { Text(name, value.Expose()); }
  void Number(std::string_view name, std::int64_t value);
  /// A value that is not secret.
  void Plain(std::string_view name, const Json& value);
  /// Begins an object as a member of the current one.
  void Open(std::string_view name);
  /// Begins an array as a member of the current object. Its elements are objects.
  void OpenArray(std::string_view name);
  /// Begins an object as an element of the current array.
  void OpenElement();
  /// Ends what was begun last.
  void Close();

  /// The text, everything closed.
  [[nodiscard]] Secret Finish() &&;

 private:
  void Begin(char opening, char closing);
  void Separate();
  void Name(std::string_view name);
  void Quote(std::string_view text);
  void Append(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }

  SecretBuffer bytes_;
  std::string closings_;  ///< of what is open, the innermost last
  bool first_ = true;
};

}  // namespace authtree::inline v0
