#include "authtree/core/json_reader.h"

#include <algorithm>
#include <charconv>
#include <forward_list>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "authtree/core/encoding.h"
#include "authtree/core/secret.h"

#include "json_text.h"

namespace authtree::inline v0 {
namespace {

constexpr FixedText kNotJson("The text is not valid JSON.");
constexpr FixedText kTooDeep("The JSON is nested too deeply.");
constexpr FixedText kKeyTwice("The JSON object has the same key twice.");

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// The reader calls itself for what is nested, so no limit of a caller may go beyond this.
constexpr std::size_t kDeepest = 1000;
// Up to here comparing a key with those before it is cheaper than keeping them sorted.
constexpr std::size_t kFewKeys = 16;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string LineAndColumn(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t column = before.size() - (before.rfind('\n') + 1);
  return "line " + std::to_string(lines + 1) + ", column " + std::to_string(column + 1);
}

std::optional<std::uint32_t> FourHexDigits(std::string_view digits) {
  std::uint32_t code = 0;
  const char* const end = digits.data() + digits.size();
  if (digits.size() != 4 || std::from_chars(digits.data(), end, code, 16).ptr != end) return std::nullopt;
  return code;
}

void AppendUtf8(std::uint32_t code, SecretBuffer& bytes) {
  auto add = [&bytes](std::uint32_t byte) { bytes.push_back(static_cast<char>(byte)); };
  if (code < 0x80U) {
    add(code);
    return;
  }
  if (code < 0x800U) {
    add(0xC0U | (code >> 6U));
  } else {
    if (code < 0x10000U) {
      add(0xE0U | (code >> 12U));
    } else {
      add(0xF0U | (code >> 18U));
      add(0x80U | ((code >> 12U) & 0x3FU));
    }
    add(0x80U | ((code >> 6U) & 0x3FU));
  }
  add(0x80U | (code & 0x3FU));
}

/// True when a number that fits no double is too close to zero, and not too large.
bool IsNearZero(std::string_view number) {
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view digits = number.substr(0, mark);
  const auto first = static_cast<std::int64_t>(digits.find_first_of("123456789"));
  const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
  std::string_view exponent_text = number.substr(std::min(mark + 1, number.size()));
  if (exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
  std::int32_t exponent = 0;
  const auto read =
      std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  if (read.ec == std::errc::result_out_of_range) return exponent_text.starts_with('-');
  return exponent + point - first < 0;
}

/// One pass over a text by recursive descent. Every function that reads something begins at its first
/// character and leaves `at_` behind its last one; false means that the text is refused, for what stands at
/// `at_`.
class Reader {
 public:
  Reader(std::string_view text, JsonHandler& handler, std::size_t max_depth)
      : text_(text), handler_(handler), depth_left_(std::min(max_depth, kDeepest)) {}

  Result<void> Read() {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    SkipSpace();
    if (ReadValue()) {
      SkipSpace();
      if (at_ == text_.size()) return {};
    }
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, problem_).With(Fact::kPosition, LineAndColumn(text_, at_)));
  }

 private:
  [[nodiscard]] bool Refuse(FixedText problem) {
    problem_ = problem;
    return false;
  }

  /// The character at hand; NUL, which begins nothing, at the end of the text.
  [[nodiscard]] char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool Skip(char wanted) {
    if (Peek() != wanted) return false;
    ++at_;
    return true;
  }

  void SkipSpace() {
    while (Peek() == ' ' || Peek() == '\n' || Peek() == '\r' || Peek() == '\t') ++at_;
  }

  bool SkipWord(std::string_view word) {
    for (const char c : word) {
      if (!Skip(c)) return false;
    }
    return true;
  }

  bool SkipDigits() {
    if (!IsDigit(Peek())) return false;
    while (IsDigit(Peek())) ++at_;
    return true;
  }

  bool ReadValue() {
    switch (Peek()) {
      case '{':
        return ReadObject();
      case '[':
        return ReadArray();
      case '"': {
        const std::optional<std::string_view> text = ReadText();
        if (text) handler_.OnString(*text);
        return text.has_value();
      }
      case 't':
        if (!SkipWord("true")) return false;
        handler_.OnBool(true);
        return true;
      case 'f':
        if (!SkipWord("false")) return false;
        handler_.OnBool(false);
        return true;
      case 'n':
        if (!SkipWord("null")) return false;
        handler_.OnNull();
        return true;
      default:
        return ReadNumber();
    }
  }

  bool ReadObject() {
    if (depth_left_ == 0) return Refuse(kTooDeep);
    --depth_left_;
    ++at_;
    handler_.OnObjectBegin();
    ObjectKeys keys(keys_);
    SkipSpace();
    if (!Skip('}')) {
      do {
        SkipSpace();
        if (!ReadKey(keys)) return false;
        SkipSpace();
        if (!Skip(':')) return false;
        SkipSpace();
        if (!ReadValue()) return false;
        SkipSpace();
      } while (Skip(','));
      if (!Skip('}')) return false;
    }
    handler_.OnObjectEnd();
    ++depth_left_;
    return true;
  }

  bool ReadArray() {
    if (depth_left_ == 0) return Refuse(kTooDeep);
    --depth_left_;
    ++at_;
    handler_.OnArrayBegin();
    SkipSpace();
    if (!Skip(']')) {
      do {
        SkipSpace();
        if (!ReadValue()) return false;
        SkipSpace();
      } while (Skip(','));
      if (!Skip(']')) return false;
    }
    handler_.OnArrayEnd();
    ++depth_left_;
    return true;
  }

  /// The keys of one object that is being read. They stand at the end of a list that all open objects share.
  class ObjectKeys {
   public:
    explicit ObjectKeys(std::vector<std::string_view>& all) : all_(all), first_(all.size()) {}
    ~ObjectKeys() { all_.resize(first_); }
    ObjectKeys(const ObjectKeys&) = delete;
    ObjectKeys& operator=(const ObjectKeys&) = delete;

    /// False for a key that is there already.
    bool Add(std::string_view key) {
      if (!many_.empty()) return many_.insert(key).second;
      if (std::find(begin(), all_.end(), key) != all_.end()) return false;
      all_.push_back(key);
      if (all_.size() - first_ > kFewKeys) many_.insert(begin(), all_.end());
      return true;
    }

   private:
    std::vector<std::string_view>::iterator begin() {
      return all_.begin() + static_cast<std::ptrdiff_t>(first_);
    }

    std::vector<std::string_view>& all_;
    std::size_t first_;
    std::set<std::string_view> many_;
  };

  bool ReadKey(ObjectKeys& keys) {
    if (Peek() != '"') return false;
    const std::size_t begin = at_;
    std::optional<std::string_view> key = ReadText();
    if (!key) return false;
    const bool stands_in_text = key->data() == text_.data() + begin + 1;
    // A decoded one is overwritten by the next.
    if (!stands_in_text) key = decoded_keys_.emplace_front(*key);
    if (!keys.Add(*key)) {
      --at_;
      return Refuse(kKeyTwice);
    }
    handler_.OnKey(*key);
    return true;
  }

  /// A text between quotes. Valid until the next one is read.
  std::optional<std::string_view> ReadText() {
    const std::size_t begin = ++at_;
    bool ascii = true;
    bool escaped = false;
    while (true) {
      at_ += PlainPrefix(text_.substr(at_));
      const char c = Peek();
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20U) return std::nullopt;  // the end of the text as well
      if (c == '"') break;
      if (c == '\\') {
        escaped = true;
        ++at_;  // what is escaped does not end the text
        if (at_ == text_.size()) return std::nullopt;
      }
      if (byte >= 0x80U) ascii = false;
      ++at_;
    }
    const std::string_view raw = text_.substr(begin, at_ - begin);
    if (!ascii && !IsUtf8(raw)) return std::nullopt;
    if (escaped && !Decode(raw)) return std::nullopt;
    ++at_;
    return escaped ? std::string_view(decoded_.data(), decoded_.size()) : raw;
  }

  /// Writes a text without its escapes to `decoded_`.
  bool Decode(std::string_view raw) {
    decoded_.clear();
    decoded_.reserve(raw.size());
    while (!raw.empty()) {
      const std::size_t plain = std::min(raw.find('\\'), raw.size());
      decoded_.insert(decoded_.end(), raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(plain));
      raw.remove_prefix(plain);
      if (!raw.empty() && !DecodeEscape(raw)) return false;
    }
    return true;
  }

  bool DecodeEscape(std::string_view& raw) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (raw[1] == 'u') return DecodeCodePoint(raw);
    const std::size_t letter = kLetters.find(raw[1]);
    if (letter == std::string_view::npos) return false;
    decoded_.push_back(kMeanings[letter]);
    raw.remove_prefix(2);
    return true;
  }

  bool DecodeCodePoint(std::string_view& raw) {
    constexpr std::size_t kEscapeSize = 6;
    std::optional<std::uint32_t> code = FourHexDigits(raw.substr(2, 4));
    if (!code) return false;
    raw.remove_prefix(kEscapeSize);
    const bool low_surrogate = (*code & 0xFC00U) == 0xDC00U;
    const bool high_surrogate = (*code & 0xFC00U) == 0xD800U;
    if (low_surrogate) return false;
    if (high_surrogate) {
      if (!raw.starts_with("\\u")) return false;
      const std::optional<std::uint32_t> low = FourHexDigits(raw.substr(2, 4));
      if (!low || (*low & 0xFC00U) != 0xDC00U) return false;
      raw.remove_prefix(kEscapeSize);
      code = 0x10000U + ((*code & 0x3FFU) << 10U) + (*low & 0x3FFU);
    }
    AppendUtf8(*code, decoded_);
    return true;
  }

  bool ReadNumber() {
    const std::size_t begin = at_;
    const bool negative = Skip('-');
    if (!Skip('0') && !SkipDigits()) return false;
    bool whole = true;
    if (Skip('.')) {
      whole = false;
      if (!SkipDigits()) return false;
    }
    if (Skip('e') || Skip('E')) {
      whole = false;
      if (!Skip('+')) Skip('-');
      if (!SkipDigits()) return false;
    }
    const std::string_view number = text_.substr(begin, at_ - begin);
    if (whole && (negative ? TellWhole<std::int64_t>(number) : TellWhole<std::uint64_t>(number))) return true;
    return TellFloat(number);
  }

  template <class T>
  bool TellWhole(std::string_view number) {
    T value = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), value).ec != std::errc()) return false;
    if constexpr (std::is_signed_v<T>) {
      handler_.OnInteger(value);
    } else {
      handler_.OnUnsigned(value);
    }
    return true;
  }

  bool TellFloat(std::string_view number) {
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    if (read.ec == std::errc::result_out_of_range) {
      if (!IsNearZero(number)) return false;
      value = number.starts_with('-') ? -0.0 : 0.0;
    }
    handler_.OnFloat(value);
    return true;
  }

  std::string_view text_;
  JsonHandler& handler_;
  std::size_t depth_left_;
  std::size_t at_ = 0;
  FixedText problem_ = kNotJson;
  SecretBuffer decoded_;
  std::vector<std::string_view> keys_;
  std::forward_list<std::string> decoded_keys_;
};

}  // namespace

Result<void> ReadJson(std::string_view text, JsonHandler& handler, JsonLimits limits) {
  if (text.size() > limits.max_bytes) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The JSON text is larger than allowed.")
                              .With(Fact::kLimit, std::to_string(limits.max_bytes)));
  }
  return Reader(text, handler, limits.max_depth).Read();
}

}  // namespace authtree::inline v0
