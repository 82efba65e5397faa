#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "authtree/core/manual_clock.h"
#include "authtree/node/registry.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/simulator/onespan_service.h"
#include "authtree/simulator/virtual_digipass.h"
#include "authtree/walk/run_walk.h"

namespace authtree::inline v0::walk {

/// Everything a walk takes place in, in one process and on a clock of its own.
class WalkWorld {
 public:
  /// The settings must have no finding.
  WalkWorld(const WalkSettings& settings, const WalkOptions& options);

  [[nodiscard]] const NodeRegistry& registry() const { return registry_; }
  [[nodiscard]] const std::shared_ptr<ManualClock>& clock() const { return clock_; }
  [[nodiscard]] simulator::OneSpanService& service() { return *service_; }
  /// Activates the virtual Digipass for a user, without a trace in `Calls`. False when the service refuses
  /// it.
  [[nodiscard]] bool ActivateFor(const std::string& user);
  /// Unlocks an account. False when there is none.
  [[nodiscard]] bool Unlock(const std::string& user) {
    return service_->SetLocked(user, "", false).has_value();
  }
  /// Gives a device out to a user as an administrator does, and activates it; without a trace in `Calls`.
  /// False when the service refuses it.
  [[nodiscard]] bool ActivateByAdministrator(simulator::VirtualDigipass& device, const std::string& user,
                                             const Secret& static_password);
  /// The virtual Digipass; once.
  [[nodiscard]] simulator::VirtualDigipass TakeDevice() { return std::move(device_); }
  /// How it was made, and the serial number on its back.
  [[nodiscard]] const simulator::DigipassConfig& digipass() const { return digipass_; }
  [[nodiscard]] const std::string& digipass_serial() const { return digipass_serial_; }
  /// The calls that reached the service so far: "register_user 200", "add_device reset".
  [[nodiscard]] std::vector<std::string> Calls() const;

 private:
  /// Does something that no fault meets and that leaves no trace in `Calls`.
  template <class Act>
  [[nodiscard]] bool Unseen(const Act& act);

  struct CallLog {
    std::mutex mutex;
    std::vector<std::string> calls;

    void Add(std::string line);
  };

  [[nodiscard]] CommandStorage StorageOf(const WalkCommandStore& store) const;

  std::shared_ptr<ManualClock> clock_;
  std::shared_ptr<CallLog> log_ = std::make_shared<CallLog>();
  simulator::DigipassConfig digipass_;
  simulator::VirtualDigipass device_;
  std::string digipass_serial_;
  std::shared_ptr<simulator::OneSpanService> service_;
  NodeRegistry registry_;
};

}  // namespace authtree::inline v0::walk
