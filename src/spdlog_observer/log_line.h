#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/error.h"
#include "authtree/core/json.h"
#include "authtree/spdlog_observer/spdlog_observer.h"

namespace authtree::inline v0 {

/// A line of the log while it is put together.
class LogLine {
 public:
  explicit LogLine(std::string_view event) { fields_["event"] = event; }

  LogLine& Add(const char* name, std::string_view value) {
    fields_[name] = value;
    return *this;
  }
  /// Leaves an empty value out.
  LogLine& AddKnown(const char* name, std::string_view value) {
    return value.empty() ? *this : Add(name, value);
  }
  LogLine& AddList(const char* name, OrderedJson list);
  LogLine& AddTook(std::chrono::steady_clock::duration took);
  /// Code, sentence and facts of an error.
  LogLine& AddError(const std::optional<Error>& error);

  [[nodiscard]] std::string Text(LogFormat format) const;

 private:
  OrderedJson fields_ = OrderedJson::object();
};

}  // namespace authtree::inline v0
