#include "authtree/core/error.h"

int main(int, char** arguments) {
  const char* text = arguments[0];
  authtree::FixedText fixed(text);
}
