#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace authtree::inline v0 {

/// Overwrites memory in a way the compiler may not remove.
void Wipe(void* memory, std::size_t size) noexcept;

/// An allocator that wipes what it gives back, the unused part included.
template <class T>
class WipingAllocator {
 public:
  using value_type = T;

  WipingAllocator() = default;
  template <class U>
  WipingAllocator(const WipingAllocator<U>&) noexcept {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) noexcept {
    Wipe(memory, count * sizeof(T));
    std::allocator<T>().deallocate(memory, count);
  }

  friend bool operator==(const WipingAllocator&, const WipingAllocator&) { return true; }
};

/// Growing bytes that are wiped when freed. Collect a secret here, then move it into a `Secret`.
using SecretBuffer = std::vector<char, WipingAllocator<char>>;

/// A text that must not be seen: a password, an activation code, a key.
///
/// Move-only, wiped over its whole capacity when it dies, and it has no formatter, stream operator or JSON
/// conversion: logging one does not compile. `Expose()` is the one way in, to be called at the edge only.
/// Copying is possible and has to be said: `Clone()`.
class Secret {
 public:
  Secret() = default;
  /// Copies the text. The caller keeps its own copy and its own responsibility for it.
  explicit Secret(std::string_view text) : bytes_(text.begin(), text.end()) {}
  explicit Secret(SecretBuffer bytes) : bytes_(std::move(bytes)) {}
  Secret(Secret&&) noexcept = default;
  Secret& operator=(Secret&&) noexcept = default;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() = default;

  /// Takes the text over and wipes the string it came in.
  [[nodiscard]] static Secret Take(std::string&& text);

  [[nodiscard]] Secret Clone() const { return Secret(Expose()); }

  /// The text itself, valid as long as this object and its value.
  [[nodiscard]] std::string_view Expose() const { return {bytes_.data(), bytes_.size()}; }

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }

  /// Compares in a time that depends on the lengths only.
  friend bool operator==(const Secret& left, const Secret& right);

 private:
  SecretBuffer bytes_;
};

std::ostream& operator<<(std::ostream&, const Secret&) = delete;
void to_json(nlohmann::json&, const Secret&) = delete;

}  // namespace authtree::inline v0
