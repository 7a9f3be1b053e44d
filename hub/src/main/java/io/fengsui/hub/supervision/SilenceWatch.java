package io.fengsui.hub.supervision;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Health;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.event.EventChanged;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds devices that fall silent when they are due, not by looking at all; measures when that was
 * told, and notes in the book from when to when they could not be heard. Owns no thread and no
 * clock: {@link #sweep} is called by one thread, all else by any.
 */
final class SilenceWatch {

  /** A device that was never heard, or need not be, is looked at again after this. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final DeviceRegistry registry;
  private final DeviceHealth health;
  private final Hearing hearing;
  private final BlindBook book;
  private final Silences silences;
  private final DueList due = new DueList();
  private final Queue<DeviceId> stirred = new ConcurrentLinkedQueue<>();

  SilenceWatch(
      DeviceRegistry registry,
      DeviceHealth health,
      Hearing hearing,
      BlindBook book,
      ReportingTimes times) {
    this.registry = registry;
    this.health = health;
    this.hearing = hearing;
    this.book = book;
    this.silences = new Silences(times);
  }

  /**
   * Begins with all devices.
   *
   * @param open windows that an earlier run left open: those devices were told to be silent
   */
  void begin(List<BlindWindow> open, List<GovernanceEvent> active) {
    active.stream()
        .filter(GovernanceEvent::silence)
        .forEach(event -> silences.stored(event.subject(), event.lastRaisedAt()));
    for (BlindWindow window : open) {
      if (window.reason() == BlindReason.SILENT && window.scope().startsWith("device:")) {
        var id = new DeviceId(window.scope().substring("device:".length()));
        registry
            .find(id)
            .ifPresent(
                device ->
                    silences.shown(id, window.from(), window.from(), device.supervision(), true));
      }
    }
    registry.all().forEach(device -> stirred.add(device.id()));
    registry.onChange(device -> stirred.add(device.id()));
    health.onStir(stirred::add);
  }

  /** An event changed; what says that a device is silent is told now. */
  void changed(EventChanged changed) {
    GovernanceEvent event = changed.revision().event();
    HistoryEntry.Kind kind = changed.revision().change().kind();
    if (!event.silence()) {
      return;
    }
    if (kind == HistoryEntry.Kind.CLEARED) {
      silences.cleared(event.subject());
    } else if (kind == HistoryEntry.Kind.RAISED) {
      Instant at =
          device(event.subject()).map(health::now).orElse(changed.revision().change().at());
      silences.stored(event.subject(), at);
    }
  }

  /** Looks at those that are due, and at the silent ones whether they are heard again. */
  void sweep() {
    for (DeviceId id = stirred.poll(); id != null; id = stirred.poll()) {
      look(id);
    }
    silences.all().forEach(this::lookAgain);
    for (DeviceId id : due.take(latestNow())) {
      look(id);
    }
  }

  /** Counts those that no rule tells of. */
  void settle() {
    silences.settle(latestNow());
  }

  /** How many devices are silent. */
  int silent() {
    return silences.all().size();
  }

  private Instant latestNow() {
    return hearing.latest();
  }

  private void look(DeviceId id) {
    Optional<Device> known = registry.find(id);
    if (known.isEmpty() || known.get().state() == Device.State.RETIRED) {
      due.remove(id);
      return;
    }
    Device device = known.get();
    Instant now = health.now(device);
    Optional<Instant> from = hearing.silentFrom(device);
    if (from.isPresent() && now.isAfter(from.get())) {
      declare(device, now);
      due.put(id, now.plus(device.supervision().silentAfter()));
    } else {
      due.put(id, from.map(at -> at.plusNanos(1)).orElse(now.plus(IDLE)));
    }
  }

  private void declare(Device device, Instant now) {
    Instant quiet = hearing.quietSince(device).orElse(now);
    if (silences.shown(device.id(), quiet, now, device.supervision(), false)) {
      book.begin(BlindBook.scope(device.id()), BlindReason.SILENT, quiet);
    }
  }

  private void lookAgain(DeviceId id) {
    Optional<Device> known = registry.find(id);
    boolean still = known.isPresent() && health.report(known.get()).health() == Health.SILENT;
    Instant quiet = silences.quietSince(id);
    if (!still && quiet != null) {
      Instant heard = known.flatMap(hearing::unbrokenSince).orElse(latestNow());
      silences.over(id);
      book.end(
          BlindBook.scope(id), BlindReason.SILENT, heard.isBefore(quiet) ? latestNow() : heard);
      stirred.add(id);
    }
  }

  private Optional<Device> device(String subject) {
    return DeviceId.isValid(subject) ? registry.find(new DeviceId(subject)) : Optional.empty();
  }
}
