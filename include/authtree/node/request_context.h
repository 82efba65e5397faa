#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace authtree::inline v0 {

/// What the client sent along with this round. A new one for every round: addresses and headers may change.
///
/// The builders return a value and no reference: `context = std::move(context).WithHeader(…)` is safe in a
/// loop.
class RequestContext {
 public:
  RequestContext() = default;
  explicit RequestContext(std::string client_ip) : client_ip_(std::move(client_ip)) {}

  [[nodiscard]] RequestContext WithHeader(std::string_view name, std::string value) &&;
  [[nodiscard]] RequestContext WithParameter(std::string name, std::string value) &&;
  [[nodiscard]] RequestContext WithLocales(std::vector<std::string> locales) &&;
  [[nodiscard]] RequestContext WithTransactionId(std::string id) &&;
  [[nodiscard]] RequestContext WithTrackingId(std::string id) &&;

  /// Address of the client in text form; empty when unknown.
  [[nodiscard]] const std::string& client_ip() const { return client_ip_; }
  /// Header by name, without regard to case; empty when absent.
  [[nodiscard]] std::string_view Header(std::string_view name) const;
  [[nodiscard]] std::string_view Parameter(std::string_view name) const;
  /// Preferred languages, most wanted first, as language tags: "de-CH", "en".
  [[nodiscard]] const std::vector<std::string>& locales() const { return locales_; }
  /// What joins the log entries of one request over several systems; empty when the host gave none.
  [[nodiscard]] const std::string& transaction_id() const { return transaction_id_; }
  /// What joins the log entries of one journey: random, the same in all its rounds, and good for nothing
  /// else. Empty when the host gave none.
  [[nodiscard]] const std::string& tracking_id() const { return tracking_id_; }

 private:
  std::string client_ip_;
  std::map<std::string, std::string, std::less<>> headers_;
  std::map<std::string, std::string, std::less<>> parameters_;
  std::vector<std::string> locales_;
  std::string transaction_id_;
  std::string tracking_id_;
};

}  // namespace authtree::inline v0
