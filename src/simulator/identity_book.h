#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "authtree/simulator/identity_script.h"

#include "account.h"

namespace authtree::inline v0::simulator {

/// A verification of an identity that was begun.
struct IdentityTransaction {
  std::string id;         ///< a UUID
  std::string page;       ///< a UUID: the last segment of the address that the user is sent to
  std::string opaque_id;  ///< the caller's own; may be empty
  /// Where the user is sent back, by the name of the case: "REDIRECT_DOCID_PASS".
  std::map<std::string, std::string, std::less<>> redirects;
  std::optional<Moment> visited;  ///< when the user was there
  IdentityScript script;          ///< what applied then
};

/// What the report says of a transaction: "Passed", "Failed", "Undefined".
[[nodiscard]] std::string_view ResultNow(const IdentityTransaction& transaction, Moment now);

/// The verifications of a tenant, the latest thousand. Time comes with every call; nothing here waits.
class IdentityBook {
 public:
  explicit IdentityBook(IdentityScript script) : script_(script) {}

  /// Gives the transaction its id and its page.
  const IdentityTransaction& Begin(IdentityTransaction transaction);
  /// Null when there is none. The pointer holds until the next `Begin`.
  [[nodiscard]] const IdentityTransaction* Find(std::string_view id) const;
  /// The transaction whose user opens that page; a second visit changes nothing. Null when there is none.
  [[nodiscard]] const IdentityTransaction* Visit(std::string_view page, Moment now);

  [[nodiscard]] const IdentityScript& script() const { return script_; }
  void SetScript(IdentityScript script) { script_ = script; }

 private:
  IdentityScript script_;
  std::deque<IdentityTransaction> transactions_;
};

}  // namespace authtree::inline v0::simulator
