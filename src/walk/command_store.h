#pragma once

#include <functional>
#include <string>
#include <utility>

#include "authtree/http/handler.h"

namespace authtree::inline v0::walk {

/// Stands in for the system of the host that takes the commands for users' apps: it answers every request
/// with one status, and keeps nothing.
class CommandStore final : public http::Handler {
 public:
  using OnCall = std::function<void(std::string line)>;

  /// `on_call` is told of every request: "store_command 200".
  CommandStore(int status, OnCall on_call) : status_(status), on_call_(std::move(on_call)) {}

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;

 private:
  int status_;
  OnCall on_call_;
};

}  // namespace authtree::inline v0::walk
