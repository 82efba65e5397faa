// Rules about source text that no compiler checks: which module includes which, and what must not be written.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
namespace fs = std::filesystem;

// What a module may include of another: every header of it, or the ones that are named.
struct Allowed {
  std::set<std::string> modules;
  std::set<std::string> headers;  // "http/url.h"
};

const std::set<std::string> kHttpMessages{"http/message.h", "http/url.h", "http/handler.h"};
const std::set<std::string> kHttpWithoutCurl{"http/message.h", "http/url.h", "http/handler.h",
                                             "http/transport.h"};

// By module; a module may always include itself. See docs/architecture.md for the picture.
const std::map<std::string, Allowed>& Rules() {
  static const std::map<std::string, Allowed> rules{
      {"core", {{}, {}}},
      {"node", {{"core"}, {}}},
      {"engine", {{"core", "node"}, {}}},
      {"session", {{"core", "node", "engine"}, {}}},
      {"am", {{"core", "node", "engine", "session"}, kHttpMessages}},
      {"embed", {{"core", "node", "engine", "session", "am", "http", "onespan", "simulator", "nodes"}, {}}},
      {"http", {{"core"}, {}}},
      {"onespan", {{"core", "http"}, {}}},
      {"server", {{"core", "http"}, {}}},
      {"simulator", {{"core"}, kHttpWithoutCurl}},
      {"nodes/am", {{"core", "node"}, {"nodes/am_nodes.h"}}},
      {"nodes/script", {{"core", "node"}, {"nodes/script_nodes.h"}}},
      {"nodes/onespan",
       {{"core", "node", "onespan"},
        {"nodes/onespan_nodes.h", "http/message.h", "http/url.h", "http/transport.h"}}},
      {"audit", {{"core", "node", "engine", "session", "am"}, {"http/transport_observer.h"}}},
      {"metrics",
       {{"core", "node", "engine", "session", "am", "audit", "server"},
        {"http/handler.h", "http/message.h", "http/transport_observer.h", "onespan/rest_api.h"}}},
      {"spdlog_observer",
       {{"core", "node", "engine", "session", "am", "audit"},
        {"http/message.h", "http/transport_observer.h", "onespan/rest_api.h"}}},
      {"walk", {{"core", "node", "engine", "onespan", "simulator", "nodes"}, kHttpWithoutCurl}},
      {"cli",
       {{"core", "node", "engine", "session", "am", "embed", "http", "onespan", "server", "simulator",
         "nodes", "audit", "metrics", "spdlog_observer", "walk"},
        {}}},
      {"testkit",
       {{"core", "node", "engine", "session", "am", "embed", "http", "onespan", "server", "simulator",
         "nodes"},
        {}}},
  };
  return rules;
}

// The module of a file by its path below the root; empty when the rules do not speak of it.
std::string ModuleOf(const std::string& path) {
  static const std::regex pattern(
      "(?:include/authtree/nodes/(\\w+)_nodes\\.h|nodes/(\\w+)/.*|"
      "include/authtree/(\\w+)/.*|src/(\\w+)/.*)");
  if (path == "include/authtree/version.h") return "core";
  std::smatch match;
  if (!std::regex_match(path, match, pattern)) return "";
  if (match[1].matched || match[2].matched) return "nodes/" + match[1].str() + match[2].str();
  return match[3].str() + match[4].str();
}

// What is wrong with the includes of one file: "path includes header".
std::vector<std::string> CheckIncludes(const std::string& path, const std::string& text) {
  static const std::regex pattern("^\\s*#\\s*include\\s*[\"<](authtree/(\\w+)/[^\">]*|\\.\\./[^\">]*)[\">]");
  std::vector<std::string> problems;
  const std::string module = ModuleOf(path);
  const auto rule = Rules().find(module);
  if (rule == Rules().end()) return {path + " belongs to no module with a rule"};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_search(line, match, pattern)) continue;
    const std::string target = match[2].str();
    const std::string header = match[1].str().substr(match[1].str().find('/') + 1);
    const bool itself = !target.empty() && target == module;
    if (itself || rule->second.modules.contains(target) || rule->second.headers.contains(header)) continue;
    problems.push_back(path + " includes " + match[1].str());
  }
  return problems;
}

// The text with comments and the insides of literals taken out; lines stay where they were.
std::string WithoutCommentsAndTexts(const std::string& text) {
  std::string code;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "//") == 0) {
      while (i < text.size() && text[i] != '\n') ++i;
      code += '\n';
    } else if (text.compare(i, 2, "/*") == 0) {
      const std::size_t end = text.find("*/", i + 2);
      i = end == std::string::npos ? text.size() : end + 1;
    } else if (text.compare(i, 3, "'\"'") == 0) {
      i += 2;
    } else if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"' && text[i] != '\n'; ++i) {
        if (text[i] == '\\') ++i;
      }
      code += "\"\"";
    } else {
      code += text[i];
    }
  }
  return code;
}

std::vector<std::string> CheckTime(const std::string& path, const std::string& text) {
  if (path.starts_with("src/core/")) return {};
  static const std::regex pattern(
      "\\b(system_clock::now|steady_clock::now|high_resolution_clock::now|sleep_for|"
      "sleep_until)\\b");
  std::vector<std::string> problems;
  const std::string code = WithoutCommentsAndTexts(text);
  for (std::sregex_iterator match(code.begin(), code.end(), pattern), end; match != end; ++match) {
    problems.push_back(path + " calls " + match->str());
  }
  return problems;
}

std::vector<std::string> CheckTls(const std::string& path, const std::string& text) {
  static const std::regex pattern("CURLOPT_(SSL|PROXY_SSL|DOH_SSL)_VERIFY(PEER|HOST)\\s*,\\s*(0|false)");
  return std::regex_search(WithoutCommentsAndTexts(text), pattern)
             ? std::vector<std::string>{path + " turns the verification of peers off"}
             : std::vector<std::string>();
}

// The statement around a position, without what stands inside other braces before it.
std::string StatementAround(const std::string& code, std::size_t position) {
  std::string head;
  int braces = 0;
  for (std::size_t i = position; i-- > 0;) {
    if (code[i] == '}') ++braces;
    if (code[i] == '{' && braces-- == 0) break;
    if (code[i] == ';' && braces == 0) break;
    if (braces <= 0) head += code[i];
  }
  std::reverse(head.begin(), head.end());
  std::size_t end = position;
  int depth = 0;
  for (; end < code.size(); ++end) {
    const char c = code[end];
    if (c == '(' || c == '{') ++depth;
    if (c == ')' || c == '}') --depth;
    if (c == ';' && depth <= 0) break;
    if (depth < 0 && c == '}') break;
  }
  return head + code.substr(position, end - position);
}

std::vector<std::string> CheckAwait(const std::string& path, const std::string& text) {
  static const std::regex capture(
      "(^|[^\\w\\])\\[\\s])\\s*\\[\\s*(&|=|\\*?\\w)[^\\]\\[]*\\]\\s*(\\(|\\{|mutable\\b|<)");
  const std::string code = WithoutCommentsAndTexts(text);
  std::vector<std::string> problems;
  for (std::size_t at = code.find("co_await"); at != std::string::npos; at = code.find("co_await", at + 1)) {
    if (!std::regex_search(StatementAround(code, at), capture)) continue;
    const auto line = 1 + std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    problems.push_back(path + ":" + std::to_string(line) + " has a capturing lambda beside co_await");
  }
  return problems;
}

using Check = std::vector<std::string> (*)(const std::string& path, const std::string& text);

std::vector<std::string> CheckFiles(const std::vector<std::string>& folders, Check check) {
  const fs::path root = AUTHTREE_SOURCE_DIR;
  std::vector<std::string> problems;
  for (const std::string& folder : folders) {
    if (!fs::exists(root / folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension();
      if (!entry.is_regular_file() || (extension != ".h" && extension != ".cc")) continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      for (std::string& problem : check(fs::relative(entry.path(), root).generic_string(), text.str())) {
        problems.push_back(std::move(problem));
      }
    }
  }
  std::sort(problems.begin(), problems.end());
  return problems;
}

const std::vector<std::string> kLibrary{"include", "src", "nodes"};
const std::vector<std::string> kEverything{"include", "src", "nodes", "tests", "examples"};

std::vector<std::string> PathOf(const std::string& path, const std::string& /*text*/) { return {path}; }

TEST(SourceRules, SeeSourcesHeadersAndPacks) {
  EXPECT_THAT(CheckFiles(kLibrary, PathOf),
              IsSupersetOf({"include/authtree/core/json.h", "nodes/am/page_node.cc", "src/engine/round.h"}));
}

TEST(SourceRules, EveryIncludeKeepsTheDirection) {
  EXPECT_THAT(CheckFiles(kLibrary, CheckIncludes), IsEmpty());
}
TEST(SourceRules, TimeComesFromTheClock) { EXPECT_THAT(CheckFiles(kLibrary, CheckTime), IsEmpty()); }
TEST(SourceRules, NobodyTurnsVerificationOff) { EXPECT_THAT(CheckFiles(kEverything, CheckTls), IsEmpty()); }
TEST(SourceRules, NoCapturingLambdaStandsBesideCoAwait) {
  EXPECT_THAT(CheckFiles(kLibrary, CheckAwait), IsEmpty());
}

TEST(ModuleOf, KnowsHeadersSourcesAndPacks) {
  EXPECT_EQ(ModuleOf("include/authtree/core/json.h"), "core");
  EXPECT_EQ(ModuleOf("include/authtree/version.h"), "core");
  EXPECT_EQ(ModuleOf("src/engine/round.cc"), "engine");
  EXPECT_EQ(ModuleOf("nodes/am/page_node.cc"), "nodes/am");
  EXPECT_EQ(ModuleOf("include/authtree/nodes/onespan_nodes.h"), "nodes/onespan");
  EXPECT_EQ(ModuleOf("README.md"), "");
}

struct IncludeCase {
  std::string path;
  std::string header;
};

class ForbiddenInclude : public ::testing::TestWithParam<IncludeCase> {};

TEST_P(ForbiddenInclude, IsFound) {
  const std::string text = "#pragma once\n\n#include <string>\n#  include \"" + GetParam().header + "\"\n";

  EXPECT_THAT(CheckIncludes(GetParam().path, text),
              ElementsAre(GetParam().path + " includes " + GetParam().header));
}

INSTANTIATE_TEST_SUITE_P(
    Table, ForbiddenInclude,
    ::testing::Values(IncludeCase{"src/core/json.cc", "authtree/node/node.h"},
                      IncludeCase{"include/authtree/node/node.h", "authtree/engine/engine.h"},
                      IncludeCase{"src/engine/round.cc", "authtree/session/journey_service.h"},
                      IncludeCase{"src/engine/round.cc", "authtree/http/message.h"},
                      IncludeCase{"src/session/sealer.cc", "authtree/am/authenticate.h"},
                      IncludeCase{"src/am/authenticate.cc", "authtree/http/curl_transport.h"},
                      IncludeCase{"src/am/authenticate.cc", "authtree/server/http_server.h"},
                      IncludeCase{"src/http/url.cc", "authtree/onespan/api.h"},
                      IncludeCase{"src/onespan/rest_api.cc", "authtree/node/node.h"},
                      IncludeCase{"src/simulator/tenant.cc", "authtree/http/curl_transport.h"},
                      IncludeCase{"src/simulator/tenant.cc", "authtree/onespan/operation.h"},
                      IncludeCase{"src/server/exchange.cc", "authtree/am/authenticate.h"},
                      IncludeCase{"src/audit/auditor.cc", "authtree/http/curl_transport.h"},
                      IncludeCase{"src/audit/auditor.cc", "authtree/metrics/metrics_observer.h"},
                      IncludeCase{"src/metrics/metrics_observer.cc", "authtree/onespan/api.h"},
                      IncludeCase{"src/engine/round.cc", "authtree/spdlog_observer/spdlog_observer.h"},
                      IncludeCase{"nodes/am/page_node.cc", "authtree/engine/engine.h"},
                      IncludeCase{"nodes/am/page_node.cc", "authtree/onespan/api.h"},
                      IncludeCase{"nodes/onespan/cddc_node.cc", "authtree/http/curl_transport.h"},
                      IncludeCase{"nodes/onespan/cddc_node.cc", "authtree/session/journey_service.h"},
                      IncludeCase{"nodes/onespan/cddc_node.cc", "authtree/nodes/am_nodes.h"},
                      IncludeCase{"include/authtree/embed/runner.h", "authtree/server/http_server.h"},
                      IncludeCase{"src/am/authenticate.cc", "authtree/embed/runner.h"},
                      IncludeCase{"nodes/onespan/cddc_node.cc", "authtree/embed/runner.h"},
                      IncludeCase{"src/walk/walker.cc", "authtree/testkit/manual_clock.h"},
                      IncludeCase{"src/walk/walker.cc", "authtree/http/curl_transport.h"},
                      IncludeCase{"src/walk/walker.cc", "authtree/session/journey_service.h"},
                      IncludeCase{"src/engine/round.cc", "authtree/walk/run_walk.h"},
                      IncludeCase{"src/cli/main.cc", "authtree/testkit/manual_clock.h"},
                      IncludeCase{"src/core/clock.cc", "authtree/testkit/manual_clock.h"},
                      IncludeCase{"src/engine/round.cc", "../node/private.h"}));

class AllowedInclude : public ::testing::TestWithParam<IncludeCase> {};

TEST_P(AllowedInclude, IsNotReported) {
  EXPECT_THAT(CheckIncludes(GetParam().path, "#include \"" + GetParam().header + "\"\n"), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Table, AllowedInclude,
                         ::testing::Values(IncludeCase{"src/core/json.cc", "authtree/core/json.h"},
                                           IncludeCase{"src/core/json.cc", "one_line.h"},
                                           IncludeCase{"src/am/authenticate.cc", "authtree/http/message.h"},
                                           IncludeCase{"src/simulator/tenant.cc",
                                                       "authtree/http/transport.h"},
                                           IncludeCase{"nodes/am/am_nodes.cc", "authtree/nodes/am_nodes.h"},
                                           IncludeCase{"src/embed/assembly.cc", "authtree/nodes/am_nodes.h"},
                                           IncludeCase{"src/cli/main.cc", "authtree/server/http_server.h"},
                                           IncludeCase{"src/testkit/chain.cc", "authtree/testkit/chain.h"}));

TEST(CheckIncludes, AFileOfANewModuleNeedsARule) {
  EXPECT_THAT(CheckIncludes("src/brandnew/x.cc", ""),
              ElementsAre("src/brandnew/x.cc belongs to no module with a rule"));
}

TEST(CheckTime, FindsClocksAndSleepsOutsideCore) {
  const std::string text = "auto t = std::chrono::system_clock::now(); std::this_thread::sleep_for(t);";

  EXPECT_THAT(CheckTime("src/am/x.cc", text),
              ElementsAre("src/am/x.cc calls system_clock::now", "src/am/x.cc calls sleep_for"));
  EXPECT_THAT(CheckTime("src/core/clock.cc", text), IsEmpty());
  EXPECT_THAT(CheckTime("src/am/x.cc", "// never system_clock::now\nf(\"sleep_for\"); clock->Now();"),
              IsEmpty());
}

TEST(CheckTls, FindsASwitchedOffVerification) {
  EXPECT_THAT(CheckTls("x.cc", "curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER,\n  0L);"),
              ElementsAre("x.cc turns the verification of peers off"));
  EXPECT_THAT(CheckTls("x.cc", "curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);"), IsEmpty());
}

class LambdaBesideAwait : public ::testing::TestWithParam<std::string_view> {};

TEST_P(LambdaBesideAwait, IsFound) {
  EXPECT_THAT(CheckAwait("x.cc", "Task<int> f() {\n" + std::string(GetParam()) + "\n}"),
              ElementsAre("x.cc:2 has a capturing lambda beside co_await"));
}

INSTANTIATE_TEST_SUITE_P(Table, LambdaBesideAwait,
                         ::testing::Values("co_await g([&] { h(); });", "co_await g([=]() { return 1; });",
                                           "co_await g([x] { h(); h(); });",
                                           "co_await g(1, [this] { h(); });",
                                           "co_await g([a = b()]() mutable { h(); });",
                                           "auto r = k([&] { return 1; }, co_await g());",
                                           "if (co_await g([&x](int) { return x; })) return;"));

class LambdaElsewhere : public ::testing::TestWithParam<std::string_view> {};

TEST_P(LambdaElsewhere, IsNotReported) {
  EXPECT_THAT(CheckAwait("x.cc", "Task<int> f() {\n" + std::string(GetParam()) + "\n}"), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Table, LambdaElsewhere,
                         ::testing::Values("co_await g([] { h(); });",
                                           "auto l = [&] { h(); };\nco_await g(l);", "co_await g(list[i]);",
                                           "co_await g();\nk([&] { h(); });",
                                           "auto l = [&]() -> Task<int> { co_await g(); };",
                                           "if (a) { k([&] { h(); }); }\nco_await g();",
                                           "// co_await g([&] {});\nh();"));

}  // namespace
}  // namespace authtree::inline v0
