#pragma once

#include <cstdint>
#include <memory>

#include <spdlog/logger.h>

#include "authtree/engine/observer.h"

namespace authtree::inline v0 {

enum class LogFormat : std::uint8_t { kText, kJson };

/// Prints what the engine does to an spdlog logger: one line an event, a name and fields, as text
/// (`event=step node_type=...`) or as one JSON object. State keys are printed, values never are.
///
/// Steps go out at debug level, steps with an error at warning, rounds at info, failed rounds at error.
class SpdlogObserver final : public Observer {
 public:
  explicit SpdlogObserver(std::shared_ptr<spdlog::logger> logger, LogFormat format = LogFormat::kText)
      : logger_(std::move(logger)), format_(format) {}

  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;

 private:
  std::shared_ptr<spdlog::logger> logger_;
  LogFormat format_;
};

}  // namespace authtree::inline v0
