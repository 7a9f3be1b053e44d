package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the link remembers of one registered transmitter, whichever connection it uses. Fields are
 * guarded by the object's own lock; nothing blocks while it is held.
 */
final class Transmitter {

  private static final long MIN_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
  private static final long MIN_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PRESENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Duration DAY = Duration.ofDays(1);

  private final String key;
  private final Address address;

  /** Only one downstream exchange is under way at a time. */
  final Semaphore turn = new Semaphore(1, true);

  final Recent recent = new Recent();
  final Latches latches = new Latches();
  private DeviceId device;
  private @Nullable Line line;
  private @Nullable Exchange exchange;
  private int version;
  private int serial = -1; // the first is 0 (clause 6.4)
  private Address centre = Address.ZERO;
  private long heardAt;
  private long beatAt;
  private long interval;
  private long presentAt;
  private boolean present;
  private @Nullable Instant skewToldAt;
  private @Nullable Duty duty;

  /**
   * @param key what tells it from all others of the link
   */
  Transmitter(String key, Address address, DeviceId device) {
    this.key = key;
    this.address = address;
    this.device = device;
  }

  String key() {
    return key;
  }

  Address address() {
    return address;
  }

  synchronized DeviceId device() {
    return device;
  }

  /** A valid frame came: this is now the way back, in the form the device uses. */
  synchronized @Nullable Line heard(Frame frame, DeviceId as, Line on, long now) {
    device = as;
    version = frame.version();
    centre = frame.destination();
    heardAt = now;
    Line before = line;
    line = on;
    return on.equals(before) ? null : before;
  }

  /** A heartbeat came: learns how often they do. */
  synchronized void beat(long now) {
    long gap = now - beatAt;
    if (beatAt != 0 && gap >= MIN_INTERVAL_NANOS) {
      interval = interval == 0 ? gap : (3 * interval + gap) / 4;
    }
    beatAt = now;
  }

  /** Whether the hub is to be told now that the device is there. */
  synchronized boolean presenceIsDue(long now) {
    boolean due = !present || now - presentAt >= PRESENCE_NANOS;
    if (due) {
      present = true;
      presentAt = now;
    }
    return due;
  }

  /** The hub was too busy to be told. */
  synchronized void presenceWasNotTold() {
    present = false;
  }

  /** Whether the device has just become silent; then it is no longer present. */
  synchronized boolean fallsSilent(long now, long unlessLearnt) {
    long limit = interval == 0 ? unlessLearnt : Math.max(MIN_SILENCE_NANOS, 3 * interval);
    if (!present || now - heardAt < limit) {
      return false;
    }
    present = false;
    return true;
  }

  synchronized boolean isConnected() {
    return line != null;
  }

  /** The connection is closed. */
  synchronized void lost(Line closed) {
    if (closed.equals(line)) {
      line = null;
    }
  }

  /** A new frame to the device, whose answer belongs to the exchange. */
  synchronized Frame ask(Exchange with, int command, byte[] data, TimeTag now, Profile profile) {
    exchange = with;
    serial = (serial + 1) & 0xFFFF;
    Integer own = profile.version();
    return new Frame(serial, own == null ? version : own, now, centre, address, command, data);
  }

  /** Where to send, null if nowhere. */
  synchronized @Nullable Line line() {
    return line;
  }

  synchronized void done(Exchange over) {
    if (exchange == over) {
      exchange = null;
    }
  }

  /** Whether somebody waits for this answer; then it has it now. */
  boolean answered(Frame frame) {
    Exchange waiting;
    synchronized (this) {
      waiting = exchange;
    }
    return waiting != null && waiting.answered(frame);
  }

  /** Whether the wrong clock is to be told; at most once a day. */
  synchronized boolean skewIsDue(Instant now) {
    boolean due = skewToldAt == null || Duration.between(skewToldAt, now).abs().compareTo(DAY) >= 0;
    if (due) {
      skewToldAt = now;
    }
    return due;
  }

  /** The guard is asked; who was asked before need not answer any more. */
  synchronized void dutyBegins(Duty asked) {
    duty = asked;
  }

  /** The guard has answered. */
  synchronized void dutyEnds() {
    duty = null;
  }

  /** The device did not take the question. */
  synchronized void dutyFails(Duty asked) {
    if (asked.equals(duty)) {
      duty = null;
    }
  }

  /** The question that nobody answered in time, told once; null if there is none. */
  synchronized @Nullable Duty missedDuty(Instant now) {
    Duty asked = duty;
    if (asked == null || !asked.isOver(now)) {
      return null;
    }
    duty = null;
    return asked;
  }
}
