// All that the other programs do wrong, done right: if this one is refused, their failures prove nothing.
#include <iostream>
#include <string>
#include <utility>

#include <spdlog/spdlog.h>

#include "authtree/core/error.h"
#include "authtree/core/json.h"
#include "authtree/core/secret.h"

int main() {
  authtree::Secret secret("s");
  authtree::Secret copy = secret.Clone();
  copy = std::move(secret);
  authtree::Json json = std::string(copy.Expose());
  json = authtree::Json{{"size", copy.size()}};
  std::cout << copy.size();
  spdlog::info("{} {}", copy.size(), fmt::format("{}", json.size()));
  static constexpr char kText[] = "Text.";
  constexpr authtree::FixedText kFixed(kText);
  authtree::Error error(authtree::ErrorCode::kInternal, kFixed);
  error.With(authtree::Fact::kNode, "n");
  return 0;
}
