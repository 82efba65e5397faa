#include "authtree/core/encoding.h"
#include "authtree/simulator/visual_code_image.h"

#include "digipass_scheme.h"
#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::MatchesRegex;

class DigipassTest : public ServiceTest {
 protected:
  static std::string Qr(std::string_view bytes) {
    return RenderVisualCode(VisualCodeFormat::kQrCode, bytes, 300).value_or(std::string());
  }
  static std::string FirstMessage(std::string_view serial = "VDS1000001") {
    return std::string(MakeActivationMessage1(serial, LicenseKey(Secret("master"), serial)).Expose());
  }
  static void ExpectError(const Result<DigipassReading>& reading, ErrorCode code) {
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code(), code) << reading.error().Describe();
  }
};

TEST_F(DigipassTest, ShowsADeviceCodeForTheFirstPicture) {
  VirtualDigipass device(DigipassConfig{.platform = DigipassPlatform::kAndroid, .device_id = "12345"});
  const auto reading = device.Scan(Qr(FirstMessage()));
  ASSERT_TRUE(reading) << reading.error().Describe();
  EXPECT_EQ(reading->kind, DigipassReading::Kind::kDeviceCode);
  EXPECT_EQ(reading->title, "Device code");
  EXPECT_EQ(reading->serial, "VDS1000001");
  EXPECT_THAT(reading->code, MatchesRegex("712345[0-9]{4}"));
  EXPECT_EQ(device.device_id(), "12345");
}

TEST_F(DigipassTest, ShowsTheSameCodeForTheSamePicture) {
  VirtualDigipass device;
  EXPECT_EQ(device.Scan(Qr(FirstMessage()))->code, device.Scan(Qr(FirstMessage()))->code);
}

TEST_F(DigipassTest, RefusesWhatIsNoActivationMessage) {
  VirtualDigipass device;
  ExpectError(device.Scan("no picture"), ErrorCode::kInvalidInput);
  ExpectError(device.Scan(Qr("https://example.org")), ErrorCode::kInvalidInput);
  ExpectError(device.Scan(Qr(FirstMessage() + "x")), ErrorCode::kInvalidInput);
  ExpectError(device.Scan(Qr(HexEncode(FirstMessage()))), ErrorCode::kInvalidInput);
}

TEST_F(DigipassTest, RefusesADamagedFirstMessage) {
  VirtualDigipass device;
  for (std::size_t at = 0; at < FirstMessage().size(); ++at) {
    std::string damaged = FirstMessage();
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    ExpectError(device.Scan(Qr(damaged)), ErrorCode::kInvalidInput);
  }
}

TEST_F(DigipassTest, NeedsTheFirstPictureBeforeTheSecond) {
  const Reply opened = Register();
  VirtualDigipass mine(DigipassConfig{.device_id = "11111"});
  const Reply added = AddDevice(opened.Text("registrationID"), Scan(mine, opened.Text("activationPassword")));
  const std::string second = Picture(added.Text("activationMessage2"));
  VirtualDigipass fresh(DigipassConfig{.device_id = "11111"});
  ExpectError(fresh.Scan(second), ErrorCode::kMissingState);
  VirtualDigipass other(DigipassConfig{.device_id = "22222"});
  (void)Scan(other, opened.Text("activationPassword"));
  ExpectError(other.Scan(second), ErrorCode::kInvalidInput);
  const auto reading = mine.Scan(second);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->kind, DigipassReading::Kind::kSignature);
  EXPECT_EQ(reading->serial, added.Text("serialNumber"));
}

TEST_F(DigipassTest, MakesAsManyMistakesAsItIsTold) {
  const Secret key = LicenseKey(Secret("master"), "VDS1000001");
  VirtualDigipass device(DigipassConfig{.device_code_length = 26, .wrong_device_codes = 2});
  for (int i = 0; i < 2; ++i) EXPECT_FALSE(CheckDeviceCode(key, device.Scan(Qr(FirstMessage()))->code));
  const auto identity = CheckDeviceCode(key, device.Scan(Qr(FirstMessage()))->code);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->id, device.device_id());
  EXPECT_EQ(identity->id.size(), 12U);
}

TEST(DigipassSchemeTest, BothMessagesFitWhatHardwareReads) {
  const Secret key = LicenseKey(Secret("master"), "VDS1000001");
  const DeviceIdentity device{DeviceType::kHardware, "12345"};
  EXPECT_LE(MakeActivationMessage1("VDS1000001", key).size(), 100U);
  EXPECT_LE(MakeActivationMessage2(key, device, {"VDS1000001", 99, Secret("0123456789abcdef")}).size(), 100U);
}

TEST(DigipassSchemeTest, TheSecondMessageComesBackForItsDeviceOnly) {
  const Secret key = LicenseKey(Secret("master"), "VDS1000001");
  const DeviceIdentity device{DeviceType::kIos, "123456789012"};
  const Secret message = MakeActivationMessage2(key, device, {"VDS1000001", 7, Secret("0123456789abcdef")});
  EXPECT_EQ(message.Expose().find("0123456789abcdef"), std::string_view::npos) << "the secret is masked";
  const auto read = ReadActivationMessage2(key, device, message.Expose());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->serial, "VDS1000001");
  EXPECT_EQ(read->sequence, 7);
  EXPECT_TRUE(read->instance_secret == Secret("0123456789abcdef"));
  EXPECT_FALSE(ReadActivationMessage2(key, {DeviceType::kAndroid, "123456789012"}, message.Expose()));
  EXPECT_FALSE(ReadActivationMessage2(key, {DeviceType::kIos, "123456789013"}, message.Expose()));
}

TEST(DigipassSchemeTest, ASignatureIsCheckedInItsOwnLength) {
  const Secret secret("0123456789abcdef");
  for (std::size_t length = 6; length <= 16; ++length) {
    const Secret signature = MakeSignature(secret, "VDS1000001", 1, length);
    EXPECT_EQ(signature.size(), length);
    EXPECT_TRUE(CheckSignature(secret, "VDS1000001", 1, signature.Expose()));
    EXPECT_FALSE(CheckSignature(secret, "VDS1000001", 2, signature.Expose()));
  }
  EXPECT_FALSE(CheckSignature(secret, "VDS1000001", 1, "12345"));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
