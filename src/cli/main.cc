#include "command_line.h"

int main(int argc, char** argv) { return authtree::cli::Main(argc, argv); }
