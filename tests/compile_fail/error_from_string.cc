#include <string>

#include "authtree/core/error.h"

int main() {
  const std::string text = "made at run time";
  authtree::Error error(authtree::ErrorCode::kInternal, text);
}
