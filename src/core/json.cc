#include "authtree/core/json.h"

#include <optional>
#include <utility>
#include <vector>

#include "authtree/core/encoding.h"

namespace authtree::inline v0 {
namespace {

constexpr FixedText kNotJson("The text is not valid JSON.");

// Builds a value from parser events, and stops at the first thing that must not be there.
class BoundedBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit BoundedBuilder(std::size_t max_depth) : max_depth_(max_depth) {}

  bool null() override { return Add(nullptr); }
  bool boolean(bool value) override { return Add(value); }
  bool number_integer(number_integer_t value) override { return Add(value); }
  bool number_unsigned(number_unsigned_t value) override { return Add(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return Add(value); }
  bool string(string_t& value) override { return Add(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override { return Open(Json::object()); }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t /*size*/) override { return Open(Json::array()); }
  bool end_array() override { return Close(); }

  bool key(string_t& name) override {
    if (open_.back()->contains(name)) return Refuse("The JSON object has the same key twice.");
    key_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*what*/) override {
    error_position_ = position;
    return Refuse(kNotJson);
  }

  [[nodiscard]] FixedText problem() const { return problem_.value_or(kNotJson); }
  [[nodiscard]] std::optional<std::size_t> error_position() const { return error_position_; }
  [[nodiscard]] Json Take() { return std::move(root_); }

 private:
  template <class T>
  Json* Place(T&& value) {
    if (open_.empty()) {
      root_ = Json(std::forward<T>(value));
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) return &parent.emplace_back(std::forward<T>(value));
    return &(parent[key_] = Json(std::forward<T>(value)));
  }

  template <class T>
  bool Add(T&& value) {
    Place(std::forward<T>(value));
    return true;
  }

  bool Open(Json container) {
    if (open_.size() >= max_depth_) return Refuse("The JSON is nested too deeply.");
    open_.push_back(Place(std::move(container)));
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  bool Refuse(FixedText problem) {
    if (!problem_) problem_ = problem;
    return false;
  }

  std::size_t max_depth_;
  Json root_;
  // Pointers stay valid: a container is only appended to while it is the innermost open one.
  std::vector<Json*> open_;
  std::string key_;
  std::optional<FixedText> problem_;
  std::optional<std::size_t> error_position_;
};

std::string LineAndColumn(std::string_view text, std::size_t position) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i + 1 < position && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else {
      ++column;
    }
  }
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// Feeds the parser and remembers how far it has read, for errors that the parser does not place itself.
class CountingIterator {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = char;
  using pointer = const char*;
  using reference = const char&;
  using iterator_category = std::input_iterator_tag;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    *furthest_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& left, const CountingIterator& right) {
    return left.at_ == right.at_;
  }

 private:
  const char* at_;
  const char** furthest_;
};

}  // namespace

Result<Json> ParseJson(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.max_bytes) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The JSON text is larger than allowed.")
                              .With(Fact::kLimit, std::to_string(limits.max_bytes)));
  }
  // No JSON text holds a NUL outside of an escape; the parser would take one for the end of the text.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, kNotJson).With(Fact::kPosition, LineAndColumn(text, nul + 1)));
  }
  BoundedBuilder builder(limits.max_depth);
  const char* furthest = text.data();
  const CountingIterator begin(text.data(), &furthest);
  const CountingIterator end(text.data() + text.size(), &furthest);
  if (!Json::sax_parse(begin, end, &builder)) {
    const auto read = static_cast<std::size_t>(furthest - text.data());
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, builder.problem())
            .With(Fact::kPosition, LineAndColumn(text, builder.error_position().value_or(read))));
  }
  return builder.Take();
}

std::string DumpJson(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string DumpJson(const OrderedJson& value) {
  return value.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

const Json* FindMember(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string StringMember(const Json& object, std::string_view name) {
  const Json* member = FindMember(object, name);
  return member != nullptr && member->is_string() ? member->get<std::string>() : std::string();
}

}  // namespace authtree::inline v0
