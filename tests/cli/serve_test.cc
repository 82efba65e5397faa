// `authtree serve` as a user runs it, with what watches it and what it writes down.
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "authtree/core/json.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
namespace fs = std::filesystem;

/// A running `authtree serve`, stopped with it.
class Server {
 public:
  /// Waits until it says how to stop it, or until it ends.
  Server(const std::vector<std::string>& arguments, const std::string& error_file) {
    int out[2] = {-1, -1};
    if (pipe(out) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      dup2(out[1], STDOUT_FILENO);
      const int err = open(error_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      dup2(err, STDERR_FILENO);
      close(out[0]);
      close(out[1]);
      std::vector<std::string> words{AUTHTREE_PROGRAM, "serve"};
      words.insert(words.end(), arguments.begin(), arguments.end());
      std::vector<char*> pointers;
      for (std::string& word : words) pointers.push_back(word.data());
      pointers.push_back(nullptr);
      execv(AUTHTREE_PROGRAM, pointers.data());
      _exit(127);
    }
    close(out[1]);
    output_ = fdopen(out[0], "r");
    std::array<char, 4096> line{};
    while (fgets(line.data(), static_cast<int>(line.size()), output_) != nullptr) {
      greeting_ += line.data();
      if (greeting_.find("Stop it with") != std::string::npos) break;
    }
  }
  ~Server() {
    Stop();
    if (output_ != nullptr) fclose(output_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  void Signal(int signal) const { kill(process_, signal); }
  /// The exit code.
  int Stop() {
    if (process_ > 0) {
      kill(process_, SIGTERM);
      waitpid(process_, &status_, 0);
      process_ = 0;
    }
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
  }
  [[nodiscard]] const std::string& greeting() const { return greeting_; }
  [[nodiscard]] std::string MetricsPort() const { return PortAfter("Metrics are at http://127.0.0.1:"); }
  [[nodiscard]] std::string Port() const { return PortAfter("curl -X POST 'http://127.0.0.1:"); }

 private:
  [[nodiscard]] std::string PortAfter(const std::string& text) const {
    const std::size_t at = greeting_.find(text);
    if (at == std::string::npos) return "";
    return greeting_.substr(at + text.size(), greeting_.find('/', at + text.size()) - at - text.size());
  }

  pid_t process_ = -1;
  int status_ = -1;
  FILE* output_ = nullptr;
  std::string greeting_;
};

/// Status line, header and body of the answer.
std::string Ask(const std::string& port, const std::string& method, const std::string& target,
                const std::string& body = {}) {
  namespace asio = boost::asio;
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  boost::system::error_code error;
  socket.connect({asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::atoi(port.c_str()))},
                 error);
  if (error) return "no connection";
  const std::string request =
      method + " " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" +
      "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  asio::write(socket, asio::buffer(request), error);
  std::string reply;
  asio::read(socket, asio::dynamic_buffer(reply), error);
  return reply;
}

constexpr const char* kStartT = "/am/json/authenticate?authIndexType=service&authIndexValue=T";

class Serve : public ::testing::Test {
 protected:
  Serve() {
    std::string name = (fs::temp_directory_path() / "authtree-serve-XXXXXX").string();
    directory_ = mkdtemp(name.data());
  }
  ~Serve() override { fs::remove_all(directory_); }

  [[nodiscard]] std::string Path(const std::string& name) const { return (directory_ / name).string(); }
  [[nodiscard]] std::string Said() const {
    std::ostringstream text;
    text << std::ifstream(Path("stderr")).rdbuf();
    return text.str();
  }
  [[nodiscard]] std::vector<std::string> EventsOf(const std::string& file) const {
    std::vector<std::string> names;
    std::ifstream lines(Path(file));
    for (std::string line; std::getline(lines, line);) {
      const Result<Json> event = ParseJson(line);
      names.push_back(event ? StringMember(*event, "eventName") : "no JSON: " + line);
    }
    return names;
  }
  [[nodiscard]] Server Start(std::vector<std::string> more) const {
    std::vector<std::string> arguments{"--demo", "--port", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return {arguments, Path("stderr")};
  }

  fs::path directory_;
};

TEST_F(Serve, TellsEveryFindingOfTheOptionsAtOnce) {
  Server server = Start({"--metrics", "nonsense", "--audit", Path("no/such/audit.jsonl")});

  EXPECT_EQ(server.Stop(), 2);
  EXPECT_THAT(Said(), AllOf(HasSubstr("--metrics"), HasSubstr("127.0.0.1:9464"), HasSubstr("--audit"),
                            HasSubstr("no such directory")));
}

TEST_F(Serve, HashedNamesNeedAKey) {
  Server server = Start({"--audit", Path("a"), "--audit-principal", "hashed"});

  EXPECT_EQ(server.Stop(), 2);
  EXPECT_THAT(Said(), HasSubstr("--audit-principal-key"));
}

TEST_F(Serve, OptionsOfTheAuditNeedItsFile) {
  Server server = Start({"--audit-failure", "block"});

  EXPECT_EQ(server.Stop(), 2);
  EXPECT_THAT(Said(), HasSubstr("Add --audit FILE"));
}

TEST_F(Serve, WithoutTheOptionThereAreNoMetrics) {
  Server server = Start({});

  EXPECT_THAT(server.greeting(), Not(HasSubstr("Metrics")));
  EXPECT_THAT(Ask(server.Port(), "GET", "/metrics"), StartsWith("HTTP/1.1 404 "));
  EXPECT_EQ(server.Stop(), 0);
}

TEST_F(Serve, MetricsHaveAPortOfTheirOwn) {
  Server server = Start({"--metrics", "0"});
  EXPECT_THAT(Ask(server.Port(), "GET", "/metrics"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(Ask(server.Port(), "POST", "/am/json/authenticate"), StartsWith("HTTP/1.1 200 "));

  const std::string page = Ask(server.MetricsPort(), "GET", "/metrics");

  EXPECT_THAT(page, StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(page, HasSubstr("\nauthtree_journeys_started_total{journey=\"Offline-Activation\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("\nauthtree_http_requests_total{status=\"404\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("\nauthtree_sessions 1\n"));
  EXPECT_THAT(Ask(server.MetricsPort(), "GET", "/ready"), StartsWith("HTTP/1.1 200 "));
  EXPECT_EQ(server.Stop(), 0);
}

TEST_F(Serve, SendsScriptsForPagesOnlyWithTheOption) {
  std::ofstream(Path("cddc.journey.json")) << R"({"tree": {"_id": "T", "entryNodeId": "c", "nodes": {
      "c": {"nodeType": "OS_Risk_CDDCNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
      "nodes": {"c": {}}})";
  Server without = Start({Path("cddc.journey.json")});
  EXPECT_THAT(Ask(without.Port(), "POST", kStartT), Not(HasSubstr("TextOutputCallback")));
  Server with = Start({Path("cddc.journey.json"), "--page-scripts"});
  EXPECT_THAT(Ask(with.Port(), "POST", kStartT),
              AllOf(HasSubstr(R"({"name":"messageType","value":"4"})"),
                    HasSubstr("import('/authtree/callback_page.js')"), HasSubstr("page.fillDeviceData(")));
}

TEST_F(Serve, WritesAuditEventsAndOpensTheFileAgain) {
  Server server = Start({"--audit", Path("audit.jsonl")});
  (void)Ask(server.Port(), "POST", "/am/json/authenticate", R"({"authId":"x"})");
  EXPECT_THAT(EventsOf("audit.jsonl"),
              ElementsAre("AUTHTREE-CONFIGURATION-LOADED", "AUTHTREE-SESSION-REFUSED"));
  fs::rename(Path("audit.jsonl"), Path("audit.jsonl.1"));
  server.Signal(SIGHUP);
  // The signal is taken at some time; until then events go to the old file.
  for (int i = 0; i < 1000 && !fs::exists(Path("audit.jsonl")); ++i) (void)Ask(server.Port(), "GET", "/");
  (void)Ask(server.Port(), "POST", "/am/json/authenticate");

  EXPECT_THAT(EventsOf("audit.jsonl"), Contains("AM-TREE-LOGIN-STARTED"));
  EXPECT_EQ(server.Stop(), 0);
}

TEST_F(Serve, IsNotReadyWhileLoginsAreBlocked) {
  Server server = Start({"--metrics", "0", "--audit", "/dev/full", "--audit-failure", "block"});

  EXPECT_THAT(Ask(server.MetricsPort(), "GET", "/ready"), StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(Ask(server.MetricsPort(), "GET", "/health"), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(Ask(server.MetricsPort(), "GET", "/metrics"), HasSubstr("\nauthtree_audit_failures_total 1\n"));
  EXPECT_THAT(Said(), HasSubstr("event=audit_failed"));
}

}  // namespace
}  // namespace authtree::inline v0::cli
