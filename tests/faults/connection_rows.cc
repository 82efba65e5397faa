// What happens to connections and to TLS: the real client against peers on this machine.
#include <utility>

#include "authtree/http/curl_transport.h"

#include "../unit/http/loopback.h"
#include "../unit/http/tls_peer.h"
#include "error_case.h"

namespace authtree::inline v0::faults {
namespace {

constexpr std::chrono::milliseconds kEnough{3000};
constexpr std::chrono::milliseconds kSoon{50};
constexpr std::chrono::hours kDay{24};

using http::testing::CertificateAuthority;
using http::testing::CertificateRequest;
using http::testing::IssuedCertificate;
using http::testing::PeerConnection;
using http::testing::RefusingPort;
using http::testing::ScriptedPeer;

const Told kNotReached{"unavailable",
                       "The service cannot be reached. Check the network, then try again later."};
const Told kNotAnswered{"unavailable", "The service's answer did not arrive. Try again."};
const Told kMayBeAdded{
    "unavailable",
    "The service's answer did not arrive, and the device may have been added. Start the registration again."};
const Told kMayBeActive{
    "unavailable",
    "The service's answer did not arrive, and the device may be active already. Try to use "
    "it, and start the registration again if it does not work."};
const Told kOversized{"rejected", "The service's answer is larger than allowed. Check the base URL."};
const Told kNoHttp{"rejected", "The service's answer is not valid HTTP. Check the base URL."};
const Told kOtherHost{
    "rejected",
    "The service's certificate is for another host. Check the tenant, the environment and the base URL."};
const Told kExpired{
    "rejected",
    "The service's certificate has expired. Check the clock of this machine, or tell the operator "
    "of the service."};
const Told kNotTrusted{
    "rejected",
    "The service's certificate is not trusted. Check the base URL, the authorities to trust and "
    "the clock of this machine."};
const Told kNoTls{
    "rejected",
    "No secure connection to the service could be agreed on. Check the base URL and the client certificate."};
const Told kOwnCertificate{
    "rejected",
    "The service demands a client certificate that it knows. Check which certificate and key "
    "are configured."};

using MakeWire = std::function<FaultMaker()>;

ErrorCase Meets(MakeWire make, Told told) {
  return {[make = std::move(make)] {
            Setup setup;
            setup.wire = make();
            return setup;
          },
          std::move(told),
          {}};
}

ErrorRow Everywhere(std::string fault, const MakeWire& make, const Told& told) {
  return {std::move(fault), {Meets(make, told), Meets(make, told), Meets(make, told), Meets(make, told)}};
}

Told Late(Told told) {
  told.code = "timeout";
  return told;
}

// A request that left, and nobody knows what became of it.
ErrorRow Uncertain(std::string fault, const MakeWire& make) {
  return {std::move(fault),
          {Meets(make, kNotAnswered), Meets(make, kMayBeAdded), Meets(make, kMayBeActive),
           Meets(make, kNotAnswered)}};
}

ErrorRow UncertainAndLate(std::string fault, const MakeWire& make) {
  return {std::move(fault),
          {Meets(make, Late(kNotAnswered)), Meets(make, Late(kMayBeAdded)), Meets(make, Late(kMayBeActive)),
           Meets(make, Late(kNotAnswered))}};
}

TransportPtr Curl(http::CurlOptions options) { return http::CurlTransport::Make(std::move(options)).value(); }

// The real client's clock stands where a tenth of a second is left of a call that begins with the journey.
std::shared_ptr<const Clock> AlmostLate() {
  auto clock = std::make_shared<testkit::ManualClock>();
  clock->Advance(std::chrono::milliseconds(3400));
  return clock;
}

http::CurlOptions OptionsAt(std::shared_ptr<const Clock> clock) {
  http::CurlOptions options;
  options.clock = std::move(clock);
  return options;
}

FaultMaker ToPeer(ScriptedPeer::Script script, http::CurlOptions options) {
  auto peer = std::make_shared<const ScriptedPeer>(std::vector<ScriptedPeer::Script>{std::move(script)});
  return GoesTo(peer->base(), Curl(std::move(options)), peer);
}

FaultMaker ToPeer(ScriptedPeer::Script script) {
  return ToPeer(std::move(script), OptionsAt(std::make_shared<testkit::ManualClock>()));
}

FaultMaker ToNobody() {
  auto nobody = std::make_shared<const RefusingPort>();
  return GoesTo(nobody->base(), Curl(OptionsAt(std::make_shared<testkit::ManualClock>())), nobody);
}

FaultMaker ToTlsPeer(ScriptedPeer::Script script, std::chrono::milliseconds connect_timeout) {
  http::CurlOptions options = OptionsAt(std::make_shared<testkit::ManualClock>());
  options.connect_timeout = connect_timeout;
  auto peer = std::make_shared<const ScriptedPeer>(std::vector<ScriptedPeer::Script>{std::move(script)});
  return GoesTo("https://127.0.0.1:" + std::to_string(peer->port()), Curl(std::move(options)), peer);
}

/// What a TLS peer shows and demands, and what the client has and trusts.
struct TlsFault {
  CertificateRequest shown = http::testing::LoopbackCertificate();
  bool trusted = true;
  bool demands_certificate = false;
  bool has_certificate_of_a_stranger = false;
};

FaultMaker ToTlsServer(const TlsFault& fault) {
  const CertificateAuthority authority = http::testing::MakeAuthority();
  IssuedCertificate shown = authority.Issue(fault.shown).value();
  std::shared_ptr<const server::HttpServer> server =
      http::testing::StartTlsServer(std::move(shown), fault.demands_certificate ? authority.ca_pem() : "");
  http::CurlOptions options = OptionsAt(std::make_shared<testkit::ManualClock>());
  options.ca_pem = fault.trusted ? authority.ca_pem() : http::testing::MakeAuthority().ca_pem();
  if (fault.has_certificate_of_a_stranger) {
    const CertificateAuthority stranger = CertificateAuthority::Make("Stranger", *SystemClock()).value();
    options.identity = http::testing::IdentityOf(stranger.Issue(http::testing::ClientCertificate()).value());
  }
  return GoesTo(http::testing::BaseOf(*server), Curl(std::move(options)), server);
}

TlsFault WrongHost() {
  TlsFault fault;
  fault.shown.ip_addresses = {"127.0.0.2"};
  return fault;
}

TlsFault ValidAt(std::chrono::hours from_now) {
  TlsFault fault;
  fault.shown.not_before += from_now;
  fault.shown.not_after += from_now;
  return fault;
}

TlsFault UnknownIssuer() {
  TlsFault fault;
  fault.trusted = false;
  return fault;
}

TlsFault ClientCertificateDemanded(bool stranger) {
  TlsFault fault;
  fault.demands_certificate = true;
  fault.has_certificate_of_a_stranger = stranger;
  return fault;
}

void ReadAndReset(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Reset();
}

void ReadAndClose(PeerConnection& peer) { peer.ReadRequest(); }

void ReadAndWait(PeerConnection& peer) {
  peer.ReadRequest();
  peer.WaitForClose();
}

// A reply that begins and does not go on.
void BeginAndWait(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  peer.WaitForClose();
}

void Truncate(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
}

void SendTooMuch(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Reply(std::string(std::size_t{2} * 1024 * 1024, 'x'));
}

void SendEndlessHeader(PeerConnection& peer) {
  peer.ReadRequest();
  std::string header = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 400; ++i) header += "X-Filler: " + std::string(1000, 'x') + "\r\n";
  peer.Write(header + "\r\n");
}

void SendOneLongField(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Write("HTTP/1.1 200 OK\r\nX-Filler: " + std::string(300000, 'x') + "\r\n\r\n");
}

void SendUnknownEncoding(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: secret\r\nContent-Type: application/json\r\n\r\n{}");
}

void SendBrokenChunks(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Write(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nzz\r\n{}");
}

void SendTwoLengths(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Write(
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: x\r\nContent-Type: "
      "application/json\r\n\r\n{}");
}

void SpeakSomethingElse(PeerConnection& peer) {
  peer.ReadRequest();
  peer.Write("SSH-2.0-OpenSSH_9.2\r\n");
}

void AnswerWithoutTls(PeerConnection& peer) {
  peer.Write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  peer.WaitForClose();
}

void KeepSilent(PeerConnection& peer) { peer.WaitForClose(); }

void CloseAtOnce(PeerConnection& /*peer*/) {}

}  // namespace

std::vector<ErrorRow> ConnectionRows() {
  std::vector<ErrorRow> rows;
  rows.push_back(Everywhere("connection refused", ToNobody, kNotReached));
  rows.push_back(Uncertain("connection reset", [] { return ToPeer(ReadAndReset); }));
  rows.push_back(Uncertain("connection closed without an answer", [] { return ToPeer(ReadAndClose); }));
  rows.push_back(UncertainAndLate("no answer until the deadline", KeepsSilent));
  rows.push_back(UncertainAndLate("no answer until the deadline, on a real connection",
                                  [] { return ToPeer(ReadAndWait, OptionsAt(AlmostLate())); }));
  rows.push_back(UncertainAndLate("answer that begins and does not go on",
                                  [] { return ToPeer(BeginAndWait, OptionsAt(AlmostLate())); }));
  rows.push_back(Uncertain("answer that ends too early", [] { return ToPeer(Truncate); }));
  rows.push_back(Everywhere(
      "answer larger than 1 MiB", [] { return ToPeer(SendTooMuch); }, kOversized));
  rows.push_back(Everywhere(
      "endless header", [] { return ToPeer(SendEndlessHeader); }, kOversized));
  rows.push_back(Everywhere(
      "header field of 300 kB", [] { return ToPeer(SendOneLongField); }, kOversized));
  rows.push_back(Everywhere(
      "answer in an unknown encoding", [] { return ToPeer(SendUnknownEncoding); }, kNoHttp));
  rows.push_back(Everywhere(
      "answer with broken chunks", [] { return ToPeer(SendBrokenChunks); }, kNoHttp));
  rows.push_back(Everywhere(
      "answer with a broken length", [] { return ToPeer(SendTwoLengths); }, kNoHttp));
  rows.push_back(Everywhere(
      "answer that is no HTTP", [] { return ToPeer(SpeakSomethingElse); }, kNoHttp));
  rows.push_back(Everywhere(
      "TLS: certificate for another host", [] { return ToTlsServer(WrongHost()); }, kOtherHost));
  rows.push_back(Everywhere(
      "TLS: unknown issuer", [] { return ToTlsServer(UnknownIssuer()); }, kNotTrusted));
  rows.push_back(Everywhere(
      "TLS: expired certificate", [] { return ToTlsServer(ValidAt(-2 * kDay)); }, kExpired));
  rows.push_back(Everywhere(
      "TLS: certificate that is not valid yet", [] { return ToTlsServer(ValidAt(2 * kDay)); }, kNotTrusted));
  rows.push_back(Everywhere(
      "TLS: peer without TLS", [] { return ToTlsPeer(AnswerWithoutTls, kEnough); }, kNoTls));
  rows.push_back(Everywhere(
      "TLS: peer that closes in the handshake", [] { return ToTlsPeer(CloseAtOnce, kEnough); }, kNotReached));
  rows.push_back(Everywhere(
      "TLS: peer that is silent in the handshake", [] { return ToTlsPeer(KeepSilent, kSoon); }, kNotReached));
  rows.push_back(Everywhere(
      "TLS: peer demands a client certificate, there is none",
      [] { return ToTlsServer(ClientCertificateDemanded(false)); }, kOwnCertificate));
  rows.push_back(Everywhere(
      "TLS: peer does not know the client certificate's issuer",
      [] { return ToTlsServer(ClientCertificateDemanded(true)); }, kOwnCertificate));
  return rows;
}

}  // namespace authtree::inline v0::faults
