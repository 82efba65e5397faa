#pragma once

#include <array>
#include <string_view>

/// The values that the tests of the vendor's pack share.
namespace authtree::inline v0::conformance {

inline constexpr std::string_view kApplicationRef = "ForgeRock Identity Cloud";
inline constexpr std::string_view kTenant = "tylergelinas-forgero";
inline constexpr std::string_view kUser = "tyler4";
inline constexpr std::string_view kPassKey = "Test1234";

inline constexpr std::string_view kCddcJson =
    R"({"browser":{"userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) )"
    R"(Chrome/79.0.3945.130 Safari/537.36"},"viewport":{"width":1903,"height":969},"support":{"ajax":true,)"
    R"("boxModel":null,"changeBubbles":true,"checkClone":true,"checkOn":true,"cors":true,"cssFloat":true,)"
    R"("hrefNormalized":true,"htmlSerialize":true,"leadingWhitespace":true,"noCloneChecked":true,)"
    R"("noCloneEvent":true,"opacity":true,"optDisabled":true,"style":true,"submitBubbles":true,"tbody":true},)"
    R"("computer":{"screenWidth":1920,"screenHeight":1080,"OS":"Microsoft Windows","platform":"Win32"},)"
    R"("additional":{}})";
/// What those tests submit as its hash. It is another text's.
inline constexpr std::string_view kSubmittedCddcHash =
    "e96dadc9651f5fe8f071110eb174fe8e7a17a9d7a96b3b1980c13e5b4af3a4d7";
inline constexpr std::string_view kCddcHash =
    "c2ce4679155fc6a3569f1f24a2be2abbe150a27cbc15bb6b1d8d0274ecae8252";
inline constexpr std::string_view kCddcIp = "192.168.1.1";

inline constexpr std::string_view kMobilePhone = "+15145718888";
inline constexpr std::string_view kEmail = "test_ostid_user1@mailinator.com";

inline constexpr std::string_view kCommandUrl =
    "https://osgs-firestore-to-rest.herokuapp.com/{tenantName}/{sessionID}/commands";
inline constexpr std::string_view kCommandHost = "osgs-firestore-to-rest.herokuapp.com";
inline constexpr std::string_view kIdentityHost = "idv.example.com";
inline constexpr std::string_view kIdentityUrl = "https://idv.example.com/api/";
/// Hex of 8f238505-b9f8-4614-97b9-78304c29b086.
inline constexpr std::string_view kSessionId =
    "38663233383530352d623966382d343631342d393762392d373833303463323962303836";
/// Hex of 02;user11021;111;hanyuchen9102-gmail;3zE6RNH5;hanyuchen9102-gmail.
inline constexpr std::string_view kCrontoMessage =
    "30323b7573657231313032313b3131313b68616e79756368656e393130322d676d61696c3b337a4536524e48353b68616e797563"
    "68656e393130322d676d61696c";

/// What a login, an event and a transaction that wait for the user leave in shared state.
inline constexpr std::array<std::string_view, 6> kKeysOfAStepUp{
    "ostid_event_expiry_date", "ostid_session_id", "ostid_request_id",
    "ostid_irm_response",      "ostid_command",    "ostid_cronto_msg"};

}  // namespace authtree::inline v0::conformance
