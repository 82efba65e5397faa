#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace authtree::inline v0 {

/// Which of AM's two script engines a script was written for.
enum class ScriptEngine : std::uint8_t {
  kLegacy,          ///< `evaluatorVersion` "1.0": `outcome`, `sharedState`, imports of Java classes
  kNextGeneration,  ///< `evaluatorVersion` "2.0": `action`, `callbacksBuilder`, `utils`
};

/// A script of a journey file, as a node type with a script gets it among its properties.
struct Script {
  std::string id;
  std::string name;      ///< for people; the id when the file gives none
  std::string source;    ///< decoded text
  std::string language;  ///< "JAVASCRIPT", "GROOVY", …, in capitals
  ScriptEngine engine = ScriptEngine::kLegacy;
  std::string place;  ///< JSON pointer of the script's text in the file

  friend bool operator==(const Script&, const Script&) = default;
};

/// The scripts of a journey file by id.
using ScriptMap = std::map<std::string, Script, std::less<>>;

}  // namespace authtree::inline v0
