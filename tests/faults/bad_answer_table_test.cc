// Answers that a client makes up: what the endpoint says, and what becomes of the step.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "endpoint_bench.h"
#include "markdown_table.h"

namespace authtree::inline v0::faults {
namespace {

/// What a client does to a body that would be right.
struct BadAnswer {
  std::string name;
  std::function<void(Json& body)> tamper;
};

Json& Name(Json& body) { return body["callbacks"][0]; }
Json& Password(Json& body) { return body["callbacks"][1]; }
Json& NameValue(Json& body) { return Name(body)["input"][0]["value"]; }

std::string FlippedAtTheEnd(std::string text) {
  text.back() = text.back() == 'A' ? 'B' : 'A';
  return text;
}

std::vector<BadAnswer> BadAnswers() {
  return {
      {"callback removed", [](Json& body) { body["callbacks"].erase(1); }},
      {"callback added", [](Json& body) { body["callbacks"].push_back(Json(Name(body))); }},
      {"callbacks in another order",
       [](Json& body) { std::swap(body["callbacks"][0], body["callbacks"][1]); }},
      {"no callbacks in the list", [](Json& body) { body["callbacks"] = Json::array(); }},
      {"callbacks left out", [](Json& body) { body.erase("callbacks"); }},
      {"callbacks are no list", [](Json& body) { body["callbacks"] = "all of them"; }},
      {"callback is no object", [](Json& body) { Name(body) = 5; }},
      {"type changed to another", [](Json& body) { Name(body)["type"] = "PasswordCallback"; }},
      {"type that there is not", [](Json& body) { Name(body)["type"] = "RootCallback"; }},
      {"type left out", [](Json& body) { Name(body).erase("type"); }},
      {"prompt changed", [](Json& body) { Name(body)["output"][0]["value"] = "Administrator"; }},
      {"outputs left out", [](Json& body) { Name(body).erase("output"); }},
      {"number of the callback changed", [](Json& body) { Name(body)["_id"] = 7; }},
      {"input left out", [](Json& body) { Name(body).erase("input"); }},
      {"input list empty", [](Json& body) { Name(body)["input"] = Json::array(); }},
      {"input is no list", [](Json& body) { Name(body)["input"] = "jdoe"; }},
      {"two inputs", [](Json& body) { Name(body)["input"].push_back(Json(Name(body)["input"][0])); }},
      {"input with another name", [](Json& body) { Name(body)["input"][0]["name"] = "IDToken2"; }},
      {"input without a value", [](Json& body) { Name(body)["input"][0].erase("value"); }},
      {"number for a text", [](Json& body) { NameValue(body) = 5; }},
      {"list for a text", [](Json& body) { NameValue(body) = Json::array({"jdoe"}); }},
      {"object for a password", [](Json& body) { Password(body)["input"][0]["value"] = Json::object(); }},
      {"null for a text", [](Json& body) { NameValue(body) = nullptr; }},
      {"value of 100,000 characters", [](Json& body) { NameValue(body) = std::string(100000, 'x'); }},
      {"value of 300,000 characters", [](Json& body) { NameValue(body) = std::string(300000, 'x'); }},
      {"more members in the body",
       [](Json& body) {
         body["sharedState"] = {{"username", "admin"}};
       }},
      {"authId left out", [](Json& body) { body.erase("authId"); }},
      {"authId is no text", [](Json& body) { body["authId"] = 5; }},
      {"authId with a changed signature",
       [](Json& body) { body["authId"] = FlippedAtTheEnd(body["authId"].get<std::string>()); }},
      {"authId cut off",
       [](Json& body) {
         const auto text = body["authId"].get<std::string>();
         body["authId"] = text.substr(0, text.size() / 2);
       }},
  };
}

constexpr const char* kUnharmed = "can still be answered";

// What became of the step: an honest client answers it now.
std::string Afterwards(EndpointBench& bench, const EndpointReply& reply, const Json& step) {
  if (reply.status == 200) {
    EXPECT_TRUE(reply.body.contains("authId"));
    const bool next = reply.body.at("callbacks").at(0).at("output").at(0).at("value") == "mail";
    return next ? "goes on" : "asks again";
  }
  const EndpointReply honest = bench.Post(EndpointBench::Answered(step));
  EXPECT_EQ(honest.status, 200) << honest.message;
  return kUnharmed;
}

TEST(BadAnswers, EveryCellIsFilledAndStandsInTheDocumentation) {
  MarkdownTable table({"what the client does", "reply", "the step"});
  for (const BadAnswer& bad : BadAnswers()) {
    SCOPED_TRACE(bad.name);
    EndpointBench bench;
    const Json step = bench.Start();
    Json body = EndpointBench::Answered(step);
    bad.tamper(body);
    const EndpointReply reply = bench.Post(body);
    const std::string said =
        reply.status == 200 ? "200" : std::to_string(reply.status) + ": " + reply.message;
    table.Add({bad.name, said, Afterwards(bench, reply, step)});
  }

  EndpointBench bench;
  const Json step = bench.Start();
  const Json answer = EndpointBench::Answered(step);
  ASSERT_EQ(bench.Post(answer).status, 200);
  const EndpointReply replayed = bench.Post(answer);
  EXPECT_EQ(replayed.status, 401);
  table.Add({"the same answer again", "401: " + replayed.message, "is over"});

  const Json late = bench.Start();
  bench.clock().Advance(std::chrono::hours(1));
  const EndpointReply too_late = bench.Post(EndpointBench::Answered(late));
  EXPECT_EQ(too_late.status, 401);
  table.Add({"an answer after the journey's time", "401: " + too_late.message, "is over"});

  const EndpointReply nothing = bench.Post(Json{{"callbacks", answer.at("callbacks")}});
  EXPECT_EQ(nothing.status, 400);
  table.Add({"an answer to no prompt", "400: " + nothing.message, "n/a: there is none"});

  const EndpointReply form = bench.PostRaw("IDToken1=jdoe", "", "application/x-www-form-urlencoded");
  EXPECT_EQ(form.status, 415);
  table.Add({"a form instead of JSON", "415: " + form.message, "n/a: no step is named"});

  const EndpointReply unknown = bench.PostRaw("", "?authIndexType=service&authIndexValue=Nothing");
  EXPECT_EQ(unknown.status, 400);
  table.Add({"start of a journey that there is not", "400: " + unknown.message, "n/a: none is begun"});
  Publish(table, "answers", "docs/bad-input.md");
}

TEST(BadAnswers, UserNameIsNotTakenFromAnythingButTheInput) {
  EndpointBench bench;
  Json body = EndpointBench::Answered(bench.Start());
  body["sharedState"] = {{"username", "admin"}};
  Name(body)["output"][0]["value"] = "admin";
  const EndpointReply reply = bench.Post(body);
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(DumpJson(reply.body), ::testing::Not(::testing::HasSubstr("admin")));
}

}  // namespace
}  // namespace authtree::inline v0::faults
