package io.fengsui.rules;

import io.fengsui.rules.evaluation.Gaps;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The devices of an engine, and the copy of all its state in the making. */
final class Roster {

  private final DeviceTable devices = new DeviceTable();
  private final Gaps gaps = new Gaps();
  private @Nullable Capture capture;
  private int captures;

  /** When nobody could be heard. */
  Gaps gaps() {
    return gaps;
  }

  @Nullable Device find(String id) {
    return devices.find(id);
  }

  /** The same, sooner if it is the very subject that is watched. */
  @Nullable Device find(Subject subject) {
    return devices.find(subject);
  }

  Collection<Device> all() {
    return devices.all();
  }

  /** Adds a device, or puts it in the place of what it was before. */
  void put(Device device) {
    begun(device);
    devices.put(device);
  }

  /** A subject came to be too late for a copy in the making. */
  void begun(Watched watched) {
    watched.copied = captures;
  }

  @Nullable Device remove(String id) {
    Device gone = devices.remove(id);
    if (gone != null) {
      save(gone);
    }
    return gone;
  }

  /** Begins a copy; an earlier one that is not complete never will be. */
  Capture capture(RuleEngine engine) {
    var subjects = new ArrayList<Watched>(devices.all());
    subjects.addAll(engine.places().all());
    var begun = new Capture(engine, subjects.toArray(Watched[]::new), ++captures);
    capture = begun;
    return begun;
  }

  /** The copy is complete. */
  void ended(Capture of) {
    if (capture == of) {
      capture = null;
    }
  }

  /** To be called before anything of a subject changes that a copy in the making must not see. */
  void save(Watched watched) {
    if (capture != null) {
      capture.save(watched);
    }
  }
}
