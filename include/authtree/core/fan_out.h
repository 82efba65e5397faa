#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace authtree::inline v0 {

/// Hands one event to several observers of the same interface, in the order in which they were given. What
/// the fan-outs of the single interfaces are made of. Null pointers are left out.
template <class Interface>
class FanOut {
 public:
  explicit FanOut(std::vector<std::shared_ptr<Interface>> observers) : observers_(std::move(observers)) {
    std::erase(observers_, nullptr);
  }

 protected:
  template <class Event>
  void Tell(void (Interface::*function)(const Event&), const Event& event) const {
    for (const std::shared_ptr<Interface>& observer : observers_) (observer.get()->*function)(event);
  }
  [[nodiscard]] const std::vector<std::shared_ptr<Interface>>& observers() const { return observers_; }

 private:
  std::vector<std::shared_ptr<Interface>> observers_;
};

}  // namespace authtree::inline v0
