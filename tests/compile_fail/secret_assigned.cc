#include "authtree/core/secret.h"

int main() {
  const authtree::Secret secret("s");
  authtree::Secret copy;
  copy = secret;
}
