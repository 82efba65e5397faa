// Answers with an error status, and answers that are not what the operation promises.
#include <utility>

#include "authtree/core/json.h"

#include "error_case.h"

namespace authtree::inline v0::faults {
namespace {

constexpr std::string_view kJsonType = "application/json";
constexpr std::string_view kPngType = "image/png";
constexpr std::string_view kPage = "<html><body>Bad gateway</body></html>";

const Told kRefusedValue{"invalid_input",
                         "The service refused a value. Check what was entered and try again."};
const Told kNotAccepted{
    "rejected",
    "The service does not accept this client. Check the client certificate, the tenant and the environment."};
const Told kNotAllowed{
    "rejected",
    "The service does not allow this. Check the client certificate, and that the user is no administrator."};
const Told kUnknownPlace{
    "not_found",
    "The service does not know what was asked for. Check the domain, the tenant and the environment."};
const Told kRegistrationGone{"not_found",
                             "The registration is not known any more. Start the registration again."};
const Told kTooLarge{"unavailable",
                     "The request was too large for the service. Send less, or ask its operator."};
const Told kTooMany{"unavailable",
                    "The service has too many requests at the moment. Wait a little and try again."};
const Told kOutOfOrder{"unavailable", "The service is out of order. Try again later."};
const Told kRedirect{"rejected",
                     "The service points to another address, which is not followed. Check the base URL."};
const Told kUnexpected{"rejected",
                       "The service's answer is not what this operation promises. Check the base URL, or try "
                       "again later."};
const Told kNotRegistered{"conflict",
                          "The service could not register the user. Check the serial number, whether a "
                          "license is free and whether the account exists already."};
const Told kWrongDeviceCode{
    "conflict", "The device code was not accepted. Check the code on the device and type it again."};
const Told kWrongSignature{"conflict",
                           "The signature was not accepted. Check the code on the device and type it again."};
const Told kNotDrawn{"conflict", "The service could not draw the visual code. Start the registration again."};

ErrorCase Meets(FaultMaker wire, Told told) {
  return {[wire = std::move(wire)] {
            Setup setup;
            setup.wire = wire;
            return setup;
          },
          std::move(told),
          {}};
}

ErrorRow Everywhere(std::string fault, const FaultMaker& wire, const Told& told) {
  return {std::move(fault), {Meets(wire, told), Meets(wire, told), Meets(wire, told), Meets(wire, told)}};
}

FaultMaker RefusesField(const std::string& field) {
  const Json body{
      {"status", 400},
      {"error", "Bad Request"},
      {"message", "simulated: fault"},
      {"validationErrors", {{{"object", "Input"}, {"field", field}, {"message", "simulated: fault"}}}}};
  return Answers(400, std::string(kJsonType), DumpJson(body));
}

FaultMaker Empty(int status) { return Answers(status, "", ""); }
FaultMaker AnswersJson(std::string body) { return Answers(200, std::string(kJsonType), std::move(body)); }
FaultMaker AnswersPicture(std::string body) { return Answers(200, std::string(kPngType), std::move(body)); }

void AddStatusRows(std::vector<ErrorRow>& rows) {
  rows.push_back(
      {"400 that names a field",
       {Meets(RefusesField("userID"),
              {"invalid_input", "The service refused the user name. Check it and try again."}),
        Meets(RefusesField("deviceCode"),
              {"invalid_input",
               "The service refused the device code. Check the code on the device and type it again."}),
        Meets(RefusesField("signature"),
              {"invalid_input",
               "The service refused the signature. Check the code on the device and type it again."}),
        Meets(RefusesField("message"), kRefusedValue)}});
  rows.push_back(Everywhere("400 that names no field", AnswersError(400), kRefusedValue));
  rows.push_back(Everywhere("400 without a body", Empty(400), kRefusedValue));
  rows.push_back(Everywhere("401", AnswersError(401), kNotAccepted));
  rows.push_back(Everywhere("403", AnswersError(403), kNotAllowed));
  rows.push_back(Everywhere("403 as a page", Answers(403, "text/html", std::string(kPage)), kNotAllowed));
  rows.push_back({"404",
                  {Meets(AnswersError(404), kUnknownPlace), Meets(AnswersError(404), kRegistrationGone),
                   Meets(AnswersError(404), kRegistrationGone), Meets(AnswersError(404), kUnknownPlace)}});
  rows.push_back({"409",
                  {Meets(AnswersError(409), kNotRegistered), Meets(AnswersError(409), kWrongDeviceCode),
                   Meets(AnswersError(409), kWrongSignature), Meets(AnswersError(409), kNotDrawn)}});
  rows.push_back({"409 without a body",
                  {Meets(Empty(409), kNotRegistered), Meets(Empty(409), kWrongDeviceCode),
                   Meets(Empty(409), kWrongSignature), Meets(Empty(409), kNotDrawn)}});
  rows.push_back(Everywhere("413", AnswersError(413), kTooLarge));
  rows.push_back(Everywhere("429", AnswersError(429), kTooMany));
  rows.push_back(Everywhere("500 as a page", Answers(500, "text/html", std::string(kPage)), kOutOfOrder));
  rows.push_back(Everywhere("500 without a body", Empty(500), kOutOfOrder));
  rows.push_back(Everywhere("503", AnswersError(503), kOutOfOrder));
  rows.push_back(Everywhere("redirect to another address", Empty(302), kRedirect));
}

void AddContentRows(std::vector<ErrorRow>& rows) {
  rows.push_back(Everywhere("success without a body", Empty(200), kUnexpected));
  rows.push_back(Everywhere("success that announces no content", Empty(204), kUnexpected));
  rows.push_back(Everywhere("success as a page", Answers(200, "text/html", std::string(kPage)), kUnexpected));
  rows.push_back({"success with malformed content",
                  {Meets(AnswersJson(R"({"activationPassword":)"), kUnexpected),
                   Meets(AnswersJson(R"({"activationMessage2":"0a",})"), kUnexpected),
                   Meets(AnswersJson("{'serialNumber':1}"), kUnexpected),
                   Meets(AnswersPicture("GIF89a"), kUnexpected)}});
  rows.push_back(
      {"success with the same member twice, or too deep",
       {Meets(AnswersJson(R"({"serialNumber":"VDS1000001","serialNumber":"VDS1000002"})"), kUnexpected),
        Meets(AnswersJson(std::string(100000, '[')), kUnexpected),
        Meets(AnswersJson(R"({"userID":"jdoe","userID":"admin"})"), kUnexpected),
        {nullptr, {}, "n/a: a picture is no JSON"}}});
  rows.push_back({"success without what is needed",
                  {Meets(AnswersJson("{}"), kUnexpected),
                   Meets(AnswersJson("{}"), kUnexpected),
                   {nullptr, {}, "n/a: nothing of the answer is needed"},
                   Meets(AnswersPicture(""), kUnexpected)}});
  rows.push_back({"success with values of another type",
                  {Meets(AnswersJson(R"({"activationPassword":5,"serialNumber":["x"]})"), kUnexpected),
                   Meets(AnswersJson(R"({"activationMessage2":"not hex"})"), kUnexpected),
                   Meets(AnswersJson(R"({"serialNumber":{"a":1}})"), kUnexpected),
                   Meets(AnswersJson(R"({"image":"iVBORw0KGgo="})"), kUnexpected)}});
}

}  // namespace

std::vector<ErrorRow> ReplyRows() {
  std::vector<ErrorRow> rows;
  AddStatusRows(rows);
  AddContentRows(rows);
  return rows;
}

}  // namespace authtree::inline v0::faults
