#include "authtree/core/json.h"

#include <utility>
#include <vector>

#include "authtree/core/json_reader.h"

namespace authtree::inline v0 {
namespace {

/// Builds the value that a text stands for.
class ValueBuilder final : public JsonHandler {
 public:
  void OnNull() override { Place(nullptr); }
  void OnBool(bool value) override { Place(value); }
  void OnInteger(std::int64_t value) override { Place(value); }
  void OnUnsigned(std::uint64_t value) override { Place(value); }
  void OnFloat(double value) override { Place(value); }
  void OnString(std::string_view text) override { Place(text); }

  void OnKey(std::string_view name) override { key_ = name; }
  void OnObjectBegin() override { open_.push_back(&Place(Json::object())); }
  void OnObjectEnd() override { open_.pop_back(); }
  void OnArrayBegin() override { open_.push_back(&Place(Json::array())); }
  void OnArrayEnd() override { open_.pop_back(); }

  [[nodiscard]] Json Take() { return std::move(root_); }

 private:
  template <class T>
  Json& Place(T&& value) {
    if (open_.empty()) return root_ = Json(std::forward<T>(value));
    Json& parent = *open_.back();
    if (parent.is_array()) return parent.emplace_back(std::forward<T>(value));
    return *parent.emplace(std::move(key_), std::forward<T>(value)).first;
  }

  Json root_;
  // Pointers stay valid: a container is only appended to while it is the innermost open one.
  std::vector<Json*> open_;
  std::string key_;
};

}  // namespace

Result<Json> ParseJson(std::string_view text, JsonLimits limits) {
  ValueBuilder builder;
  if (Result<void> read = ReadJson(text, builder, limits); !read) return tl::unexpected(read.error());
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
