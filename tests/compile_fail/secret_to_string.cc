#include <string>

#include "authtree/core/secret.h"

int main() {
  const authtree::Secret secret("s");
  std::string text = secret;
}
