package io.fengsui.hub.device;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import java.util.Optional;

/** Who exists and who may speak, answered from memory: never blocks, thread-safe. */
public interface DeviceDirectory {

  /** A registered device, retired ones included. */
  Optional<Device> find(DeviceId id);

  /** Checks a credential. */
  Admission admit(Claim claim);
}
