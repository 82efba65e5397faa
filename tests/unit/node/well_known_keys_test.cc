#include "authtree/node/well_known_keys.h"

#include <string_view>

#include <gtest/gtest.h>

namespace authtree::inline v0 {
namespace {

class SecretName : public ::testing::TestWithParam<std::string_view> {};

TEST_P(SecretName, IsKnown) { EXPECT_TRUE(keys::IsSecret(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Table, SecretName,
                         ::testing::Values("password", "newPassword", "oneTimePassword", "OTP", "deviceCode",
                                           "signature", "activationPassword", "activationMessage2",
                                           "ostid_activationPassword", "ostid_cronto_msg", "staticPassword",
                                           "PIN", "authenticationResponse"));

class PlainName : public ::testing::TestWithParam<std::string_view> {};

TEST_P(PlainName, IsNotSecret) { EXPECT_FALSE(keys::IsSecret(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Table, PlainName,
                         ::testing::Values("", "username", "realm", "authLevel", "Password", "password ",
                                           "otp", "oneTimePasswordTimestamp", "pageNodeCallbacks"));

}  // namespace
}  // namespace authtree::inline v0
