// `authtree simulate` as a user runs it, with a journey that calls it.
#include <gmock/gmock.h>

#include "program.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kDeviceCode = "7391551206";

class SimulateProgram : public Program {
 protected:
  /// What it prints after its greeting, while a user activates a device and types a wrong code.
  std::string PrintedWith(const std::string& options) {
    const std::string program = AUTHTREE_PROGRAM;
    const Ran ran = Shell("cd '" + scratch_.Path("") + "' && mkfifo said && { " + program +
                          " simulate --pem-dir pem --port 0 " + options +
                          " >said & } && server=$! && exec 3<said\n"
                          "while read -r line <&3; do case \"$line\" in\n"
                          "*'listens on '*) url=${line##*listens on } ;;\n"
                          "*'Stop it with'*) break ;; esac; done\n" +
                          program + " run '" + kJourney +
                          "' --base-url \"$url\" --ca pem/ca.pem --answer 'User Name=jdoe'"
                          " --answer serialNumber=VDS1000001 --answer deviceCode=" +
                          kDeviceCode +
                          " >/dev/null 2>&1\n"
                          "kill -TERM $server; wait $server; cat <&3");
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out;
  }
};

TEST_F(SimulateProgram, PrintsWhatArrivesWithoutItsSecrets) {
  const std::string printed = PrintedWith("");
  EXPECT_THAT(printed, AllOf(HasSubstr("POST /v1/users/register -> 200"), HasSubstr(R"("userID":"jdoe")"),
                             HasSubstr("POST /v1/registrations/{registrationID}/add-device -> 409"),
                             HasSubstr("  > {\"deviceCode\":\"(hidden)\"}"), HasSubstr("a picture")));
  EXPECT_THAT(printed, Not(HasSubstr(kDeviceCode)));
}

TEST_F(SimulateProgram, PrintsNoRequestsWhenItIsQuiet) { EXPECT_EQ(PrintedWith("--quiet"), ""); }

}  // namespace
}  // namespace authtree::inline v0::cli
