// The examples of --help do what they say.
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class HelpExamples : public Program {
 protected:
  HelpExamples() {
    for (const char* name : {"register", "login"}) {
      std::filesystem::copy_file(kJourney, scratch_.Path(std::string(name) + ".journey.json"));
    }
    std::filesystem::create_directory(scratch_.Path("journeys"));
    std::filesystem::copy_file(kJourney, scratch_.Path("journeys/one.json"));
    (void)scratch_.Write("tenant.json", R"({"licenses": [{"serialNumber": "VDS1000001"}]})");
    (void)scratch_.Write("journeys.json", R"({"trees": {
        "Login": {"tree": {"_id": "Login", "nodes": {}, "entryNodeId": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}},
        "Other": {"tree": {"_id": "Other", "nodes": {}, "entryNodeId": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}})");
  }

  /// The examples of a command, one line each, without what they are piped into.
  std::vector<std::string> Of(const std::string& command) {
    std::vector<std::string> examples;
    std::istringstream lines(Run(command + " --help").out);
    bool listed = false;
    for (std::string line; std::getline(lines, line);) {
      while (line.ends_with('\\')) {
        std::string more;
        std::getline(lines, more);
        line = line.substr(0, line.size() - 1) + more;
      }
      if (listed && line.starts_with("  authtree "))
        examples.push_back(line.substr(11, line.find(" | ") - 11));
      listed = listed || line == "Examples:";
    }
    return examples;
  }

  /// Runs an example in the directory that has the files it names.
  Ran RunHere(const std::string& example) {
    return Shell("cd '" + scratch_.Path("") + "' && " + AUTHTREE_PROGRAM + " " + example);
  }

  /// Starts a server, waits until it says that it is up, and stops it.
  Ran StartAndStop(const std::string& example) {
    const std::string any_port = std::regex_replace(example, std::regex(" --port \\S+"), "") + " --port 0";
    return Shell("cd '" + scratch_.Path("") + "' && rm -f said && mkfifo said && { " + AUTHTREE_PROGRAM +
                 " " + any_port +
                 " >said & } && server=$! && { grep -m 1 'Stop it with' <said; kill -TERM $server; }; "
                 "wait $server");
  }

  static bool CallsATenant(const std::string& example) {
    return example.find("--tenant") != std::string::npos;
  }
};

TEST_F(HelpExamples, OfCommandsThatEndSucceed) {
  for (const char* command : {"run", "check", "draw", "nodes", "completion"}) {
    const std::vector<std::string> examples = Of(command);
    EXPECT_THAT(examples, Not(IsEmpty())) << command;
    for (const std::string& example : examples) {
      if (CallsATenant(example)) continue;
      // Nobody is there to be asked.
      const bool asks = example.starts_with("run ") && example.find("--answer") == std::string::npos;
      const Ran ran = RunHere(example);
      EXPECT_EQ(ran.code, asks ? 2 : 0) << "authtree " << example << "\n" << ran.err;
      if (asks) {
        EXPECT_THAT(ran.err, HasSubstr("--answer \"User Name=VALUE\""));
      }
    }
  }
}

TEST_F(HelpExamples, OfServersStartThem) {
  ASSERT_EQ(RunHere("keys new keys.json").code, 0);
  for (const char* command : {"serve", "simulate"}) {
    const std::vector<std::string> examples = Of(command);
    EXPECT_THAT(examples, Not(IsEmpty())) << command;
    for (const std::string& example : examples) {
      const Ran ran = StartAndStop(example);
      EXPECT_THAT(ran.out, HasSubstr("Stop it with")) << "authtree " << example << "\n" << ran.err;
      EXPECT_EQ(ran.code, 0) << "authtree " << example << "\n" << ran.err;
    }
  }
}

TEST_F(HelpExamples, StandInTheHelpOfEveryCommand) {
  std::istringstream lines(Run("--help").out);
  bool listed = false;
  for (std::string line; std::getline(lines, line);) {
    if (listed && line.starts_with("  ") && line.size() > 2 && line[2] != ' ') {
      const std::string command = line.substr(2, line.find(' ', 2) - 2);
      EXPECT_THAT(Of(command), Not(IsEmpty())) << command;
    }
    listed = listed || line.starts_with("Subcommands:");
  }
  EXPECT_TRUE(listed);
}

}  // namespace
}  // namespace authtree::inline v0::cli
