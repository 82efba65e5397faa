// The auth server with one thread, and beside it, on the same listener, an echo that parses and dumps what it
// is sent. Usage: server_bench DIRECTORY
//
// Writes into the directory, for each journey: `Page.before` and `Page.after`, the body of a request around
// the authId, and `Page.whole`, such a body; at last `port`. Ends when its standard input does.
#include <fstream>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "authtree/core/json.h"
#include "authtree/server/http_server.h"
#include "authtree/testkit/drive.h"

#include "form_world.h"

namespace authtree::inline v0::bench {
namespace {

/// `/echo` parses its body into a document and dumps it again; everything else goes to the endpoint.
class EndpointAndEcho final : public http::Handler {
 public:
  explicit EndpointAndEcho(std::shared_ptr<http::Handler> endpoint) : endpoint_(std::move(endpoint)) {}

  Task<http::Response> Handle(http::ServerRequest request) override {
    if (request.path() != "/echo") co_return co_await endpoint_->Handle(std::move(request));
    const std::string_view body = request.body().Expose();
    std::string text = Json::parse(body.begin(), body.end()).dump();
    co_return http::Response(200).WithBody("application/json", Secret::Take(std::move(text)));
  }

 private:
  std::shared_ptr<http::Handler> endpoint_;
};

int Serve(const std::string& directory) {
  const std::shared_ptr<http::Handler> endpoint = MakeFormEndpoint();
  for (const std::string journey : {kPageForm, kNodeForm}) {
    const http::Response form = testkit::Drive(endpoint->Handle(FormClient::Start(journey)));
    const FormClient client(form);
    const std::string path = directory + "/" + journey;
    std::ofstream(path + ".before") << client.before_auth_id();
    std::ofstream(path + ".after") << client.after_auth_id();
    std::ofstream(path + ".whole") << client.before_auth_id() << AuthIdOf(form) << client.after_auth_id();
  }
  auto server =
      server::HttpServer::Start(server::ServerOptions(), std::make_shared<EndpointAndEcho>(endpoint));
  if (!server) {
    std::cerr << server.error().Describe() << '\n';
    return 1;
  }
  std::ofstream(directory + "/port") << (*server)->port() << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  (*server)->Stop();
  return 0;
}

}  // namespace
}  // namespace authtree::inline v0::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: server_bench DIRECTORY\n";
    return 2;
  }
  return authtree::bench::Serve(argv[1]);
}
