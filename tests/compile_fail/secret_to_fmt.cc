#include <string>

#include <fmt/format.h>

#include "authtree/core/secret.h"

int main() {
  const authtree::Secret secret("s");
  const std::string text = fmt::format("{}", secret);
}
