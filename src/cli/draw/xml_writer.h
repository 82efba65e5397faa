#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace authtree::inline v0::cli::draw {

/// Writes XML. Texts and values of attributes may be anything: what XML cannot say becomes U+FFFD, the rest
/// is escaped. Names are fixed texts of the caller.
///
/// @code
///   XmlWriter xml;
///   xml.Open("g").Attribute("class", "node").Open("text").Text(name).Close().Close();
///   std::string text = std::move(xml).Finish();
/// @endcode
class XmlWriter {
 public:
  /// Begins an element inside the one that is open.
  XmlWriter& Open(std::string_view name);
  /// Of the element that was opened last, before anything is put into it.
  XmlWriter& Attribute(std::string_view name, std::string_view value);
  XmlWriter& Attribute(std::string_view name, int value);
  XmlWriter& Text(std::string_view text);
  /// Ends the element that is open.
  XmlWriter& Close();

  /// The whole text; ends every element that is still open.
  [[nodiscard]] std::string Finish() &&;

 private:
  void EndTag();

  std::string text_;
  std::vector<std::string> open_;
  bool in_tag_ = false;      // attributes may follow
  bool after_text_ = false;  // a line break here would change the text
};

}  // namespace authtree::inline v0::cli::draw
