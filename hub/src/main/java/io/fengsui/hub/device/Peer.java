package io.fengsui.hub.device;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device.State;
import java.util.Map;

/**
 * Who was admitted. Looks into the registry's memory at each question, so a change counts at once.
 */
final class Peer implements Admission.Admitted {

  private static final int DEEPEST = 8;

  private final KnownDevice self;
  private final Map<DeviceId, KnownDevice> all;

  Peer(KnownDevice self, Map<DeviceId, KnownDevice> all) {
    this.self = self;
    this.all = all;
  }

  @Override
  public DeviceId device() {
    return self.device.id();
  }

  @Override
  public boolean speaksFor(DeviceId id) {
    Device peer = self.device;
    if (peer.state() == State.RETIRED) {
      return false;
    }
    if (id.equals(peer.id())) {
      return true;
    }
    KnownDevice below = all.get(id);
    for (int depth = 0; depth < DEEPEST && below != null; depth++) {
      DeviceId parent = below.device.parent();
      if (parent == null || below.device.state() == State.RETIRED) {
        return false;
      }
      if (parent.equals(peer.id())) {
        return true;
      }
      below = all.get(parent);
    }
    return false;
  }
}
