// The builders of temporaries return what they build: dropping it would lose it.
#include <utility>

#include "authtree/node/state_contract.h"

int main() {
  authtree::StateContract contract;
  std::move(contract).ReadsName("key");
}
