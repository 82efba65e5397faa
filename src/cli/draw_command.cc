#include "draw_command.h"

#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "authtree/engine/journey.h"

#include "draw/dot_writer.h"
#include "draw/drawing_reader.h"
#include "draw/drawn_path.h"
#include "draw/mermaid_writer.h"
#include "draw/svg_writer.h"
#include "findings_report.h"
#include "input_file.h"
#include "journey_source.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kDrawExamples = R"(
Examples:
  authtree draw register.journey.json -o register.svg
  authtree draw register.journey.json --columns 0 -o register-in-one-row.svg
  authtree draw journeys.json --journey Login --mermaid
  authtree draw register.journey.json --dot | dot -Tpdf -o register.pdf
  authtree run register.journey.json --simulate --digipass --answer "User Name=jdoe" \
      --trace-file run.jsonl
  authtree draw register.journey.json --path run.jsonl -o run.svg

A journey with findings is drawn as well; authtree check tells them.
Exit codes: 0 drawn, 2 there is nothing to draw.)";

std::optional<draw::Drawing> ReadJourney(const DrawOptions& options, const NodeRegistry& registry,
                                         Diagnostics& diagnostics) {
  const Result<std::string> text = ReadInputFile(options.file);
  if (!text) {
    diagnostics.AddError("FILE", text.error().Describe());
    return std::nullopt;
  }
  Diagnostics findings;
  std::optional<draw::Drawing> drawing = draw::ReadDrawing(*text, options.journey, registry, findings);
  AddFindingsOf(options.file, findings, diagnostics);
  return drawing;
}

std::optional<draw::DrawnPath> ReadPath(const DrawOptions& options, const draw::Drawing& drawing,
                                        Diagnostics& diagnostics) {
  const Result<std::string> text = ReadInputFile(options.path);
  if (!text) {
    diagnostics.AddError("--path", text.error().Describe());
    return std::nullopt;
  }
  Diagnostics findings;
  const std::vector<draw::TracedStep> steps = draw::ReadTrace(*text, findings);
  std::optional<draw::DrawnPath> path;
  if (!findings.has_errors()) path = draw::FindPath(drawing, steps, findings);
  AddFindingsOf(options.path, findings, diagnostics);
  return path;
}

std::string Write(const DrawOptions& options, const draw::Drawing& drawing, const draw::DrawnPath* path) {
  if (options.dot) return draw::WriteDot(drawing, path);
  if (options.mermaid) return draw::WriteMermaid(drawing, path);
  draw::ColumnLimit limit = draw::ColumnLimit::Chosen();
  if (options.columns)
    limit = *options.columns == 0 ? draw::ColumnLimit::None() : draw::ColumnLimit{*options.columns};
  return draw::WriteSvg(drawing, path, limit);
}

}  // namespace

ExitCode DrawJourney(const DrawOptions& options) {
  const NodeRegistry registry = MakeRegistry(nullptr);
  Diagnostics diagnostics;
  const std::optional<draw::Drawing> drawing = ReadJourney(options, registry, diagnostics);
  std::optional<draw::DrawnPath> path;
  if (drawing && !options.path.empty()) path = ReadPath(options, *drawing, diagnostics);
  std::cerr << diagnostics.ToText();
  if (diagnostics.has_errors() || !drawing) return ExitCode::kUsage;

  const std::string picture = Write(options, *drawing, path ? &*path : nullptr);
  if (options.output.empty()) {
    std::cout << picture << std::flush;
    return ExitCode::kSuccess;
  }
  std::ofstream file(options.output, std::ios::binary);
  file << picture << std::flush;
  if (!file) {
    std::cerr << "error at -o: '" << options.output
              << "' cannot be written. Check its directory and permissions\n";
    return ExitCode::kUsage;
  }
  return ExitCode::kSuccess;
}

Command AddDrawCommand(CLI::App& program) {
  const auto options = std::make_shared<DrawOptions>();
  CLI::App* command = program.add_subcommand("draw", "Draw a journey, and the path that a run took");
  command->footer(kDrawExamples);
  command->add_option("file", options->file, "Journey export of ForgeRock / Ping AM (JSON)")
      ->required()
      ->type_name("FILE");
  command->add_option("--journey", options->journey, "Which journey of the file")->type_name("ID");
  CLI::Option* svg = command->add_flag("--svg", options->svg, "An SVG picture; this is the default");
  CLI::Option* dot = command->add_flag("--dot", options->dot, "A graph for Graphviz");
  CLI::Option* mermaid = command->add_flag("--mermaid", options->mermaid, "A flowchart for Mermaid");
  svg->excludes(dot)->excludes(mermaid);
  dot->excludes(mermaid);
  command
      ->add_option("--path", options->path, "Mark the path of a run: what its --trace-file or --json wrote")
      ->type_name("FILE");
  command
      ->add_option("--columns", options->columns,
                   "Columns of the SVG before it goes on in a new row; 0: never; without it, by size")
      ->check(CLI::Range(0, 10000))
      ->type_name("NUMBER");
  command->add_option("-o,--output", options->output, "Where the picture goes instead of standard output")
      ->type_name("FILE");
  return {command, [options] { return DrawJourney(*options); }};
}

}  // namespace authtree::inline v0::cli
