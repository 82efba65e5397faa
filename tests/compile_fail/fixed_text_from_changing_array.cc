// An array with a fixed address whose characters may still change.
#include "authtree/core/error.h"

static char text[] = "changes later";

int main() { authtree::Error error(authtree::ErrorCode::kInternal, text); }
