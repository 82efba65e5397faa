// Documents and pictures that the program writes itself. AUTHTREE_UPDATE_DOCS=1 writes them anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "draw/drawing_reader.h"
#include "draw/svg_writer.h"
#include "journey_source.h"
#include "nodes_markdown.h"

namespace authtree::inline v0::cli {
namespace {

const std::filesystem::path kRoot = AUTHTREE_SOURCE_DIR;

std::string ReadText(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void ExpectWritten(const std::filesystem::path& path, const std::string& current) {
  if (std::getenv("AUTHTREE_UPDATE_DOCS") != nullptr) {
    std::filesystem::create_directories((kRoot / path).parent_path());
    std::ofstream(kRoot / path) << current;
  }
  EXPECT_TRUE(ReadText(kRoot / path) == current)
      << path << " is not what the program writes; run this test with AUTHTREE_UPDATE_DOCS=1";
}

TEST(WrittenDocs, ReferenceOfTheNodeTypesIsCurrent) {
  ExpectWritten("docs/nodes.md", NodesMarkdown(MakeRegistry(nullptr)));
}

TEST(WrittenDocs, PictureOfTheExampleIsCurrent) {
  Diagnostics diagnostics;
  const std::optional<draw::Drawing> drawing =
      draw::ReadDrawing(ReadText(kRoot / "examples/journeys/offline-activation.journey.json"), "",
                        MakeRegistry(nullptr), diagnostics);
  ASSERT_TRUE(drawing.has_value()) << diagnostics.ToText();
  ExpectWritten("docs/images/offline-activation.svg", draw::WriteSvg(*drawing, nullptr));
}

}  // namespace
}  // namespace authtree::inline v0::cli
