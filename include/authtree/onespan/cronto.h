#pragma once

#include <string_view>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::onespan {

/// The clear parts of the visual code message of an online registration.
class CrontoMessageParts {
 public:
  CrontoMessageParts(std::string_view user, std::string_view user_profile, std::string_view domain,
                     std::string_view tenant)
      : user_(user), user_profile_(user_profile), domain_(domain), tenant_(tenant) {}
  [[nodiscard]] std::string_view user() const { return user_; }
  /// The local user id of the vendor's demo app; "0" when there is none.
  [[nodiscard]] std::string_view user_profile() const { return user_profile_; }
  [[nodiscard]] std::string_view domain() const { return domain_; }
  /// In lower case.
  [[nodiscard]] std::string_view tenant() const { return tenant_; }

 private:
  std::string_view user_;
  std::string_view user_profile_;
  std::string_view domain_;
  std::string_view tenant_;
};

/// `kInvalidInput` when a part holds the separator ";": to be asked before a registration is made.
[[nodiscard]] Result<void> CheckCrontoParts(const CrontoMessageParts& parts);

/// The message a phone reads to start an online activation: lower-case hex of
/// `02;user;profile;domain;activation password;tenant` in UTF-8 (page "OneSpan Auth User Register (Node)").
/// `kInvalidInput` when a part holds ";", `kRejected` when the activation password, which is the service's,
/// does.
[[nodiscard]] Result<Secret> OnlineActivationMessage(const CrontoMessageParts& parts,
                                                     const Secret& activation_password);

/// How a message has to be given to the rendering service: a non-empty even number of hex digits as the bytes
/// it stands for, anything else as the text it is.
[[nodiscard]] MessageEncoding EncodingOf(const Secret& message);

}  // namespace authtree::inline v0::onespan
