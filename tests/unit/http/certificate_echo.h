#pragma once

#include <atomic>
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <openssl/x509.h>
#include <sys/socket.h>

#include "loopback.h"
#include "tls_peer.h"

namespace authtree::inline v0::http::testing {

/// A TLS server that answers each request with the common name of the client certificate that its connection
/// was made with. It keeps its connections, and holds replies to "/held" until it is told to go on.
class CertificateEcho {
 public:
  CertificateEcho(IssuedCertificate certificate, const std::string& client_ca)
      : tls_(boost::asio::ssl::context::tls_server), acceptor_(context_, kAnyLoopbackPort) {
    const std::string_view key = certificate.key_pem.Expose();
    tls_.use_certificate_chain(boost::asio::buffer(certificate.chain_pem));
    tls_.use_private_key(boost::asio::buffer(key.data(), key.size()), boost::asio::ssl::context::pem);
    tls_.add_certificate_authority(boost::asio::buffer(client_ca));
    tls_.set_verify_mode(boost::asio::ssl::verify_peer | boost::asio::ssl::verify_fail_if_no_peer_cert);
    port_ = acceptor_.local_endpoint().port();
    accepting_ = std::thread([this] { Accept(); });
  }
  CertificateEcho(const CertificateEcho&) = delete;
  CertificateEcho& operator=(const CertificateEcho&) = delete;
  ~CertificateEcho() {
    stopping_ = true;
    ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
    accepting_.join();
    {
      const std::lock_guard lock(mutex_);
      for (const int descriptor : descriptors_) ::shutdown(descriptor, SHUT_RDWR);
    }
    for (std::thread& thread : serving_) thread.join();
  }

  [[nodiscard]] std::string base() const { return "https://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::size_t connections() const { return connections_; }
  /// Returns when a request to "/held" has come.
  void AwaitHeld() { held_.get_future().wait(); }
  void GoOn() { go_on_.set_value(); }

 private:
  using Stream = boost::asio::ssl::stream<tcp::socket>;

  void Accept() {
    while (true) {
      boost::system::error_code error;
      tcp::socket socket = acceptor_.accept(error);
      if (error || stopping_) return;
      ++connections_;
      const std::lock_guard lock(mutex_);
      descriptors_.push_back(socket.native_handle());
      auto stream = std::make_shared<Stream>(std::move(socket), tls_);
      streams_.push_back(stream);
      serving_.emplace_back([this, stream] { Serve(*stream); });
    }
  }

  void Serve(Stream& stream) {
    boost::system::error_code error;
    stream.handshake(Stream::server, error);
    if (error) return;
    const std::string name = ClientName(stream);
    std::string bytes;
    while (true) {
      const std::size_t size =
          boost::asio::read_until(stream, boost::asio::dynamic_buffer(bytes), "\r\n\r\n", error);
      if (error) return;
      if (bytes.starts_with("GET /held ")) {
        held_.set_value();
        go_on_.get_future().wait();
      }
      bytes.erase(0, size);
      const std::string reply =
          "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(name.size()) + "\r\n\r\n" + name;
      boost::asio::write(stream, boost::asio::buffer(reply), error);
    }
  }

  static std::string ClientName(Stream& stream) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        SSL_get1_peer_certificate(stream.native_handle()), &X509_free);
    std::string name(100, '\0');
    const int size = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName,
                                               name.data(), static_cast<int>(name.size()));
    name.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return name;
  }

  boost::asio::ssl::context tls_;
  boost::asio::io_context context_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> connections_ = 0;
  std::promise<void> held_;
  std::promise<void> go_on_;
  std::mutex mutex_;
  std::vector<int> descriptors_;                  // guarded by mutex_
  std::vector<std::shared_ptr<Stream>> streams_;  // guarded by mutex_; open until the end
  std::vector<std::thread> serving_;
  std::thread accepting_;
};

}  // namespace authtree::inline v0::http::testing
