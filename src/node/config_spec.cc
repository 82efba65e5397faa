#include "authtree/node/config_spec.h"

#include <algorithm>
#include <charconv>

namespace authtree::inline v0::config_reader {
namespace {

std::string TypeName(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::array:
      return "a list";
    case Json::value_t::string:
      return "a text";
    case Json::value_t::boolean:
      return "true or false";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      return "a number";
    case Json::value_t::binary:
    case Json::value_t::discarded:
      return "not JSON";
  }
  return "not JSON";
}

void WrongType(const Json& value, const FieldDescription& field, const std::string& place,
               std::string_view wanted, Diagnostics& diagnostics) {
  diagnostics.AddError(place, "'" + field.name + "' is " + TypeName(value),
                       "Give " + std::string(wanted) + (field.help.empty() ? "" : ": " + field.help));
}

// Exports of the platform keep numbers and flags as numbers and flags; hand-written files often quote them.
std::optional<std::int64_t> WholeNumber(const Json& value) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The platform stores children as objects, the configuration store as "id:type[:version]:name".
std::optional<ChildReference> Child(const Json& value) {
  if (value.is_object()) {
    ChildReference child{StringMember(value, "_id"), StringMember(value, "nodeType"),
                         StringMember(value, "displayName")};
    if (child.id.empty() || child.type.empty()) return std::nullopt;
    return child;
  }
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  const std::size_t first = text.find(':');
  if (first == std::string::npos) return std::nullopt;
  const std::size_t second = text.find(':', first + 1);
  ChildReference child{text.substr(0, first), text.substr(first + 1, second - first - 1), {}};
  if (second != std::string::npos) child.display_name = text.substr(text.rfind(':') + 1);
  if (child.id.empty() || child.type.empty()) return std::nullopt;
  return child;
}

}  // namespace

void Read(const Json& value, const FieldDescription& field, const std::string& place, std::string& target,
          Diagnostics& diagnostics) {
  if (!value.is_string()) return WrongType(value, field, place, "a text", diagnostics);
  target = value.get<std::string>();
}

void Read(const Json& value, const FieldDescription& field, const std::string& place, Secret& target,
          Diagnostics& diagnostics) {
  if (!value.is_string()) return WrongType(value, field, place, "a text", diagnostics);
  target = Secret(value.get_ref<const std::string&>());
}

void Read(const Json& value, const FieldDescription& field, const std::string& place, std::int64_t& target,
          Diagnostics& diagnostics) {
  const std::optional<std::int64_t> number = WholeNumber(value);
  if (!number) return WrongType(value, field, place, "a whole number", diagnostics);
  if ((field.minimum && *number < *field.minimum) || (field.maximum && *number > *field.maximum)) {
    diagnostics.AddError(
        place, "'" + field.name + "' is " + std::to_string(*number),
        "Give a number from " + std::to_string(*field.minimum) + " to " + std::to_string(*field.maximum));
    return;
  }
  target = *number;
}

void Read(const Json& value, const FieldDescription& field, const std::string& place, bool& target,
          Diagnostics& diagnostics) {
  if (value.is_boolean()) {
    target = value.get<bool>();
  } else if (value == "true" || value == "false") {
    target = value == "true";
  } else {
    WrongType(value, field, place, "true or false", diagnostics);
  }
}

void Read(const Json& value, const FieldDescription& field, const std::string& place, TextMap& target,
          Diagnostics& diagnostics) {
  if (!value.is_object())
    return WrongType(value, field, place, "an object with texts as values", diagnostics);
  TextMap read;
  for (const auto& [key, text] : value.items()) {
    if (text.is_string()) {
      read.emplace(key, text.get<std::string>());
    } else {
      WrongType(text, field, PointerTo(place, key), "a text", diagnostics);
    }
  }
  target = std::move(read);
}

void Read(const Json& value, const FieldDescription& field, const std::string& place,
          std::vector<std::string>& target, Diagnostics& diagnostics) {
  if (!value.is_array()) return WrongType(value, field, place, "a list of texts", diagnostics);
  std::vector<std::string> read;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i].is_string()) {
      read.push_back(value[i].get<std::string>());
    } else {
      WrongType(value[i], field, PointerTo(place, std::to_string(i)), "a text", diagnostics);
    }
  }
  target = std::move(read);
}

void Read(const Json& value, const FieldDescription& field, const std::string& place,
          std::vector<ChildReference>& target, Diagnostics& diagnostics) {
  if (!value.is_array()) return WrongType(value, field, place, "a list of child nodes", diagnostics);
  std::vector<ChildReference> read;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (std::optional<ChildReference> child = Child(value[i])) {
      read.push_back(std::move(*child));
    } else {
      diagnostics.AddError(PointerTo(place, std::to_string(i)), "the child has no _id or no nodeType",
                           "Give an object with _id, nodeType and displayName");
    }
  }
  target = std::move(read);
}

void Read(const Json& value, const FieldDescription& field, const std::string& place,
          const ScriptMap& scripts, Script& target, Diagnostics& diagnostics) {
  if (!value.is_string()) return WrongType(value, field, place, "the id of a script", diagnostics);
  const auto& id = value.get_ref<const std::string&>();
  const auto found = scripts.find(id);
  if (found == scripts.end()) {
    diagnostics.AddError(place, "there is no script '" + id + "' in the file",
                         "Export the journey with its scripts, or add it under 'scripts'");
    return;
  }
  target = found->second;
}

std::optional<std::size_t> ReadChoice(const Json& value, const FieldDescription& field,
                                      const std::string& place, Diagnostics& diagnostics) {
  if (!value.is_string()) {
    WrongType(value, field, place, "one of the allowed texts", diagnostics);
    return std::nullopt;
  }
  const auto found =
      std::find(field.choices.begin(), field.choices.end(), value.get_ref<const std::string&>());
  if (found != field.choices.end()) return static_cast<std::size_t>(found - field.choices.begin());
  std::string allowed;
  for (const std::string& choice : field.choices) allowed += (allowed.empty() ? "" : ", ") + choice;
  diagnostics.AddError(place, "'" + field.name + "' is '" + value.get<std::string>() + "'",
                       "Give one of: " + allowed);
  return std::nullopt;
}

}  // namespace authtree::inline v0::config_reader
