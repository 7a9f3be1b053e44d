package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what changed by looking at every device when somebody asks, so that a message costs nothing
 * more than to be taken in.
 */
final class HealthSweep {

  private final DeviceHealth health;
  private long version;

  HealthSweep(DeviceHealth health) {
    this.health = health;
  }

  synchronized DeviceHealth.Changes changedSince(long asked) {
    long next = version + 1;
    List<DeviceId> changed = new ArrayList<>();
    boolean any = false;
    for (Track track : health.tracks().values()) {
      if (show(track)) {
        track.version = next;
        any = true;
      }
      if (track.version > asked) {
        changed.add(track.device().id());
      }
    }
    if (any) {
      version = next;
    }
    return new DeviceHealth.Changes(version, changed);
  }

  @SuppressWarnings("ReferenceEquality") // asks whether it was replaced, not whether it differs
  private boolean show(Track track) {
    Device device = track.device();
    Heard heard = track.heard();
    Health now = health.report(device).health();
    if (device == track.shownDevice && heard == track.shown && now == track.shownHealth) {
      return false;
    }
    track.shownDevice = device;
    track.shown = heard;
    track.shownHealth = now;
    return true;
  }
}
