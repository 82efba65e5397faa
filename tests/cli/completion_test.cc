// Completion as a shell does it. zsh and fish are asked where they are installed.
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

std::set<std::string> Words(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> words;
  for (std::string word; stream >> word;) words.insert(word);
  return words;
}

class CompletionProgram : public Program {
 protected:
  std::string ScriptFor(const std::string& shell) {
    const Ran ran = Run("completion " + shell);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return scratch_.Write("script." + shell, ran.out);
  }

  bool Has(const std::string& shell) { return Shell("command -v " + shell).code == 0; }

  /// What bash offers for the last of `words`, which are quoted for the shell.
  std::set<std::string> Bash(const std::string& words) {
    const std::string ask = scratch_.Write(
        "ask.bash", "cd '" + scratch_.Path("") + "'\nsource '" + ScriptFor("bash") + "'\nCOMP_WORDS=(" +
                        words +
                        ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_authtree\necho \"${COMPREPLY[@]}\"\n");
    const Ran ran = Shell("bash --norc '" + ask + "'");
    EXPECT_EQ(ran.err, "");
    return Words(ran.out);
  }

  /// The commands that --help lists.
  std::set<std::string> Commands() {
    std::set<std::string> commands;
    std::istringstream lines(Run("--help").out);
    bool listed = false;
    for (std::string line; std::getline(lines, line);) {
      if (listed && line.starts_with("  ") && line.size() > 2 && line[2] != ' ') {
        commands.insert(line.substr(2, line.find(' ', 2) - 2));
      }
      listed = listed || line.starts_with("Subcommands:");
    }
    return commands;
  }
};

TEST_F(CompletionProgram, KnowsThreeShells) {
  EXPECT_EQ(Run("completion csh").code, 2);
  EXPECT_EQ(Run("completion").code, 2);
}

TEST_F(CompletionProgram, BashOffersNothingForAValueThatNobodyKnows) {
  EXPECT_THAT(Bash("authtree run --journey ''"), IsEmpty());
  EXPECT_THAT(Bash("authtree run --no-such"), IsEmpty());
}

TEST_F(CompletionProgram, BashOffersEveryCommand) {
  ASSERT_THAT(Commands(), IsSupersetOf({"run", "serve", "check", "draw", "completion"}));
  EXPECT_EQ(Bash("authtree ''"), Commands());
  EXPECT_THAT(Bash("authtree com"), ElementsAre("completion"));
  EXPECT_THAT(Bash("authtree --ver"), ElementsAre("--version"));
}

TEST_F(CompletionProgram, BashOffersEveryOptionThatHelpTells) {
  for (const std::string& command : Commands()) {
    const std::set<std::string> offered = Bash("authtree " + command + " --");
    const std::string help = Run(command + " --help").out;
    std::istringstream lines(help.substr(0, help.find("Examples:")));
    for (std::string line; std::getline(lines, line);) {
      const std::size_t option = line.find("--");
      if (!line.starts_with("  -") || option == std::string::npos) continue;
      EXPECT_THAT(offered, Contains(line.substr(option, line.find_first_of(" ,:", option) - option)))
          << command;
    }
  }
}

TEST_F(CompletionProgram, BashOffersValues) {
  EXPECT_THAT(Bash("authtree run --environment Stag"), IsSupersetOf({"Staging_EU1", "Staging_NA1"}));
  EXPECT_THAT(Bash("authtree run --environment = Sand"), ElementsAre("Sandbox"));
  EXPECT_THAT(Bash("authtree completion ''"), ElementsAre("bash", "fish", "zsh"));
  EXPECT_THAT(Bash("authtree nodes Retry"), ElementsAre("RetryLimitDecisionNode"));
}

TEST_F(CompletionProgram, BashOffersFilesAndDirectories) {
  (void)scratch_.Write("login.json", "{}");
  std::filesystem::create_directory(scratch_.Path("logs"));
  EXPECT_THAT(Bash("authtree check lo"), ElementsAre("login.json", "logs"));
  EXPECT_THAT(Bash("authtree run login.json --cddc lo"), ElementsAre("login.json", "logs"));
  EXPECT_THAT(Bash("authtree simulate --pem-dir lo"), ElementsAre("logs"));
}

TEST_F(CompletionProgram, ZshCanReadItsScript) {
  if (!Has("zsh")) GTEST_SKIP() << "zsh is not installed";
  const Ran ran = Shell("zsh -n '" + ScriptFor("zsh") + "'");
  EXPECT_EQ(ran.code, 0) << ran.err;
}

// zsh completes only for a person; this stands in for its _arguments, and takes what it is given.
TEST_F(CompletionProgram, ZshTellsEveryOptionToArguments) {
  if (!Has("zsh")) GTEST_SKIP() << "zsh is not installed";
  const std::string ask =
      scratch_.Write("ask.zsh",
                     "compdef() { :; }\n_arguments() { print -l -- \"$@\"; state=arguments; }\n"
                     "source '" +
                         ScriptFor("zsh") + "'\nwords=(check)\n_authtree\n");
  const Ran ran = Shell("zsh -f '" + ask + "'");
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out, AllOf(HasSubstr("*--strict["), HasSubstr("*--json["), HasSubstr("*:FILE:_files"),
                             Not(HasSubstr("*--simulate["))));
}

TEST_F(CompletionProgram, FishCompletes) {
  if (!Has("fish")) GTEST_SKIP() << "fish is not installed";
  const std::string script = ScriptFor("fish");
  auto fish = [&](const std::string& line) {
    return Shell("HOME='" + scratch_.Path("") + "' fish --no-config -c 'source " + script +
                 "; complete -C \"" + line + "\"'")
        .out;
  };
  EXPECT_EQ(Shell("fish --no-execute '" + script + "'").code, 0);
  EXPECT_THAT(fish("authtree comp"), HasSubstr("completion"));
  EXPECT_THAT(fish("authtree run --simul"), AllOf(HasSubstr("--simulate"), HasSubstr("--simulator-config")));
  EXPECT_THAT(fish("authtree run --environment Sand"), HasSubstr("Sandbox"));
  EXPECT_THAT(fish("authtree nodes Retry"), HasSubstr("RetryLimitDecisionNode"));
}

}  // namespace
}  // namespace authtree::inline v0::cli
