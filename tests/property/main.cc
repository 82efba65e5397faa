// Runs the properties from the same seed each time, unless RC_PARAMS names another one.
#include <cstdlib>
#include <iostream>
#include <string>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  const char* given = std::getenv("RC_PARAMS");
  std::string parameters = given == nullptr ? "" : given;
  for (const char* standard : {"seed=20260101", "max_success=300"}) {
    const std::string text = standard;
    const std::string name = text.substr(0, text.find('=') + 1);
    if (parameters.find(name) == std::string::npos) parameters = text + " " + parameters;
  }
  ::setenv("RC_PARAMS", parameters.c_str(), 1);
  ::testing::InitGoogleTest(&argc, argv);
  const int failed = RUN_ALL_TESTS();
  // Together with what RapidCheck prints of the counterexample, enough to see the same again.
  if (failed != 0) std::cerr << "RC_PARAMS='" << parameters << "'\n";
  return failed;
}
