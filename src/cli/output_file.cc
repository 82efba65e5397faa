#include "output_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace authtree::inline v0::cli {

bool WriteOutputFile(const std::string& path, std::string_view content) {
  const std::string unfinished = path + ".part";
  std::error_code failure;
  {
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
    file.close();
    if (!file) {
      std::filesystem::remove(unfinished, failure);
      return false;
    }
  }
  std::filesystem::rename(unfinished, path, failure);
  if (!failure) return true;
  std::error_code ignored;
  std::filesystem::remove(unfinished, ignored);
  return false;
}

}  // namespace authtree::inline v0::cli
