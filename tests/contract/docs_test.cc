// Keeps README.md and docs/ true: blocks taken from files, links, names of tests, node types, sentences of
// errors.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/nodes/am_nodes.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/nodes/script_nodes.h"

namespace authtree::inline v0 {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

const fs::path kRoot = AUTHTREE_SOURCE_DIR;

std::string ReadText(const fs::path& path) {
  const std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<fs::path> FilesUnder(const fs::path& directory, const std::string& extension) {
  std::vector<fs::path> files;
  if (!fs::exists(directory)) return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> Documents() {
  std::vector<fs::path> documents = FilesUnder(kRoot / "docs", ".md");
  documents.push_back(kRoot / "README.md");
  documents.push_back(kRoot / "CHANGELOG.md");
  return documents;
}

std::string NameOf(const fs::path& document) { return fs::relative(document, kRoot).string(); }

// The path in "<!-- kind: PATH -->", or an empty text.
std::string MarkedPath(const std::string& line, const std::string& kind) {
  const std::string begin = "<!-- " + kind + ": ";
  const std::string end = " -->";
  if (!line.starts_with(begin) || !line.ends_with(end)) return {};
  return line.substr(begin.size(), line.size() - begin.size() - end.size());
}

std::string LanguageOf(const fs::path& path) {
  if (path.filename() == "CMakeLists.txt") return "cmake";
  if (path.extension() == ".h" || path.extension() == ".cc") return "cpp";
  return path.extension().string().substr(1);
}

bool IsFence(const std::string& line) { return line.starts_with("```"); }

// The index behind the fenced block that begins at `at`; `at` itself when none does.
std::size_t BehindBlock(const std::vector<std::string>& lines, std::size_t at) {
  if (at >= lines.size() || !IsFence(lines[at])) return at;
  for (std::size_t i = at + 1; i < lines.size(); ++i) {
    if (IsFence(lines[i])) return i + 1;
  }
  return lines.size();
}

// The document with the blocks behind "<!-- file: PATH -->" as the files are now.
std::string WithCurrentBlocks(const std::string& document) {
  const std::vector<std::string> lines = LinesOf(document);
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += lines[i] + '\n';
    const std::string path = MarkedPath(lines[i], "file");
    if (path.empty()) continue;
    text += "```" + LanguageOf(path) + '\n' + ReadText(kRoot / path) + "```\n";
    i = BehindBlock(lines, i + 1) - 1;
  }
  return text;
}

TEST(Docs, BlocksOfFilesAreThoseFiles) {
  for (const fs::path& document : Documents()) {
    const std::string text = ReadText(document);
    const std::string current = WithCurrentBlocks(text);
    if (std::getenv("AUTHTREE_UPDATE_DOCS") != nullptr) std::ofstream(document) << current;
    EXPECT_TRUE(text == current)
        << NameOf(document) << " has a block that is not its file; run this test with AUTHTREE_UPDATE_DOCS=1";
  }
}

// Pages with a strict Content-Security-Policy name these hashes.
TEST(Docs, HashesOfTheScriptsForPagesAreTheirHashes) {
  const std::string text = ReadText(kRoot / "docs/browser.md");
  const std::vector<fs::path> scripts = FilesUnder(kRoot / "src/browser/scripts", ".js");
  EXPECT_FALSE(scripts.empty());
  for (const fs::path& script : scripts) {
    const std::string hash = Base64Encode(Sha256(ReadText(script)));
    EXPECT_THAT(text, HasSubstr("| `scripts/" + script.filename().string() + "` | `sha256-" + hash + "` |"));
  }
}

TEST(Docs, ExcerptsStandInTheirFiles) {
  for (const fs::path& document : Documents()) {
    const std::vector<std::string> lines = LinesOf(ReadText(document));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string path = MarkedPath(lines[i], "excerpt");
      if (path.empty()) continue;
      std::string excerpt;
      for (std::size_t k = i + 2; k + 1 < BehindBlock(lines, i + 1); ++k) excerpt += lines[k] + '\n';
      EXPECT_FALSE(excerpt.empty()) << NameOf(document) << ": no block behind " << lines[i];
      EXPECT_THAT(ReadText(kRoot / path), HasSubstr(excerpt)) << NameOf(document);
    }
  }
}

// The lines outside fenced blocks.
std::vector<std::string> ProseOf(const fs::path& document) {
  const std::vector<std::string> lines = LinesOf(ReadText(document));
  std::vector<std::string> prose;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t behind = BehindBlock(lines, i);
    if (behind == i) {
      prose.push_back(lines[i]);
    } else {
      i = behind - 1;
    }
  }
  return prose;
}

std::string AnchorOf(const std::string& heading) {
  std::string anchor;
  for (const char c : heading.substr(std::min(heading.find_first_not_of("# "), heading.size()))) {
    if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') anchor += c;
    if (c == ' ') anchor += '-';
  }
  return anchor;
}

std::set<std::string> AnchorsOf(const fs::path& document) {
  std::set<std::string> anchors;
  for (const std::string& line : ProseOf(document)) {
    if (line.starts_with("#")) anchors.insert(AnchorOf(line));
  }
  return anchors;
}

TEST(Docs, LinksLeadSomewhere) {
  const std::regex link(R"(\]\(([^)#\s]*)#?([^)\s]*)\))");
  for (const fs::path& document : Documents()) {
    for (const std::string& line : ProseOf(document)) {
      for (std::sregex_iterator at(line.begin(), line.end(), link), end; at != end; ++at) {
        const std::string path = (*at)[1];
        const std::string anchor = (*at)[2];
        if (path.find("://") != std::string::npos) continue;
        const fs::path target = path.empty() ? document : document.parent_path() / path;
        EXPECT_TRUE(fs::exists(target)) << NameOf(document) << ": " << path;
        if (anchor.empty()) continue;
        EXPECT_THAT(AnchorsOf(target), Contains(anchor)) << NameOf(document) << ": " << path;
      }
    }
  }
}

// "Suite.Name" and "Suite.*" of every test in the sources.
std::set<std::string> TestNames() {
  std::set<std::string> names;
  const std::regex definition(R"(^(?:RC_GTEST_PROP|TEST(?:_F|_P)?)\(\s*(\w+)\s*,\s*(\w+)\s*[,)])");
  for (const char* directory : {"tests", "examples"}) {
    for (const fs::path& source : FilesUnder(kRoot / directory, ".cc")) {
      for (const std::string& line : LinesOf(ReadText(source))) {
        std::smatch found;
        if (!std::regex_search(line, found, definition)) continue;
        names.insert(found[1].str() + "." + found[2].str());
        names.insert(found[1].str() + ".*");
      }
    }
  }
  return names;
}

TEST(Docs, TestsThatAreNamedExist) {
  const std::set<std::string> names = TestNames();
  const std::regex mention(R"(`([A-Z]\w*\.(?:\*|[A-Z]\w*))`)");
  std::vector<std::string> unknown;
  for (const fs::path& document : Documents()) {
    for (const std::string& line : ProseOf(document)) {
      for (std::sregex_iterator at(line.begin(), line.end(), mention), end; at != end; ++at) {
        const std::string name = (*at)[1];
        if (!name.starts_with("Suite.") && !names.contains(name))
          unknown.push_back(NameOf(document) + ": " + name);
      }
    }
  }
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Docs, TellEveryOneSpanNodeWithItsOutcomesAndProperties) {
  NodeRegistry registry;
  RegisterOneSpanNodes(registry, nullptr);
  const std::string text = ReadText(kRoot / "docs/onespan.md");
  for (const NodeDescriptor* type : registry.Descriptors()) {
    EXPECT_THAT(text, HasSubstr("`" + type->type + "`"));
    for (const std::string& outcome : type->outcomes)
      EXPECT_THAT(text, HasSubstr("`" + outcome + "`")) << type->type;
    for (const FieldDescription& field : type->fields) {
      EXPECT_THAT(text, HasSubstr("`" + field.name + "`")) << type->type;
    }
  }
}

TEST(Docs, TellEveryNodeTypeOfAm) {
  NodeRegistry registry;
  RegisterAmNodes(registry);
  RegisterScriptNodes(registry);
  const std::string text = ReadText(kRoot / "docs/journey-format.md");
  for (const NodeDescriptor* type : registry.Descriptors())
    EXPECT_THAT(text, HasSubstr("`" + type->type + "`"));
}

// The sentences in the last column of a table between "<!-- sentences: PATH -->" and "<!-- end -->".
std::set<std::string> SentencesIn(const std::vector<std::string>& lines, std::size_t at) {
  std::set<std::string> sentences;
  for (; at < lines.size() && lines[at] != "<!-- end -->"; ++at) {
    const std::size_t column =
        lines[at].rfind("| ", lines[at].size() - std::min<std::size_t>(3, lines[at].size()));
    if (!lines[at].ends_with(". |") || column == std::string::npos) continue;
    sentences.insert(lines[at].substr(column + 2, lines[at].size() - column - 4));
  }
  return sentences;
}

// The texts of a source that are sentences.
std::set<std::string> SentencesOf(const fs::path& source) {
  const std::string joined = std::regex_replace(ReadText(source), std::regex("\"[ \n]+\""), "");
  const std::regex literal(R"re("([A-Z][^"\n]{15,}\.)")re");
  std::set<std::string> sentences;
  for (std::sregex_iterator at(joined.begin(), joined.end(), literal), end; at != end; ++at) {
    sentences.insert((*at)[1]);
  }
  return sentences;
}

TEST(Docs, SentencesOfErrorsAreThoseOfTheSource) {
  for (const fs::path& document : Documents()) {
    const std::vector<std::string> lines = LinesOf(ReadText(document));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string path = MarkedPath(lines[i], "sentences");
      if (path.empty()) continue;
      EXPECT_EQ(SentencesIn(lines, i), SentencesOf(kRoot / path)) << NameOf(document);
    }
  }
}

}  // namespace
}  // namespace authtree::inline v0
