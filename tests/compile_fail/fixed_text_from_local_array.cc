#include "authtree/core/error.h"

int main() {
  char text[] = "made at run time";
  authtree::FixedText fixed(text);
}
