#pragma once

#include <memory>
#include <string>

#include <curl/curl.h>

#include "call_loops.h"

namespace authtree::inline v0::bench {

/// An easy handle with the request that `RestApi` sends, and the same demands on the peer.
class RawHandle {
 public:
  explicit RawHandle(const CallTarget& target);
  RawHandle(const RawHandle&) = delete;
  RawHandle& operator=(const RawHandle&) = delete;
  ~RawHandle() = default;

  [[nodiscard]] CURL* get() const { return easy_.get(); }
  /// To be called after each transfer: ends the program when it did not bring a reply of status 200.
  void Check(CURLcode code);

 private:
  struct Free {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  std::unique_ptr<CURL, Free> easy_;
  std::unique_ptr<curl_slist, Free> headers_;
  std::string url_;
  std::string ca_pem_;
  std::string body_;
  std::string reply_;
};

}  // namespace authtree::inline v0::bench
