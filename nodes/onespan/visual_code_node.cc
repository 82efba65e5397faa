#include "visual_code_node.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "authtree/core/encoding.h"
#include "authtree/core/json.h"
#include "authtree/onespan/cronto.h"

#include "event_expiry.h"
#include "page_script.h"
#include "secret_storage.h"

namespace authtree::inline v0::nodes {
namespace {

constexpr std::string_view kShownId = "ostid_cronto_has_rendered";
constexpr std::string_view kViewId = "ostid_cronto_view";
constexpr std::int64_t kSmallestImage = 35;
constexpr std::int64_t kLargestImage = 700;

Secret DataUri(const Secret& png) {
  static constexpr std::string_view kPrefix = "data:image/png;base64,";
  const Secret encoded = Secret::Take(Base64Encode(png.Expose()));
  SecretBuffer uri;
  uri.reserve(kPrefix.size() + encoded.size());
  uri.insert(uri.end(), kPrefix.begin(), kPrefix.end());
  uri.insert(uri.end(), encoded.Expose().begin(), encoded.Expose().end());
  return Secret(std::move(uri));
}

bool IsDecimal(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// When the code expires, as text. Some scripts keep the time as a number.
Result<std::string> Expiry(const StepContext& step) {
  const Value* kept = step.state().Find(ostid::kEventExpiry.name);
  if (kept == nullptr) return ExpiryText(step.now(), kDefaultEventExpiry);
  if (std::optional<std::int64_t> number = ValueCodec<std::int64_t>::Read(*kept))
    return std::to_string(*number);
  std::optional<std::string> text = ValueCodec<std::string>::Read(*kept);
  if (text && IsDecimal(*text)) return std::move(*text);
  return tl::unexpected(
      Error(ErrorCode::kInvalidInput, "The expiry of the event is not a time in milliseconds.")
          .With(Fact::kStateKey, std::string(ostid::kEventExpiry.name)));
}

// How the page is to show the code. The module for pages reads it (src/browser/view_settings.js).
std::string ViewSettings(const VisualCodeNode::Config& config, const std::string& expiry) {
  return DumpJson(Json{{"view", kViewId},
                       {"expires", expiry},
                       {"element", config.page_element_id},
                       {"imageId", config.image_id},
                       {"alternative", config.alternative_text},
                       {"scan", {{"text", config.scan_text}, {"css", config.scan_style}}},
                       {"expired", {{"text", config.expired_text}, {"css", config.expired_style}}}});
}

void CheckConfig(const VisualCodeNode::Config& config, const std::string& place, Diagnostics& diagnostics) {
  if (config.image_id.empty() || config.image_id == ostid::kEventExpiry.name || config.image_id == kShownId) {
    diagnostics.AddError(PointerTo(place, "visualCodeHiddenValueId"),
                         "'" + config.image_id + "' cannot be the id of the image",
                         "Give an id of its own, such as ostid_cronto");
  }
  if (config.message_source == VisualCodeNode::MessageSource::kCustom && config.custom_message_key.empty()) {
    diagnostics.AddWarning(PointerTo(place, "customMessageInSharedState"),
                           "no state key for the custom message: the node will always leave by Error",
                           "Name the state key that holds the message");
  }
}

}  // namespace

ConfigSpec<VisualCodeNode::Config> VisualCodeNode::Spec() {
  return ConfigSpec<Config>()
      .Choice(
          "visualCodeMessageOption", &Config::message_source,
          {{"DemoMobileApp", MessageSource::kDemoMobileApp}, {"CustomCrontoMessage", MessageSource::kCustom}},
          "Show what the steps before left in ostid_cronto_msg, or a message of your own.")
      .Field("customMessageInSharedState", &Config::custom_message_key, "State key of your own message.")
      .Field("visualCodeHiddenValueId", &Config::image_id,
             "Id of the hidden value with the image, and state key while it is shown.")
      .Field("renderVisualCodeInCallback", &Config::render_in_page,
             "Send a script that shows the image in AM's own pages, if the host sends scripts.")
      .Field("domIdRenderVisualCode", &Config::page_element_id,
             "For that script: id of the element to show it before.")
      .Choice("visualCodeType", &Config::format,
              {{"Cronto", onespan::VisualCodeFormat::kCronto}, {"QR", onespan::VisualCodeFormat::kQrCode}},
              "Kind of image.")
      .Integer("sizeOfVisualCode", &Config::image_size, kSmallestImage, kLargestImage,
               "Side of the image in pixels.")
      .Field("altTextOfVisualCode", &Config::alternative_text,
             "For that script: text for those who do not see it.")
      .Field("textForPleaseScan", &Config::scan_text, "For that script: text beside the countdown.")
      .Field("cssForPleaseScan", &Config::scan_style, "For that script: style of that text.")
      .Field("textForExpired", &Config::expired_text, "For that script: text once the time is over.")
      .Field("cssForExpired", &Config::expired_style, "For that script: style of that text.")
      .Where(CheckConfig);
}

void VisualCodeNode::Check(const Config& config, const std::string& place, Diagnostics& diagnostics,
                           const std::shared_ptr<const onespan::Api>& /*api*/, PageScripts page_scripts) {
  if (page_scripts == PageScripts::kNone || config.image_id != kViewId) return;
  diagnostics.AddError(PointerTo(place, "visualCodeHiddenValueId"),
                       "'" + config.image_id + "' cannot be the id of the image where scripts are sent",
                       "Give an id of its own, such as ostid_cronto");
}

StateKey<Secret> VisualCodeNode::MessageKey() const {
  switch (config_.message_source) {
    case MessageSource::kDemoMobileApp:
      return ostid::kCrontoMessage;
    case MessageSource::kCustom:
      return {config_.custom_message_key};
  }
  return ostid::kCrontoMessage;
}

StateContract VisualCodeNode::Contract() const {
  StateContract contract =
      Reads(MessageKey(), ImageKey()).AndReads(ostid::kEventExpiry, ostid::kSecretStorage).Writes(ImageKey());
  if (!SendsScript()) return contract;
  return std::move(contract).Writes(ostid::kCodeInPage);
}

bool VisualCodeNode::SendsScript() const {
  return config_.render_in_page && page_scripts_ == PageScripts::kSent;
}

std::vector<Callback> VisualCodeNode::Callbacks(Callback image, const std::string& expiry) const {
  Callback shown_expiry = Callback::HiddenValue(std::string(ostid::kEventExpiry.name), Secret(expiry));
  Callback shown = Callback::HiddenValue(std::string(kShownId), Secret(kShownId));
  std::vector<Callback> callbacks;
  callbacks.push_back(SendsScript() ? PutIntoPage(std::move(image)) : std::move(image));
  callbacks.push_back(std::move(shown_expiry));
  callbacks.push_back(std::move(shown));
  if (SendsScript()) {
    Secret settings(ViewSettings(config_, expiry));
    callbacks.push_back(PutIntoPage(Callback::HiddenValue(std::string(kViewId), std::move(settings))));
    callbacks.push_back(PageScript(PageTask::kShowVisualCode));
  }
  return callbacks;
}

Task<Result<Action>> VisualCodeNode::Process(const StepContext& step) const {
  if (step.SubmittedHidden(kShownId) != nullptr) {
    Action left = Action::To("Next").Remove(config_.image_id);
    if (SendsScript()) left.Put(ostid::kCodeInPage, true);
    co_return left;
  }

  Result<Secret> message = step.state().Require(MessageKey());
  if (!message) co_return tl::unexpected(message.error());
  if (message->empty()) {
    co_return tl::unexpected(Error(ErrorCode::kMissingState, "The message for the visual code is empty.")
                                 .With(Fact::kStateKey, std::string(MessageKey().name)));
  }
  Result<std::string> expiry = Expiry(step);
  if (!expiry) co_return tl::unexpected(expiry.error());

  std::optional<Secret> image = step.state().Get(ImageKey());
  if (!image && step.state().Find(config_.image_id) != nullptr) {
    co_return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "The state key of the image is in use for something else.")
            .With(Fact::kStateKey, config_.image_id));
  }
  if (!image) {
    const onespan::MessageEncoding encoding = onespan::EncodingOf(*message);
    onespan::RenderVisualCodeRequest request(std::move(*message), encoding, config_.format,
                                             static_cast<int>(config_.image_size));
    Result<onespan::VisualCodeImage> reply = co_await api_->RenderVisualCode(step.call(), std::move(request));
    if (!reply) co_return tl::unexpected(reply.error());
    image = DataUri(reply->png);
  }

  Callback shown_image = Callback::HiddenValue(config_.image_id, image->Clone());
  Action action = Action::Ask(Callbacks(std::move(shown_image), *expiry));
  KeepSecret(action, ImageKey(), std::move(*image), StorageOf(step.state()));
  co_return action;
}

}  // namespace authtree::inline v0::nodes
