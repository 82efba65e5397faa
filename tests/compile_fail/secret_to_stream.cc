#include <iostream>

#include "authtree/core/secret.h"

int main() { std::cout << authtree::Secret("s"); }
