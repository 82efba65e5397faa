#include "authtree/core/json.h"
#include "authtree/core/secret.h"

int main() {
  const authtree::Secret secret("s");
  authtree::Json json;
  json["password"] = secret;
}
