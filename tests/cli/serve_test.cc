// `authtree serve` as a user runs it, with what watches it and what it writes down.
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/json.h"

#include "program.h"
#include "running_program.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
namespace fs = std::filesystem;

/// A running `authtree serve`.
class Server : public RunningProgram {
 public:
  /// Waits until it says how to stop it, or until it ends.
  Server(std::vector<std::string> words, const std::string& error_file)
      : RunningProgram(std::move(words), error_file) {
    (void)LineWith("Stop it with");
  }

  [[nodiscard]] std::string MetricsPort() const { return PortAfter("Metrics are at http://127.0.0.1:"); }
  [[nodiscard]] std::string Port() const { return PortAfter("curl -X POST 'http://127.0.0.1:"); }

 private:
  [[nodiscard]] std::string PortAfter(const std::string& text) const {
    const std::size_t at = said().find(text);
    if (at == std::string::npos) return "";
    return said().substr(at + text.size(), said().find('/', at + text.size()) - at - text.size());
  }
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

class Serve : public Program {
 protected:
  [[nodiscard]] std::string Path(const std::string& name) const { return scratch_.Path(name); }
  [[nodiscard]] std::string Said() const { return ReadFile(Path("stderr")); }
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
    std::vector<std::string> words{"serve", "--demo", "--port", "0"};
    words.insert(words.end(), more.begin(), more.end());
    return {std::move(words), Path("stderr")};
  }
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

  EXPECT_THAT(server.said(), Not(HasSubstr("Metrics")));
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
  for (int i = 0; i < 1000 && EventsOf("audit.jsonl").empty(); ++i) {
    (void)Ask(server.Port(), "POST", "/am/json/authenticate");
  }

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
