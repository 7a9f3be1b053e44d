package io.fengsui.hub.device;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who exists and who may speak, answered from memory: never blocks, thread-safe. */
public interface DeviceDirectory {

  /** A registered device, retired ones included. */
  Optional<Device> find(DeviceId id);

  /**
   * The device in use that a link knows by an address: the one registered with it, or else the one
   * that has it as its id and no other address.
   *
   * @param parent the device it hangs on; null for one that stands for itself
   */
  Optional<Device> find(String link, @Nullable DeviceId parent, String address);

  /** The key of a device in use on a link whose protocol needs keys; empty if there is none. */
  Optional<Secret> key(String link, DeviceId id);

  /** Checks a credential. */
  Admission admit(Claim claim);
}
