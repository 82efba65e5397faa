#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace authtree::inline v0::cli {

/// What the service can bear; see `http::GuardOptions`.
struct GuardSettings {
  std::size_t calls = 64;
  std::size_t waiting = 256;
  std::size_t breaker_failures = 10;
  unsigned breaker_open_seconds = 10;
};

/// Which OneSpan service the nodes call.
struct ServiceOptions {
  bool simulate = false;
  std::string simulator_config;  ///< file
  std::string tenant;
  std::string environment;
  std::string base_url;
  std::string client_cert;  ///< file
  std::string client_key;   ///< file
  std::string ca;           ///< file
  std::string application_ref;
  std::vector<std::string> command_hosts;   ///< may be sent commands for apps
  std::vector<std::string> identity_hosts;  ///< may verify identities
  std::string identity_token;               ///< file
  GuardSettings guard;
};

/// Where audit events go, and what stands in them.
struct AuditSettings {
  std::string file;  ///< "-" is standard output; empty: none
  std::string principal = "clear";
  std::string principal_key;  ///< file
  std::string on_failure = "continue";
  bool no_nodes = false;
};

/// `authtree run`
struct RunOptions {
  std::string file;
  std::string journey;
  ServiceOptions service;
  bool digipass = false;
  std::vector<std::string> answers;  ///< "PROMPT-OR-ID=VALUE"
  std::string answers_file;
  std::string cddc_file;
  std::string client_ip = "127.0.0.1";
  bool trace = false;
  std::string trace_file;
  bool json = false;
  AuditSettings audit;
  std::string record;  ///< walk file to write
  bool record_secrets = false;
};

/// `authtree serve`
struct ServeOptions {
  std::vector<std::string> files;
  ServiceOptions service;
  bool demo = false;
  bool page_scripts = false;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string metrics;  ///< "[ADDRESS:]PORT"; empty: none
  AuditSettings audit;
  std::string keys;  ///< file; empty: keys of its own, gone with it
};

/// `authtree simulate`
struct SimulateOptions {
  std::string config;  ///< file
  std::string address = "127.0.0.1";
  std::uint16_t port = 8443;
  std::string pem_directory;  ///< where ca.pem, client.pem and client.key are written
  bool client_certificate = false;
  bool quiet = false;  ///< print no requests
};

/// `authtree check`
struct CheckOptions {
  std::vector<std::string> files;
  bool strict = false;
  bool json = false;
};

/// `authtree draw`
struct DrawOptions {
  std::string file;
  std::string journey;
  bool svg = false;  ///< the default
  bool dot = false;
  bool mermaid = false;
  std::string path;            ///< file with the trace of a run
  std::optional<int> columns;  ///< 0: no limit
  std::string output;          ///< file; empty: standard output
};

/// `authtree nodes`
struct NodesOptions {
  std::string type;
  bool schema = false;
  bool markdown = false;
};

/// `authtree test`
struct TestOptions {
  std::vector<std::string> walks;    ///< files, and directories of them
  std::vector<std::string> answers;  ///< "PROMPT-OR-ID=VALUE"
  std::string answers_file;
  std::string junit;  ///< file
  bool json = false;
  bool verbose = false;
  bool update = false;
  bool schema = false;
};

}  // namespace authtree::inline v0::cli
