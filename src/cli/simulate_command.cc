#include "simulate_command.h"

#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "request_text.h"
#include "simulated_service.h"
#include "stop_signal.h"

namespace authtree::inline v0::cli {
namespace {

constexpr const char* kSimulateExamples = R"(
Examples:
  authtree simulate --pem-dir pem
  authtree simulate --pem-dir pem --port 9443 --mtls --config tenant.json
  authtree simulate --pem-dir pem --quiet

It prints every request as it arrives, with its status and both bodies. What is not known to be harmless in them,
such as passwords, codes and handles, is replaced by (hidden); --quiet prints none of it.

Once it listens it prints how authtree run calls it: with --base-url, and with the certificates of --pem-dir.)";

// Written so that nobody but the owner can read it, whatever was there before.
bool WritePrivateFile(const std::filesystem::path& path, std::string_view content) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  const bool written = write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  return close(file) == 0 && written;
}

bool WriteCertificates(const SimulatedService& service, const std::filesystem::path& directory,
                       Diagnostics& diagnostics) {
  std::error_code failure;
  std::filesystem::create_directories(directory, failure);
  const Result<simulator::IssuedCertificate> client = service.IssueClient();
  const bool written = !failure && client && WritePrivateFile(directory / "ca.pem", service.ca_pem()) &&
                       WritePrivateFile(directory / "client.pem", client->chain_pem) &&
                       WritePrivateFile(directory / "client.key", client->key_pem.Expose());
  if (!written) {
    diagnostics.AddError("--pem-dir", "the certificates cannot be written to '" + directory.string() + "'",
                         "Name a directory you may write to");
  }
  return written;
}

}  // namespace

ExitCode SimulateService(const SimulateOptions& options) {
  HoldStopSignals();
  Diagnostics diagnostics;
  simulator::ServiceConfig config = ReadSimulatorConfig("--config", options.config, diagnostics);
  std::cerr << diagnostics.ToText();
  if (diagnostics.has_errors()) return ExitCode::kUsage;

  std::mutex output;
  if (!options.quiet) {
    config.show_bodies = true;
    config.on_request = [&output](const simulator::RequestEvent& event) {
      const std::string text = RequestText(event);
      const std::lock_guard lock(output);
      std::cout << text << std::flush;
    };
  }
  const ListenOptions listen{options.address, options.port, options.client_certificate, true};
  Result<std::unique_ptr<SimulatedService>> service =
      SimulatedService::Start(std::move(config), listen, SystemClock());
  if (!service) {
    std::cerr << "error: " << service.error().Describe() << '\n';
    return ExitCode::kUsage;
  }
  Diagnostics written;
  if (!WriteCertificates(**service, options.pem_directory, written)) {
    std::cerr << written.ToText();
    return ExitCode::kUsage;
  }
  const std::string directory = options.pem_directory;
  std::cout << "The simulated OneSpan service (not the real one) listens on " << (*service)->base_url()
            << "\n"
            << "Trust it with:  --ca " << directory << "/ca.pem\n";
  if (options.client_certificate) {
    std::cout << "It demands:     --client-cert " << directory << "/client.pem --client-key " << directory
              << "/client.key\n";
  }
  std::cout << "Try:            authtree run JOURNEY.json --base-url " << (*service)->base_url() << " --ca "
            << directory << "/ca.pem";
  if (options.client_certificate) {
    std::cout << " --client-cert " << directory << "/client.pem --client-key " << directory << "/client.key";
  }
  std::cout << "\nFaults:         GET, PUT or DELETE " << (*service)->base_url() << "/simulator/faults\n"
            << "Users and risk: GET or PUT " << (*service)->base_url() << "/simulator/script; pushes at "
            << "/simulator/requests, virtual OTPs at /simulator/inbox\n"
            << "Stop it with Ctrl-C." << std::endl;
  AwaitStopSignal();
  (*service)->Stop();
  return ExitCode::kSuccess;
}

Command AddSimulateCommand(CLI::App& program) {
  const auto options = std::make_shared<SimulateOptions>();
  CLI::App* command =
      program.add_subcommand("simulate", "Serve the simulated OneSpan service over HTTPS (not the real one)");
  command->footer(kSimulateExamples);
  command->add_option("--config", options->config, "What the simulated tenant holds (JSON)")
      ->type_name("FILE");
  command->add_option("--address", options->address, "Address to listen on")->capture_default_str();
  command->add_option("--port", options->port, "Port to listen on; 0 picks a free one")
      ->capture_default_str();
  command
      ->add_option("--pem-dir", options->pem_directory,
                   "Directory that ca.pem, client.pem and client.key go to")
      ->required()
      ->type_name("DIR");
  command->add_flag("--mtls", options->client_certificate, "Demand a client certificate");
  command->add_flag("--quiet", options->quiet, "Do not print the requests");
  return {command, [options] { return SimulateService(*options); }};
}

}  // namespace authtree::inline v0::cli
