// What outlives what: cancellation, contexts that end with calls in flight, one transport on many threads.
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/strand.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/http/curl_transport.h"

#include "loopback.h"
#include "tls_peer.h"
#include "verdict.h"

namespace authtree::inline v0::http::testing {
namespace {

namespace asio = boost::asio;

constexpr auto kTurn = std::chrono::milliseconds(5);

/// Takes a request and leaves it unanswered.
void Withhold(PeerConnection& connection) {
  connection.ReadRequest();
  connection.WaitForClose();
}

/// Runs a context until the peer holds a request.
void RunUntilReceived(asio::io_context& context, const ScriptedPeer& peer) {
  while (peer.requests().empty()) context.run_one_for(kTurn);
}

TEST(CurlTransportLifetimeTest, TerminalCancellationAbortsTheTransfer) {
  const ScriptedPeer peer({Withhold});
  const auto transport = MakeTransport();
  asio::io_context context;
  asio::cancellation_signal signal;
  std::optional<Result<Response>> result;
  auto keep = [&result](std::exception_ptr failure, Result<Response> reply) {
    if (!failure) result = std::move(reply);
  };
  asio::co_spawn(context, transport->Send(Get(peer.base()).WithResend(Resend::kSafe), Soon()),
                 asio::bind_cancellation_slot(signal.slot(), keep));
  RunUntilReceived(context, peer);
  signal.emit(asio::cancellation_type::terminal);
  context.run();
  ASSERT_TRUE(result);
  EXPECT_EQ(Verdict(*result), "unavailable: cancelled");
  EXPECT_EQ(peer.requests().size(), 1U);
}

TEST(CurlTransportLifetimeTest, CancellationAfterTheEndDoesNothing) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Reply("done");
  }});
  const auto transport = MakeTransport();
  asio::io_context context;
  asio::cancellation_signal signal;
  std::optional<Result<Response>> result;
  auto keep = [&result](std::exception_ptr failure, Result<Response> reply) {
    if (!failure) result = std::move(reply);
  };
  asio::co_spawn(context, transport->Send(Get(peer.base()), Soon()),
                 asio::bind_cancellation_slot(signal.slot(), keep));
  context.run();
  signal.emit(asio::cancellation_type::terminal);
  ASSERT_TRUE(result);
  EXPECT_TRUE(*result) << Verdict(*result);
}

TEST(CurlTransportLifetimeTest, ContextMayEndWithCallsInFlight) {
  const auto transport = MakeTransport();
  for (int round = 0; round < 20; ++round) {
    const ScriptedPeer peer({Withhold});
    asio::io_context context;
    std::vector<std::optional<Result<Response>>> results(20);
    for (auto& result : results) Start(context, *transport, Post(peer.base(), "{}"), Soon(), result);
    RunUntilReceived(context, peer);
  }
}

TEST(CurlTransportLifetimeTest, ContextMayEndWithTlsCallsInFlight) {
  const auto authority = MakeAuthority();
  const auto server = StartTlsServer(authority.Issue(LoopbackCertificate()).value());
  CurlOptions options;
  options.ca_pem = authority.ca_pem();
  const auto transport = MakeTransport(std::move(options));
  for (int turns = 0; turns < 20; ++turns) {
    asio::io_context context;
    std::vector<std::optional<Result<Response>>> results(20);
    for (auto& result : results) Start(context, *transport, Post(BaseOf(*server), "{}"), Soon(), result);
    for (int turn = 0; turn < turns * 10; ++turn) context.run_one_for(kTurn);
  }
}

TEST(CurlTransportLifetimeTest, ContextMayEndWithAnUnansweredResult) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    connection.ReadRequest();
    connection.Reply("nobody waits for this");
  }});
  const auto transport = MakeTransport();
  for (std::size_t turns = 0; turns < 20; ++turns) {
    asio::io_context context;
    std::optional<Result<Response>> result;
    Start(context, *transport, Get(peer.base()), Soon(), result);
    for (std::size_t turn = 0; turn < turns; ++turn) context.run_one_for(kTurn);
  }
}

TEST(CurlTransportLifetimeTest, ManyCallsAtATimeShareAContext) {
  const auto authority = MakeAuthority();
  const auto server = StartTlsServer(authority.Issue(LoopbackCertificate()).value());
  CurlOptions options;
  options.ca_pem = authority.ca_pem();
  const auto transport = MakeTransport(std::move(options));
  asio::io_context context;
  std::vector<std::optional<Result<Response>>> results(50);
  for (std::size_t i = 0; i < results.size(); ++i) {
    Start(context, *transport, Post(BaseOf(*server), std::to_string(i)), Soon(), results[i]);
  }
  context.run();
  for (std::size_t i = 0; i < results.size(); ++i) {
    ASSERT_TRUE(results[i] && *results[i]) << Verdict(*results[i]);
    EXPECT_EQ((*results[i])->body().Expose(), std::to_string(i));
  }
}

TEST(CurlTransportLifetimeTest, CallsMayComeFromAStrand) {
  const ScriptedPeer peer({[](PeerConnection& connection) {
    while (!connection.ReadRequest().empty()) connection.Reply("hello");
  }});
  const auto transport = MakeTransport();
  asio::io_context context;
  std::optional<Result<Response>> result;
  asio::co_spawn(asio::make_strand(context), transport->Send(Get(peer.base()), Soon()),
                 [&result](std::exception_ptr failure, Result<Response> reply) {
                   if (!failure) result = std::move(reply);
                 });
  context.run();
  ASSERT_TRUE(result);
  EXPECT_TRUE(*result) << Verdict(*result);
}

/// Calls in sequence, as many as there are requests in a journey.
void CallRepeatedly(const CurlTransport& transport, const std::string& base, int& answered) {
  Caller caller;
  for (int i = 0; i < 25; ++i) {
    if (caller.Send(transport, Post(base, "{}"))) ++answered;
  }
}

TEST(CurlTransportLifetimeTest, OneTransportServesContextsOnFourThreads) {
  const auto authority = MakeAuthority();
  const auto server = StartTlsServer(authority.Issue(LoopbackCertificate()).value(), authority.ca_pem());
  CurlOptions options;
  options.ca_pem = authority.ca_pem();
  options.identity = IdentityOf(authority.Issue(ClientCertificate()).value());
  const auto transport = MakeTransport(std::move(options));
  std::vector<int> answered(4, 0);
  std::vector<std::thread> threads;
  for (int& count : answered) {
    threads.emplace_back([&] { CallRepeatedly(*transport, BaseOf(*server), count); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(answered, ::testing::Each(25));
}

}  // namespace
}  // namespace authtree::inline v0::http::testing
