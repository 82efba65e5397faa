#include "input_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace authtree::inline v0::cli {

Result<std::string> ReadInputFile(const std::string& path, std::size_t max_bytes) {
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "A file is wanted, not a directory.").With(Fact::kField, path));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return tl::unexpected(
        Error(ErrorCode::kInvalidInput, "The file cannot be read. Check its name and permissions.")
            .With(Fact::kField, path));
  }
  std::string content;
  std::string block(std::size_t{64} * 1024, '\0');
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    content.append(block, 0, static_cast<std::size_t>(file.gcount()));
    if (content.size() > max_bytes) {
      return tl::unexpected(
          Error(ErrorCode::kInvalidInput, "The file is larger than allowed. Give a smaller one.")
              .With(Fact::kField, path)
              .With(Fact::kLimit, std::to_string(max_bytes)));
    }
  }
  return content;
}

}  // namespace authtree::inline v0::cli
