#include <iostream>
#include <string>
#include <vector>

#include "program.h"

int main(int argc, char** argv) {
  return authtree::vectors::RunProgram(std::vector<std::string>(argv + 1, argv + argc), std::cout, std::cerr);
}
