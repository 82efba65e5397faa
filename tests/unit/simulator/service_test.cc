#include <mutex>
#include <set>
#include <thread>

#include "authtree/core/encoding.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class OneSpanServiceTest : public ServiceTest {};

TEST_F(OneSpanServiceTest, EveryAnswerHasItsOwnCorrelationId) {
  std::set<std::string> ids;
  for (const Reply& reply : {Register(), Register({{"userID", ""}}), Send(http::Method::kGet, "/nowhere"),
                             Send(http::Method::kGet, "/v1/visualcodes/render?message=00")}) {
    EXPECT_TRUE(IsUuid(reply.correlation_id));
    ids.insert(reply.correlation_id);
  }
  EXPECT_EQ(ids.size(), 4U);
}

TEST_F(OneSpanServiceTest, FaultsApplyInTheirOrderAndCount) {
  FaultRule fault;
  fault.route = "/v1/users/register";
  fault.skip = 1;
  fault.times = 1;
  fault.status = 503;
  fault.headers = {{"Retry-After", "1"}};
  service_->AddFault(fault);
  EXPECT_THAT(Register(), HasStatus(200));
  const Reply reply = Register();
  EXPECT_THAT(reply, HasStatus(503));
  EXPECT_EQ(reply.Text("logCorrelationID"), reply.correlation_id);
  EXPECT_EQ(reply.Text("error"), "Service Unavailable");
  EXPECT_THAT(Register(), HasStatus(200));
}

TEST_F(OneSpanServiceTest, AFaultMayAnswerAPageOrNothingAndHitEveryRequest) {
  StartWith(
      R"({"faults": [{"method": "GET", "status": 502, "body": "html"}, {"status": 500, "body": "empty"}]})");
  const Reply page = Send(http::Method::kGet, "/nowhere");
  EXPECT_THAT(page, HasStatus(502));
  EXPECT_EQ(page.media_type, "text/html");
  EXPECT_TRUE(IsUuid(page.correlation_id));
  const Reply nothing = Register();
  EXPECT_THAT(nothing, HasStatus(500));
  EXPECT_EQ(nothing.text, "");
  service_->ClearFaults();
  EXPECT_THAT(Register(), HasStatus(200));
}

TEST_F(OneSpanServiceTest, TheObserverSeesTemplatesOnly) {
  std::vector<std::string> seen;
  ServiceConfig config;
  config.on_request = [&](const RequestEvent& event) {
    EXPECT_TRUE(IsUuid(event.correlation_id));
    seen.push_back(std::string(http::MethodName(event.method)) + " " + event.route + " " +
                   std::to_string(event.status));
    (void)service_->Snapshot();  // no lock is held here
  };
  Start(std::move(config));
  (void)AddDevice("Qk7mZ2pX9aLr4TnB6vYc8WdE", "0000000000");
  (void)Send(http::Method::kGet, "/v1/users/register");
  (void)Send(http::Method::kGet, "/secret/path");
  EXPECT_THAT(seen, ElementsAre("POST /v1/registrations/{registrationID}/add-device 404",
                                "GET /v1/users/register 405", "GET (unknown) 404"));
}

TEST_F(OneSpanServiceTest, TheSnapshotListsWhatTheTenantHolds) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 5}],
                "accounts": [{"userID": "admin", "staticPassword": "Secret42x", "administrator": true}]})");
  VirtualDigipass device(DigipassConfig{.platform = DigipassPlatform::kIos});
  ASSERT_THAT(Walk(device), HasStatus(200));
  const ServiceSnapshot snapshot = service_->Snapshot();
  ASSERT_EQ(snapshot.accounts.size(), 2U);
  EXPECT_TRUE(snapshot.accounts[0].administrator);
  EXPECT_TRUE(snapshot.accounts[0].password_set);
  ASSERT_EQ(snapshot.licenses.size(), 1U);
  EXPECT_EQ(snapshot.licenses[0].owner, "alice");
  EXPECT_EQ(snapshot.licenses[0].activations_used, 1);
  ASSERT_EQ(snapshot.instances.size(), 1U);
  EXPECT_EQ(snapshot.instances[0].serial_number, "VDS1000001-1");
  EXPECT_EQ(snapshot.instances[0].type, "TYP03");
  EXPECT_EQ(snapshot.registrations[0].instance, "VDS1000001-1");
  EXPECT_EQ(RegistrationStateName(snapshot.registrations[0].state), "active");
}

TEST_F(OneSpanServiceTest, ErrorsNeverRepeatWhatWasSent) {
  const std::string id = Register({{"staticPassword", "Secret42x"}}).Text("registrationID");
  for (const Reply& reply : {Register({{"staticPassword", "CANARY42"}}), AddDevice(id, "CANARY42"),
                             Activate(id, "CANARY42"), AddDevice(id, std::string(30, 'C') + "CANARY42"),
                             Send(http::Method::kPost, "/v1/users/register", "{\"CANARY42"),
                             Send(http::Method::kPost, "/CANARY42", "{}")}) {
    EXPECT_GE(reply.status, 400);
    EXPECT_THAT(reply.text, Not(HasSubstr("CANARY42")));
  }
}

TEST_F(OneSpanServiceTest, ManyThreadsMayAskAtOnce) {
  constexpr int kThreads = 4;
  constexpr int kUsers = 10;
  ServiceConfig config;
  config.licenses.clear();
  for (int i = 0; i < kThreads * kUsers; ++i) {
    LicenseConfig license;
    license.serial_number = "VDS" + std::to_string(1000001 + i);
    config.licenses.push_back(license);
  }
  Start(std::move(config));
  std::mutex mutex;
  std::set<std::string> serials;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int user = 0; user < kUsers; ++user) {
        VirtualDigipass device;
        const Reply active = Walk(device, {{"userID", std::to_string(thread) + "-" + std::to_string(user)}});
        EXPECT_THAT(active, HasStatus(200));
        (void)service_->Snapshot();
        const std::lock_guard lock(mutex);
        serials.insert(active.Text("serialNumber"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(serials.size(), static_cast<std::size_t>(kThreads * kUsers)) << "no license is given out twice";
}

}  // namespace
}  // namespace authtree::inline v0::simulator
