// A reply of any content becomes a value or an error, for every operation.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "authtree/onespan/rest_api.h"

namespace {

using authtree::CallContext;
using authtree::Secret;
using authtree::Task;

class OneReply final : public authtree::http::Transport {
 public:
  OneReply(int status, std::string type, std::string_view body)
      : status_(status), type_(std::move(type)), body_(body) {}

  Task<authtree::Result<authtree::http::Response>> Send(authtree::http::Request /*request*/,
                                                        CallContext /*call*/) const override {
    co_return authtree::http::Response(status_).WithBody(type_, Secret(body_));
  }

 private:
  int status_;
  std::string type_;
  std::string_view body_;
};

Task<void> CallEverything(std::shared_ptr<const authtree::onespan::Api> api) {
  namespace os = authtree::onespan;
  const CallContext call(authtree::SystemClock()->SteadyNow() + std::chrono::seconds(1));
  os::RegisterUserRequest registration(os::Product::kCloud, os::UserId("u", "d"),
                                       os::ActivationType::kOfflineMdl);
  (void)co_await api->RegisterUser(call, std::move(registration));
  os::UnregisterUserRequest removal(os::Product::kCloud, os::UserId("u", "d"));
  (void)co_await api->UnregisterUser(call, std::move(removal));
  os::AddDeviceRequest device("REG", Secret("12345"));
  (void)co_await api->AddDevice(call, std::move(device));
  os::ActivateDeviceRequest activation("REG", Secret("123456"));
  (void)co_await api->ActivateDevice(call, std::move(activation));
  os::CheckActivationRequest check(os::UserId("u", "d"));
  (void)co_await api->CheckActivation(call, std::move(check));
  os::RenderVisualCodeRequest picture(Secret("4869"), os::MessageEncoding::kHexString,
                                      os::VisualCodeFormat::kCronto, 210);
  (void)co_await api->RenderVisualCode(call, std::move(picture));
}

}  // namespace

// The first byte picks status and content type, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr int kStatus[] = {200, 204, 302, 400, 401, 403, 404, 409,
                                    429, 500, 503, 200, 201, 202, 409, 400};
  const std::string type = (data[0] & 0x10U) != 0 ? "image/png" : "application/json";
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto location = authtree::onespan::ServiceLocation::AtUrl("demo", "https://onespan.test");
  const auto api = authtree::onespan::RestApi::Make(
      {.location = *location}, std::make_shared<OneReply>(kStatus[data[0] & 0x0FU], type, body));
  boost::asio::io_context context(1);
  boost::asio::co_spawn(context, CallEverything(*api), boost::asio::detached);
  context.run();
  return 0;
}
