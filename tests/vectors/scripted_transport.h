#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "authtree/http/transport.h"

#include "observation.h"
#include "recorded_case.h"

namespace authtree::inline v0::vectors {

/// The service of a recorded case: answers as scripted, and keeps what it was asked. At the closed address
/// nobody listens; after the last scripted answer connections break.
class ScriptedTransport final : public http::Transport {
 public:
  explicit ScriptedTransport(std::vector<ScriptedReply> script) : script_(std::move(script)) {}

  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override;

  [[nodiscard]] std::vector<SentRequest> sent() const;
  /// Whether it was asked more often than the script has answers.
  [[nodiscard]] bool ended() const;

 private:
  [[nodiscard]] Result<http::Response> Next() const;

  std::vector<ScriptedReply> script_;
  mutable std::mutex mutex_;
  mutable std::vector<SentRequest> sent_;
  mutable std::size_t answered_ = 0;
  mutable bool ended_ = false;
};

}  // namespace authtree::inline v0::vectors
