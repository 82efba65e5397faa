#include "curl_exchange.h"

#include <algorithm>
#include <string>
#include <utility>

namespace authtree::inline v0::http {
namespace {

constexpr std::size_t kMaxHeaderBytes = std::size_t{64} * 1024;
constexpr long kUploadBufferBytes = 16L * 1024;

constexpr std::array<std::string_view, 7> kReservedHeaders{
    "Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect", "Upgrade", "TE"};

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool HasBody(const Request& request) {
  switch (request.method()) {
    case Method::kPost:
    case Method::kPut:
    case Method::kPatch:
      return true;  // an empty one has a length as well
    case Method::kGet:
    case Method::kDelete:
    case Method::kOptions:
      return !request.body().empty();
    case Method::kHead:
      return false;
  }
  return false;
}

}  // namespace

std::string_view FindReservedHeader(const Headers& headers) {
  for (const std::string_view name : kReservedHeaders) {
    const bool present = headers.Find(name).data() != nullptr;  // also with an empty value
    if (present) return name;
  }
  return {};
}

CurlExchange::CurlExchange(const CurlOptions& options, const Request& request,
                           std::chrono::milliseconds time_left, ConnectionUse connection)
    : options_(options),
      request_(request),
      identity_(options.identities ? options.identities->Current() : options.identity),
      time_left_(time_left),
      easy_(curl_easy_init()) {
  if (!easy_) {
    setup_ = CURLE_OUT_OF_MEMORY;
    return;
  }
  SetUpConnection(time_left, connection);
  SetUpTls();
  SetUpMethod();
  SetUpHeaders();
  SetUpCallbacks();
}

void CurlExchange::Set(CURLoption option, long value) {
  if (setup_ == CURLE_OK) setup_ = curl_easy_setopt(easy_.get(), option, value);
}

void CurlExchange::Set(CURLoption option, const char* value) { SetPointer(option, value); }

template <class T>
void CurlExchange::SetPointer(CURLoption option, T value) {
  if (setup_ == CURLE_OK) setup_ = curl_easy_setopt(easy_.get(), option, value);
}

void CurlExchange::SetBlob(CURLoption option, std::string_view bytes) {
  // libcurl only reads the bytes, although its structure is not const; options_ outlives the handle.
  curl_blob blob{const_cast<char*>(bytes.data()), bytes.size(), CURL_BLOB_NOCOPY};
  SetPointer(option, &blob);
}

void CurlExchange::SetUpConnection(std::chrono::milliseconds time_left, ConnectionUse connection) {
  const std::string url = request_.url().ToString();
  Set(CURLOPT_URL, url.c_str());
  Set(CURLOPT_PATH_AS_IS, 1L);
  Set(CURLOPT_PROTOCOLS_STR, "http,https");
  Set(CURLOPT_FOLLOWLOCATION, 0L);
  Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  Set(CURLOPT_PROXY, options_.proxy.c_str());  // an empty one overrides the environment
  Set(CURLOPT_NOPROXY, "");
  Set(CURLOPT_NOSIGNAL, 1L);
  Set(CURLOPT_QUICK_EXIT, 1L);  // else giving up a transfer waits, on this thread, for a slow name server
  Set(CURLOPT_TCP_NODELAY, 1L);
  Set(CURLOPT_FRESH_CONNECT, connection == ConnectionUse::kNew ? 1L : 0L);
  Set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
  Set(CURLOPT_TIMEOUT_MS, static_cast<long>(time_left.count()));
  SetPointer(CURLOPT_ERRORBUFFER, detail_.data());
}

void CurlExchange::SetUpTls() {
  Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  Set(CURLOPT_SSL_VERIFYPEER, 1L);
  Set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options_.ca_pem.empty()) {
    Set(CURLOPT_CAPATH, nullptr);  // the system's authorities would be trusted in addition
    Set(CURLOPT_CAINFO, nullptr);
    SetBlob(CURLOPT_CAINFO_BLOB, options_.ca_pem);
  }
  if (identity_) {
    SetBlob(CURLOPT_SSLCERT_BLOB, identity_->chain_pem());
    SetBlob(CURLOPT_SSLKEY_BLOB, identity_->key_pem().Expose());
  }
}

void CurlExchange::SetUpMethod() {
  if (request_.method() == Method::kHead) {
    Set(CURLOPT_NOBODY, 1L);
    return;
  }
  if (HasBody(request_)) {
    Set(CURLOPT_POST, 1L);
    SetPointer(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body().size()));
    Set(CURLOPT_UPLOAD_BUFFERSIZE, kUploadBufferBytes);
  } else {
    Set(CURLOPT_HTTPGET, 1L);
  }
  Set(CURLOPT_CUSTOMREQUEST, std::string(MethodName(request_.method())).c_str());
}

void CurlExchange::AddHeaderLine(const char* line) {
  curl_slist* longer = curl_slist_append(header_lines_.get(), line);
  if (longer == nullptr) {
    setup_ = CURLE_OUT_OF_MEMORY;
    return;
  }
  if (!header_lines_) header_lines_.reset(longer);
}

void CurlExchange::SetUpHeaders() {
  AddHeaderLine("Expect:");  // a name without a value takes libcurl's own field away
  if (request_.headers().Find("Content-Type").empty()) AddHeaderLine("Content-Type:");
  for (const auto& [name, value] : request_.headers().fields()) {
    AddHeaderLine((Trim(value).empty() ? name + ";" : name + ": " + value).c_str());
  }
  SetPointer(CURLOPT_HTTPHEADER, header_lines_.get());
}

/// libcurl sends a request again by itself when a kept-alive connection dies under it. Two locks keep it from
/// that: a body cannot be rewound, and a second request of the same exchange, with or without a body, is
/// refused.
void CurlExchange::SetUpCallbacks() {
  using DataFunction = std::size_t (*)(char*, std::size_t, std::size_t, void*);
  const DataFunction read = [](char* data, std::size_t size, std::size_t count, void* self) noexcept {
    return static_cast<CurlExchange*>(self)->ReadBody(data, size * count);
  };
  const DataFunction header = [](char* data, std::size_t size, std::size_t count, void* self) noexcept {
    return static_cast<CurlExchange*>(self)->KeepHeader({data, size * count});
  };
  const DataFunction write = [](char* data, std::size_t size, std::size_t count, void* self) noexcept {
    return static_cast<CurlExchange*>(self)->KeepBody({data, size * count});
  };
  const curl_seek_callback seek = [](void*, curl_off_t, int) noexcept { return CURL_SEEKFUNC_FAIL; };
  const curl_prereq_callback allow = [](void* self, char*, char*, int, int) noexcept {
    return static_cast<CurlExchange*>(self)->AllowRequest();
  };
  SetPointer(CURLOPT_READFUNCTION, read);
  SetPointer(CURLOPT_READDATA, this);
  SetPointer(CURLOPT_SEEKFUNCTION, seek);
  SetPointer(CURLOPT_SEEKDATA, this);
  SetPointer(CURLOPT_PREREQFUNCTION, allow);
  SetPointer(CURLOPT_PREREQDATA, this);
  SetPointer(CURLOPT_HEADERFUNCTION, header);
  SetPointer(CURLOPT_HEADERDATA, this);
  SetPointer(CURLOPT_WRITEFUNCTION, write);
  SetPointer(CURLOPT_WRITEDATA, this);
}

std::size_t CurlExchange::ReadBody(char* target, std::size_t room) {
  const std::string_view rest = request_.body().Expose().substr(body_sent_);
  const std::size_t count = std::min(room, rest.size());
  std::copy_n(rest.data(), count, target);
  body_sent_ += count;
  return count;
}

std::size_t CurlExchange::KeepHeader(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > kMaxHeaderBytes) {
    too_large_ = true;
    return 0;
  }
  if (line.substr(0, 5) == "HTTP/") {
    headers_ = Headers();  // the fields of an interim reply are not those of the final one
    return line.size();
  }
  const std::size_t colon = line.find(':');
  const bool is_trailer = !body_.empty();
  if (colon != std::string_view::npos && !is_trailer) {
    // A field with a name or value that is not allowed is left out: Headers refuses it.
    static_cast<void>(
        headers_.Add(std::string(line.substr(0, colon)), std::string(Trim(line.substr(colon + 1)))));
  }
  return line.size();
}

std::size_t CurlExchange::KeepBody(std::string_view bytes) {
  if (bytes.size() > options_.max_reply_bytes - body_.size()) {
    too_large_ = true;
    return 0;
  }
  body_.insert(body_.end(), bytes.begin(), bytes.end());
  return bytes.size();
}

int CurlExchange::AllowRequest() {
  if (requested_) {
    resend_refused_ = true;
    return CURL_PREREQFUNC_ABORT;
  }
  requested_ = true;
  return CURL_PREREQFUNC_OK;
}

Response CurlExchange::TakeResponse() {
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  return Response(static_cast<int>(status), std::move(headers_), Secret(std::move(body_)));
}

CurlFailure CurlExchange::Describe(CURLcode code) const {
  CurlFailure failure;
  failure.code = code;
  long bytes_sent = 0;
  curl_off_t connected_after = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_REQUEST_SIZE, &bytes_sent);
  curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &connected_after);
  curl_easy_getinfo(easy_.get(), CURLINFO_SSL_VERIFYRESULT, &failure.verify_result);
  curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &failure.os_errno);
  failure.detail = detail_.data();
  failure.sent = bytes_sent > 0;
  failure.too_large = too_large_;
  failure.resend_refused = resend_refused_;
  failure.connect_timed_out =
      code == CURLE_OPERATION_TIMEDOUT && connected_after == 0 && options_.connect_timeout < time_left_;
  return failure;
}

}  // namespace authtree::inline v0::http
