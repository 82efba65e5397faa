#include "raw_handle.h"

#include <cstdlib>
#include <iostream>

#include "authtree/core/json.h"

#include "calling_journey.h"

namespace authtree::inline v0::bench {
namespace {

constexpr long kPatienceMs = static_cast<long>(kPatience.count());

std::size_t Keep(char* data, std::size_t size, std::size_t count, void* reply) {
  static_cast<std::string*>(reply)->append(data, size * count);
  return size * count;
}

}  // namespace

RawHandle::RawHandle(const CallTarget& target)
    : easy_(curl_easy_init()),
      url_(target.base_url + "/v1/registrations/" + kRegistration + "/add-device"),
      ca_pem_(target.ca_pem),
      body_(DumpJson(Json{{"deviceCode", kDeviceCode}})) {
  for (const char* line : {"Expect:", "Content-Type: application/json", "Accept: application/json"}) {
    curl_slist* longer = curl_slist_append(headers_.get(), line);
    if (!headers_) headers_.reset(longer);
  }
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, kPatienceMs);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!ca_pem_.empty()) {
    curl_blob blob{ca_pem_.data(), ca_pem_.size(), CURL_BLOB_NOCOPY};
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy, CURLOPT_CAINFO, nullptr);
    curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_.get());
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body_.c_str());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Keep);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &reply_);
}

void RawHandle::Check(CURLcode code) {
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK || status != 200 || reply_.empty()) {
    std::cerr << "A raw call failed: " << curl_easy_strerror(code) << ", status " << status << '\n';
    std::abort();
  }
  reply_.clear();
}

}  // namespace authtree::inline v0::bench
