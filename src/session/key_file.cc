#include "authtree/session/key_file.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "authtree/core/crypto.h"
#include "authtree/core/encoding.h"
#include "authtree/core/json.h"

#include "secret_file.h"
#include "utc_text.h"

namespace authtree::inline v0 {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} * 1024;
constexpr std::size_t kMaxKeys = 64;
constexpr std::size_t kRandomIdBytes = 4;
constexpr JsonLimits kLimits{kMaxBytes, 4};

/// A JSON value with keys in it, wiped when it goes.
class WipedJson {
 public:
  explicit WipedJson(Json json) : json_(std::move(json)) {}
  WipedJson(const WipedJson&) = delete;
  WipedJson& operator=(const WipedJson&) = delete;
  ~WipedJson() { WipeTexts(json_); }
  [[nodiscard]] const Json& json() const { return json_; }

 private:
  // Not deeper than the limit that the text was read with.
  static void WipeTexts(Json& json) {  // NOLINT(misc-no-recursion)
    if (json.is_string()) {
      auto& text = json.get_ref<std::string&>();
      Wipe(text.data(), text.capacity());
    } else if (json.is_structured()) {
      for (Json& member : json) WipeTexts(member);
    }
  }

  Json json_;
};

void CheckMembers(const Json& object, const std::string& place, const std::set<std::string_view>& known,
                  Diagnostics& diagnostics) {
  for (const auto& item : object.items()) {
    if (known.contains(item.key())) continue;
    diagnostics.AddError(PointerTo(place, item.key()), "there is no such member", "Check its spelling");
  }
}

/// Nothing when the value is absent or no text.
const std::string* TextOf(const Json& object, std::string_view name) {
  const Json* member = FindMember(object, name);
  return member != nullptr && member->is_string() ? &member->get_ref<const std::string&>() : nullptr;
}

Secret ReadKey(const Json& entry, const std::string& place, Diagnostics& diagnostics) {
  const std::string* text = TextOf(entry, "key");
  std::optional<std::string> bytes = text == nullptr ? std::nullopt : Base64Decode(*text);
  if (!bytes || bytes->size() != KeyRing::kKeySize) {
    diagnostics.AddError(PointerTo(place, "key"), "this is no key", "Give 32 random bytes as base64");
    return {};
  }
  return Secret::Take(*std::move(bytes));
}

KeyFileEntry ReadEntry(const Json& entry, const std::string& place, Diagnostics& diagnostics) {
  KeyFileEntry read;
  if (!entry.is_object()) {
    diagnostics.AddError(place, "a key is an object", R"(Write {"id": …, "key": …})");
    return read;
  }
  CheckMembers(entry, place, {"id", "key", "notAfter"}, diagnostics);
  read.id = StringMember(entry, "id");
  if (const auto valid = KeyRing::Make(read.id, Secret(std::string(KeyRing::kKeySize, '\0'))); !valid) {
    diagnostics.AddError(PointerTo(place, "id"), "this is no id of a key",
                         "Give 1 to 32 letters, digits, '-' and '_'");
  }
  read.key = ReadKey(entry, place, diagnostics);
  if (FindMember(entry, "notAfter") != nullptr) {
    const std::string* text = TextOf(entry, "notAfter");
    read.not_after = text == nullptr ? std::nullopt : ReadUtcText(*text);
    if (!read.not_after) {
      diagnostics.AddError(PointerTo(place, "notAfter"), "this is no time",
                           "Write it as 2026-01-31T12:00:00Z");
    }
  }
  return read;
}

std::vector<KeyFileEntry> ReadEntries(const Json& file, Diagnostics& diagnostics) {
  std::vector<KeyFileEntry> entries;
  const Json* keys = FindMember(file, "keys");
  if (keys == nullptr || !keys->is_array() || keys->empty() || keys->size() > kMaxKeys) {
    diagnostics.AddError("/keys", "there is no list of keys", "Give a list of 1 to 64 keys");
    return entries;
  }
  std::set<std::string> ids;
  for (const Json& entry : *keys) {
    const std::string place = PointerTo("/keys", std::to_string(entries.size()));
    entries.push_back(ReadEntry(entry, place, diagnostics));
    if (!ids.insert(entries.back().id).second) {
      diagnostics.AddError(PointerTo(place, "id"), "another key has this id", "Give each key its own");
    }
  }
  return entries;
}

KeyFileEntry NewEntry(const Clock& clock) {
  KeyFileEntry entry;
  entry.id = UtcDateText(clock.Now()) + "-" + HexEncode(RandomBytes(kRandomIdBytes));
  entry.key = Secret::Take(RandomBytes(KeyRing::kKeySize));
  return entry;
}

}  // namespace

KeyFile KeyFile::New(const Clock& clock) {
  KeyFile file;
  file.active_ = file.AddKey(clock);
  return file;
}

std::optional<KeyFile> KeyFile::Parse(const Secret& text, Diagnostics& diagnostics) {
  Diagnostics found;
  Result<Json> parsed = ParseJson(text.Expose(), kLimits);
  if (!parsed || !parsed->is_object()) {
    const std::string position(parsed ? "" : parsed.error().Find(Fact::kPosition));
    diagnostics.AddError(position, "the key file is no JSON object", "Make one with: authtree keys new FILE");
    return std::nullopt;
  }
  const WipedJson json(*std::move(parsed));
  CheckMembers(json.json(), "", {"active", "keys"}, found);
  KeyFile file;
  file.entries_ = ReadEntries(json.json(), found);
  file.active_ = StringMember(json.json(), "active");
  const bool known = std::any_of(file.entries_.begin(), file.entries_.end(),
                                 [&file](const KeyFileEntry& entry) { return entry.id == file.active_; });
  if (!known) found.AddError("/active", "there is no key of that id", "Name one of the keys");
  const bool failed = found.has_errors();
  diagnostics.Append(std::move(found));
  if (failed) return std::nullopt;
  return file;
}

std::optional<KeyFile> KeyFile::Read(const std::filesystem::path& path, Diagnostics& diagnostics) {
  const Result<Secret> text = ReadSecretFile(path, kMaxBytes);
  if (text) return Parse(*text, diagnostics);
  diagnostics.AddError("", std::string(text.error().message()));
  return std::nullopt;
}

Secret KeyFile::ToJson() const {
  Json keys = Json::array();
  for (const KeyFileEntry& entry : entries_) {
    Json item;
    item["id"] = entry.id;
    item["key"] = Base64Encode(entry.key.Expose());
    if (entry.not_after) item["notAfter"] = UtcText(*entry.not_after);
    keys.push_back(std::move(item));
  }
  Json file;
  file["active"] = active_;
  file["keys"] = std::move(keys);
  const WipedJson json(std::move(file));
  return Secret::Take(json.json().dump(2) + "\n");
}

Result<void> KeyFile::WriteNew(const std::filesystem::path& path) const {
  return WriteSecretFile(path, ToJson());
}

Result<void> KeyFile::Replace(const std::filesystem::path& path) const {
  return ReplaceSecretFile(path, ToJson());
}

const std::string& KeyFile::AddKey(const Clock& clock) {
  entries_.push_back(NewEntry(clock));
  return entries_.back().id;
}

const std::string& KeyFile::Rotate(const Clock& clock, std::chrono::minutes keep) {
  const TimePoint now = clock.Now();
  std::erase_if(entries_, [&](const KeyFileEntry& entry) {
    return entry.id != active_ && entry.not_after && *entry.not_after <= now;
  });
  // One that has an end was active before.
  if (entries_.back().id == active_ || entries_.back().not_after) AddKey(clock);
  for (KeyFileEntry& entry : entries_) {
    if (entry.id == active_) entry.not_after = now + keep;
  }
  active_ = entries_.back().id;
  return active_;
}

std::shared_ptr<const KeyRing> KeyFile::RingAt(TimePoint now, Diagnostics& diagnostics) const {
  std::shared_ptr<const KeyRing> ring;
  for (const KeyFileEntry& entry : entries_) {
    if (entry.not_after && *entry.not_after <= now) {
      if (entry.id != active_) continue;
      diagnostics.AddError("/active", "the active key has expired", "Rotate with: authtree keys rotate FILE");
      return nullptr;
    }
    // Ids and sizes have been checked, so none of these fails.
    ring = ring == nullptr ? KeyRing::Make(entry.id, entry.key.Clone()).value()
                           : ring->WithKey(entry.id, entry.key.Clone()).value();
  }
  return ring->WithActive(active_).value();
}

std::optional<KeyFile::TimePoint> KeyFile::NextExpiry(TimePoint now) const {
  std::optional<TimePoint> next;
  for (const KeyFileEntry& entry : entries_) {
    if (!entry.not_after || *entry.not_after <= now) continue;
    next = std::min(next.value_or(*entry.not_after), *entry.not_after);
  }
  return next;
}

}  // namespace authtree::inline v0
