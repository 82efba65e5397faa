#include "authtree/session/session_codec.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/json.h"

namespace authtree::inline v0 {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMaxJsonDepth = 128;

// What stands in front of a value.
enum class ValueTag : std::uint8_t { kJson = 0, kText = 1, kSecret = 2 };

std::uint8_t KindTag(InputKind kind) {
  switch (kind) {
    case InputKind::kText:
      return 0;
    case InputKind::kSecret:
      return 1;
    case InputKind::kInteger:
      return 2;
  }
  return 0;
}

std::optional<InputKind> KindOf(std::uint8_t tag) {
  for (const InputKind kind : {InputKind::kText, InputKind::kSecret, InputKind::kInteger}) {
    if (KindTag(kind) == tag) return kind;
  }
  return std::nullopt;
}

bool NestedWithin(const Json& value, std::size_t depth) {
  if (!value.is_structured()) return true;
  if (depth == 0) return false;
  for (const Json& element : value) {
    if (!NestedWithin(element, depth - 1)) return false;
  }
  return true;
}

class Writer {
 public:
  Writer() { bytes_.reserve(1024); }

  void Byte(std::uint8_t byte) { bytes_.push_back(static_cast<char>(byte)); }

  void Number(std::uint64_t number) {
    while (number >= 0x80U) {
      Byte(static_cast<std::uint8_t>((number & 0x7FU) | 0x80U));
      number >>= 7U;
    }
    Byte(static_cast<std::uint8_t>(number));
  }

  void Signed(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    Number((bits << 1U) ^ (number < 0 ? ~std::uint64_t{0} : std::uint64_t{0}));
  }

  void Text(std::string_view text) {
    Number(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }

  void Put(const Value& value) {
    if (const Secret* secret = value.secret()) {
      Tag(ValueTag::kSecret);
      Text(secret->Expose());
    } else if (value.json()->is_string()) {
      Tag(ValueTag::kText);
      Text(value.json()->get_ref<const std::string&>());
    } else {
      too_deep_ = too_deep_ || !NestedWithin(*value.json(), kMaxJsonDepth);
      Tag(ValueTag::kJson);
      Text(too_deep_ ? std::string() : DumpJson(*value.json()));
    }
  }

  void Put(const JourneyState::TierMap& tier) {
    Number(tier.size());
    for (const auto& [key, value] : tier) {
      Text(key);
      Put(value);
    }
  }

  void Put(const Callback& callback) {
    Text(CallbackTypeName(callback.type()));
    Number(callback.outputs().size());
    for (const Callback::Output& output : callback.outputs()) {
      Text(output.name);
      Put(output.value);
    }
    Number(callback.inputs().size());
    for (const CallbackInput& input : callback.inputs()) {
      Text(input.suffix());
      Byte(KindTag(input.kind()));
      Put(input.value());
    }
    Byte(callback.id() ? 1 : 0);
    if (callback.id()) Signed(*callback.id());
  }

  [[nodiscard]] bool usable() const { return !too_deep_ && bytes_.size() <= kMaxEncodedSession; }
  [[nodiscard]] SecretBuffer Take() { return std::move(bytes_); }

 private:
  void Tag(ValueTag tag) { Byte(static_cast<std::uint8_t>(tag)); }

  SecretBuffer bytes_;
  bool too_deep_ = false;
};

// Reads what is there. After the first thing that does not fit, everything it returns is empty and `ok()` is
// false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }

  std::uint8_t Byte() {
    if (rest_.empty()) {
      Fail();
      return 0;
    }
    const auto byte = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return byte;
  }

  std::uint64_t Number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint8_t byte = Byte();
      if (shift == 63 && byte > 1) break;
      number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) return number;
    }
    Fail();
    return 0;
  }

  std::int64_t Signed() {
    const std::uint64_t bits = Number();
    return static_cast<std::int64_t>((bits >> 1U) ^ (~(bits & 1U) + 1U));
  }

  // A number of elements, each of which takes at least `least` bytes.
  std::size_t Count(std::size_t least) {
    const std::uint64_t count = Number();
    if (count > rest_.size() / least) {
      Fail();
      return 0;
    }
    return static_cast<std::size_t>(count);
  }

  std::string_view Text() {
    const std::size_t size = Count(1);
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }

  Value ReadValue() {
    const std::uint8_t tag = Byte();
    const std::string_view text = Text();
    if (!ok_) return {};
    switch (static_cast<ValueTag>(tag)) {
      case ValueTag::kSecret:
        return Secret(text);
      case ValueTag::kText:
        return Json(std::string(text));
      case ValueTag::kJson: {
        Result<Json> json = ParseJson(text, JsonLimits{kMaxEncodedSession, kMaxJsonDepth});
        if (json) return std::move(*json);
        break;
      }
    }
    Fail();
    return {};
  }

  void ReadTier(Tier tier, JourneyState& state) {
    const std::size_t count = Count(3);
    for (std::size_t i = 0; i < count && ok_; ++i) {
      const std::string_view key = Text();
      Value value = ReadValue();
      if (ok_) state.Put(tier, key, std::move(value));
    }
  }

  std::optional<Callback> ReadCallback() {
    const std::optional<CallbackType> type = ParseCallbackType(Text());
    if (!type) Fail();
    std::vector<Callback::Output> outputs;
    const std::size_t output_count = Count(3);
    for (std::size_t i = 0; i < output_count && ok_; ++i) {
      std::string name(Text());
      outputs.push_back({std::move(name), ReadValue()});
    }
    std::vector<CallbackInput> inputs;
    const std::size_t input_count = Count(4);
    for (std::size_t i = 0; i < input_count && ok_; ++i) {
      std::string suffix(Text());
      const std::optional<InputKind> kind = KindOf(Byte());
      if (!kind) Fail();
      Value value = ReadValue();
      if (ok_) inputs.emplace_back(std::move(suffix), *kind, std::move(value));
    }
    std::optional<std::int64_t> id;
    const std::uint8_t has_id = Byte();
    if (has_id > 1) Fail();
    if (has_id == 1) id = Signed();
    if (!ok_) return std::nullopt;
    return Callback::FromParts(*type, std::move(outputs), std::move(inputs), id);
  }

 private:
  void Fail() {
    ok_ = false;
    rest_ = {};
  }

  std::string_view rest_;
  bool ok_ = true;
};

Error NotASession() { return {ErrorCode::kRejected, "The stored session cannot be read."}; }

}  // namespace

Result<SecretBuffer> EncodeSession(const JourneySession& session) {
  Writer writer;
  writer.Byte(kVersion);
  writer.Text(session.journey);
  writer.Text(session.node);
  writer.Text(session.error_message);
  writer.Signed(
      std::chrono::duration_cast<std::chrono::nanoseconds>(session.expires.time_since_epoch()).count());
  writer.Put(session.state.tier(Tier::kShared));
  writer.Put(session.state.tier(Tier::kSecure));
  writer.Number(session.pending.size());
  for (const Callback& callback : session.pending) writer.Put(callback);
  if (!writer.usable()) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The journey session is too large to be kept.")
                              .With(Fact::kLimit, std::to_string(kMaxEncodedSession)));
  }
  return writer.Take();
}

Result<std::unique_ptr<JourneySession>> DecodeSession(const Secret& encoded) {
  if (encoded.size() > kMaxEncodedSession) return tl::unexpected(NotASession());
  Reader reader(encoded.Expose());
  if (reader.Byte() != kVersion) return tl::unexpected(NotASession());
  auto session = std::make_unique<JourneySession>();
  session->journey = reader.Text();
  session->node = reader.Text();
  session->error_message = reader.Text();
  session->expires =
      std::chrono::system_clock::time_point(std::chrono::duration_cast<std::chrono::system_clock::duration>(
          std::chrono::nanoseconds(reader.Signed())));
  reader.ReadTier(Tier::kShared, session->state);
  reader.ReadTier(Tier::kSecure, session->state);
  const std::size_t callbacks = reader.Count(4);
  for (std::size_t i = 0; i < callbacks && reader.ok(); ++i) {
    std::optional<Callback> callback = reader.ReadCallback();
    if (callback) session->pending.push_back(std::move(*callback));
  }
  if (!reader.finished()) return tl::unexpected(NotASession());
  return session;
}

}  // namespace authtree::inline v0
