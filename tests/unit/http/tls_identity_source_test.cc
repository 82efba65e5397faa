// A client certificate that is exchanged while the program runs.
#include "authtree/http/tls_identity_source.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/testkit/manual_clock.h"

#include "certificate_echo.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// One line a reload.
class ReloadLog final : public TransportObserver {
 public:
  void OnIdentityReload(const IdentityReload& event) override {
    std::string line(event.name);
    line += event.error ? ": refused, " + std::string(event.error->Find(Fact::kField)) : ": taken";
    lines.push_back(std::move(line));
    not_after = event.not_after;
  }
  std::vector<std::string> lines;
  std::chrono::system_clock::time_point not_after;
};

class TlsIdentityFilesTest : public ::testing::Test {
 protected:
  TlsIdentityFilesTest() {
    fs::create_directory(directory_);
    Install(Issue("first"));
    identity_ = Open().value();
  }
  ~TlsIdentityFilesTest() override { fs::remove_all(directory_); }

  IssuedCertificate Issue(const std::string& name) const {
    CertificateRequest request = ClientCertificate();
    request.common_name = name;
    return authority_.Issue(request).value();
  }
  Result<std::shared_ptr<TlsIdentityFiles>> Open() const {
    TlsIdentityFilesOptions options;
    options.chain = directory_ / "client.pem";
    options.key = directory_ / "client.key";
    options.clock = clock_;
    options.observer = log_;
    return TlsIdentityFiles::Open(std::move(options));
  }
  /// Writes a file whose time is later than that of all before, however coarse the file system's times are.
  void Write(const std::string& name, std::string_view text) {
    std::ofstream(directory_ / name) << text;
    fs::last_write_time(directory_ / name, fs::file_time_type() + seconds(++writes_));
  }
  void Install(const IssuedCertificate& issued) {
    Write("client.pem", issued.chain_pem);
    Write("client.key", issued.key_pem.Expose());
  }
  /// What the identity says and what became of the one in use.
  std::string Refusal(const Result<void>& reload, const std::shared_ptr<const TlsIdentity>& before) const {
    if (reload) return "taken";
    return std::string(reload.error().Find(Fact::kField)) +
           (identity_->Current() == before ? ", the old one stays" : ", the old one is gone");
  }

  // The machine's calendar at the start, as certificates are issued by it, moved by hand.
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>(SystemClock()->Now());
  const CertificateAuthority authority_ = MakeAuthority();
  std::shared_ptr<ReloadLog> log_ = std::make_shared<ReloadLog>();
  static std::string TestName() {
    const ::testing::TestInfo& test = *::testing::UnitTest::GetInstance()->current_test_info();
    return std::string(test.test_suite_name()) + "." + test.name();
  }

  fs::path directory_ = fs::path(::testing::TempDir()) / TestName();
  int writes_ = 0;
  std::shared_ptr<TlsIdentityFiles> identity_;
};

TEST_F(TlsIdentityFilesTest, OpeningNeedsAnIdentity) {
  fs::remove(directory_ / "client.key");
  EXPECT_EQ(Open().error().Find(Fact::kField), "client-key");
}

TEST_F(TlsIdentityFilesTest, KeyOfAnotherCertificateIsRefused) {
  const auto before = identity_->Current();
  Write("client.key", Issue("other").key_pem.Expose());
  EXPECT_EQ(Refusal(identity_->Reload(), before), "client-key, the old one stays");
  EXPECT_THAT(log_->lines, ElementsAre("client: refused, client-key"));
  EXPECT_EQ(log_->not_after, before->not_after());
}

TEST_F(TlsIdentityFilesTest, HalfWrittenFilesAreRefused) {
  const auto before = identity_->Current();
  const IssuedCertificate next = Issue("next");
  Write("client.pem", std::string_view(next.chain_pem).substr(0, next.chain_pem.size() / 2));
  EXPECT_EQ(Refusal(identity_->Reload(), before), "client-cert, the old one stays");
  Write("client.pem", next.chain_pem);
  Write("client.key", next.key_pem.Expose().substr(0, 40));
  EXPECT_EQ(Refusal(identity_->Reload(), before), "client-key, the old one stays");
  Write("client.key", "");
  EXPECT_EQ(Refusal(identity_->Reload(), before), "client-key, the old one stays");
}

TEST_F(TlsIdentityFilesTest, MissingFileIsRefused) {
  const auto before = identity_->Current();
  fs::remove(directory_ / "client.pem");
  EXPECT_EQ(Refusal(identity_->Reload(), before), "client-cert, the old one stays");
}

TEST_F(TlsIdentityFilesTest, ExpiredCertificateIsRefused) {
  const auto before = identity_->Current();
  Install(Issue("next"));
  clock_->Advance(std::chrono::hours(2));
  EXPECT_EQ(Refusal(identity_->Reload(), before), "client-cert, the old one stays");
}

TEST_F(TlsIdentityFilesTest, FilesAreLookedAtOnceAnInterval) {
  const auto before = identity_->Current();
  Install(Issue("next"));
  clock_->Advance(seconds(29));
  ASSERT_TRUE(identity_->ReloadIfChanged());
  EXPECT_EQ(identity_->Current(), before);
  clock_->Advance(seconds(1));
  ASSERT_TRUE(identity_->ReloadIfChanged());
  EXPECT_NE(identity_->Current(), before);
  EXPECT_THAT(log_->lines, ElementsAre("client: taken"));
}

TEST_F(TlsIdentityFilesTest, FilesThatHaveNotChangedAreNotRead) {
  clock_->Advance(seconds(30));
  EXPECT_TRUE(identity_->ReloadIfChanged());
  EXPECT_THAT(log_->lines, IsEmpty());
}

TEST_F(TlsIdentityFilesTest, RefusedFilesAreTriedAgain) {
  CertificateRequest request = ClientCertificate();
  request.not_before = clock_->Now() + seconds(45);
  Install(authority_.Issue(request).value());
  clock_->Advance(seconds(30));
  EXPECT_FALSE(identity_->ReloadIfChanged()) << "not valid yet";
  clock_->Advance(seconds(30));
  EXPECT_TRUE(identity_->ReloadIfChanged());
  EXPECT_THAT(log_->lines, ElementsAre("client: refused, client-cert", "client: taken"));
}

// Over TLS

class TlsReloadTest : public TlsIdentityFilesTest {
 protected:
  TlsReloadTest() : echo_(authority_.Issue(LoopbackCertificate()).value(), authority_.ca_pem()) {
    CurlOptions options;
    options.ca_pem = authority_.ca_pem();
    options.identities = identity_;
    transport_ = MakeTransport(std::move(options));
  }
  Request To(const std::string& path) const {
    return Request(Method::kGet, UrlOf(echo_.base()).Segment(path), "/thing");
  }
  /// Whom the server takes us for.
  std::string Name() {
    const auto reply = caller_.Send(*transport_, To("name"));
    return reply ? std::string(reply->body().Expose()) : Verdict(reply);
  }

  CertificateEcho echo_;
  std::shared_ptr<const CurlTransport> transport_;
  Caller caller_;
};

TEST_F(TlsReloadTest, RefusedReloadGoesOnWithTheOldCertificate) {
  ASSERT_EQ(Name(), "first");
  Write("client.key", "nonsense");
  EXPECT_FALSE(identity_->Reload());
  EXPECT_EQ(Name(), "first");
  EXPECT_EQ(echo_.connections(), 1U);
}

TEST_F(TlsReloadTest, NextCallShowsTheNewCertificate) {
  ASSERT_EQ(Name(), "first");
  ASSERT_EQ(Name(), "first");
  ASSERT_EQ(echo_.connections(), 1U) << "connections are kept";
  Install(Issue("second"));
  ASSERT_TRUE(identity_->Reload());
  EXPECT_EQ(Name(), "second");
  EXPECT_EQ(Name(), "second");
  EXPECT_EQ(echo_.connections(), 2U) << "and the new one as well";
}

TEST_F(TlsReloadTest, CallOnItsWayEndsOnItsOldConnection) {
  std::string held;
  std::thread in_flight([&] {
    const auto reply = SendAlone(*transport_, To("held"));
    held = reply ? std::string(reply->body().Expose()) : Verdict(reply);
  });
  echo_.AwaitHeld();
  Install(Issue("second"));
  const Result<void> reloaded = identity_->Reload();
  const std::string next = Name();
  echo_.GoOn();
  in_flight.join();
  ASSERT_TRUE(reloaded);
  EXPECT_EQ(next, "second");
  EXPECT_EQ(held, "first");
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
