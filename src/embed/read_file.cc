#include "read_file.h"

#include <array>
#include <fstream>
#include <system_error>

namespace authtree::inline v0::embed {

Result<std::string> ReadFile(const std::filesystem::path& path, std::size_t max_bytes) {
  std::error_code failure;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, failure)) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "The file cannot be read. Check its name and permissions."));
  }
  std::string content;
  std::array<char, 16 * 1024> block{};
  while (file.read(block.data(), block.size()) || file.gcount() > 0) {
    content.append(block.data(), static_cast<std::size_t>(file.gcount()));
    if (content.size() > max_bytes) {
      return tl::unexpected(Error(ErrorCode::kInvalidInput, "The file is larger than allowed."));
    }
  }
  return content;
}

}  // namespace authtree::inline v0::embed
