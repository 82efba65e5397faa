#include <spdlog/spdlog.h>

#include "authtree/core/secret.h"

int main() {
  const authtree::Secret secret("s");
  spdlog::info("{}", secret);
}
