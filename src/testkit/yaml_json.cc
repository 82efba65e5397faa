#include "yaml_json.h"

#include <charconv>
#include <cstdint>
#include <string>

#include <yaml-cpp/yaml.h>

namespace authtree::inline v0::testkit {
namespace {

Json Scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  // Quoted and block texts carry the tag "!".
  if (node.Tag() == "!") return text;
  if (text.empty() || text == "~" || text == "null") return nullptr;
  if (text == "true") return true;
  if (text == "false") return false;
  const char* end = text.data() + text.size();
  std::int64_t whole = 0;
  if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end) {
    return whole;
  }
  double number = 0;
  if (const auto read = std::from_chars(text.data(), end, number);
      read.ec == std::errc() && read.ptr == end) {
    return number;
  }
  return text;
}

Json Convert(const YAML::Node& node) {  // NOLINT(misc-no-recursion)
  switch (node.Type()) {
    case YAML::NodeType::Scalar:
      return Scalar(node);
    case YAML::NodeType::Sequence: {
      Json list = Json::array();
      for (const YAML::Node& element : node) list.push_back(Convert(element));
      return list;
    }
    case YAML::NodeType::Map: {
      Json object = Json::object();
      for (const auto& member : node) object[member.first.Scalar()] = Convert(member.second);
      return object;
    }
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

Result<Json> ReadYaml(const std::filesystem::path& file) {
  try {
    return Convert(YAML::LoadFile(file.string()));
  } catch (const YAML::Exception&) {
    return tl::unexpected(Error(ErrorCode::kInvalidInput, "The YAML file cannot be read."));
  }
}

}  // namespace authtree::inline v0::testkit
