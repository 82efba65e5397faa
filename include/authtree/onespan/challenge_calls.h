#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/secret.h"
#include "authtree/onespan/authentication_calls.h"
#include "authtree/onespan/call_types.h"

namespace authtree::inline v0::onespan {

/// `POST /users/{userID@domain}/generate-challenge` (generateChallengeUsingPOST).
class GenerateChallengeRequest {
 public:
  GenerateChallengeRequest(UserId user, int length) : user_(std::move(user)), length_(length) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  /// Digits, 4 to 16.
  [[nodiscard]] int length() const { return length_; }

  bool check_digit = false;

 private:
  UserId user_;
  int length_;
};

struct GenerateChallengeReply {
  std::string challenge;   ///< digits
  std::string request_id;  ///< to be quoted in the login that carries the response
};

/// Which of the device's crypto applications is to answer.
class CryptoApplication {
 public:
  /// By its place, 1 to 8.
  [[nodiscard]] static CryptoApplication At(int index) { return CryptoApplication(index, {}); }
  [[nodiscard]] static CryptoApplication Named(std::string name) {
    return CryptoApplication(0, std::move(name));
  }
  /// 0 when it is known by name.
  [[nodiscard]] int index() const { return index_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  CryptoApplication(int index, std::string name) : index_(index), name_(std::move(name)) {}

  int index_;
  std::string name_;
};

/// `POST /users/{userID@domain}/generate-secure-challenge` (generateSecureChallengeUsingPOST).
class SecureChallengeRequest {
 public:
  SecureChallengeRequest(UserId user, std::string title, std::string challenge)
      : user_(std::move(user)), title_(std::move(title)), challenge_(std::move(challenge)) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  /// 1 to 30 characters.
  [[nodiscard]] const std::string& title() const { return title_; }
  /// What the device shows, 1 to 350 characters.
  [[nodiscard]] const std::string& challenge() const { return challenge_; }

  std::string serial_number;  ///< license or instance; empty lets the service choose
  std::optional<CryptoApplication> application;

 private:
  UserId user_;
  std::string title_;
  std::string challenge_;
};

/// `POST /users/{userID@domain}/generate-signing-request` (generateSigningRequestUsingPOST).
class SigningRequest {
 public:
  SigningRequest(UserId user, std::string title, std::vector<DisplayField> fields)
      : user_(std::move(user)), title_(std::move(title)), fields_(std::move(fields)) {}
  [[nodiscard]] const UserId& user() const { return user_; }
  /// 1 to 30 characters.
  [[nodiscard]] const std::string& title() const { return title_; }
  /// At least one line to show.
  [[nodiscard]] const std::vector<DisplayField>& fields() const { return fields_; }

  std::string serial_number;
  std::optional<CryptoApplication> application;

 private:
  UserId user_;
  std::string title_;
  std::vector<DisplayField> fields_;
};

/// A message for the secure channel of a device.
struct RequestMessageReply {
  std::string request_id;  ///< to be quoted in the login or the transaction
  Secret request_message;  ///< hex, to be shown as a visual code
};

}  // namespace authtree::inline v0::onespan
