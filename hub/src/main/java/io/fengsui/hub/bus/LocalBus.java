package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The bus as files of this machine: a folder for each lane, with segments of batches, the positions
 * of the groups and the lane's time. Group commit with {@code fsync}; a torn tail is cut on open.
 */
public final class LocalBus implements Bus, AutoCloseable {

  private final Map<Lane, LocalLane> lanes = new EnumMap<>(Lane.class);

  /** Opens the folder, which must belong to this bus alone. */
  public LocalBus(Path folder, BusProperties settings, BusTime time, MeterRegistry meters)
      throws IOException {
    this(new Place(new RealDisk(), folder, settings, time), meters);
    lanes.values().forEach(lane -> lane.writer().start());
  }

  /** Opens a bus that writes only when it is told to, with {@link #turn}. */
  LocalBus(Place place, MeterRegistry meters) throws IOException {
    var precedence = new Precedence();
    try {
      for (Lane lane : Lane.values()) {
        lanes.put(lane, new LocalLane(lane, place, LaneMeters.of(meters, lane), precedence));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    lanes.forEach((lane, log) -> gauges(meters, lane, log));
  }

  /** The lane's writer does the next thing there is to do, if there is anything. */
  void turn(Lane lane) {
    lane(lane).writer().turn(Duration.ZERO);
  }

  @Override
  public CompletionStage<Long> append(Lane lane, String link, DeviceMessage message)
      throws InterruptedException {
    return lane(lane).state().append(EntryEncoder.heard(link, message), Instant.EPOCH);
  }

  @Override
  public CompletionStage<Long> appendResumed(Lane lane, Instant downSince)
      throws InterruptedException {
    return lane(lane).state().append(EntryEncoder.resumed(downSince), downSince);
  }

  @Override
  public BusReader reader(Lane lane, String group) {
    try {
      return lane(lane).reader(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LaneView view(Lane lane) {
    return lane(lane).view();
  }

  @Override
  public long move(Lane lane, String group, long position) throws IOException {
    return lane(lane).move(group, position);
  }

  @Override
  public void drop(Lane lane, String group) throws IOException {
    lane(lane).drop(group);
  }

  @Override
  public Instant now(Lane lane) {
    return lane(lane).state().now();
  }

  @Override
  public LaneStatus status(Lane lane) {
    return lane(lane).status();
  }

  /** Keeps everything that stands on the bus now until the hold is closed; for copying it. */
  public BusHold hold() {
    return new BusHold(List.copyOf(lanes.values()));
  }

  /**
   * Reads all that a lane keeps and looks whether it is as it was written; at a pace that leaves
   * the disk to others. Blocks until it is through.
   */
  public void verify(Lane lane, Verification.Listener listener)
      throws IOException, InterruptedException {
    new Verification(lane(lane), listener).run();
  }

  /** Writes and syncs what was appended, then ends. */
  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (LocalLane lane : lanes.values()) {
      try {
        lane.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  LocalLane lane(Lane lane) {
    LocalLane found = lanes.get(lane);
    if (found == null) {
      throw new IllegalStateException("no such lane: " + lane);
    }
    return found;
  }

  private static void gauges(MeterRegistry meters, Lane lane, LocalLane log) {
    Gauge.builder("fengsui.bus.queued", log, of -> of.state().queued())
        .description("Appends waiting for the disk")
        .tag("lane", lane.key())
        .register(meters);
    Gauge.builder("fengsui.bus.lag", log, LocalLane::lag)
        .description("Records that the group furthest behind has yet to do with")
        .tag("lane", lane.key())
        .register(meters);
    log.onGroup(
        group ->
            Gauge.builder("fengsui.bus.group.lag", log, of -> of.lag(group))
                .description("Records that a group has yet to do with")
                .tag("lane", lane.key())
                .tag("group", group)
                .register(meters));
    Gauge.builder("fengsui.bus.ahead", log, of -> of.state().ahead().toMillis() / 1e3)
        .description("Seconds that the lane's time is ahead of the system clock")
        .tag("lane", lane.key())
        .register(meters);
    Gauge.builder("fengsui.bus.bytes", log, LocalLane::bytes)
        .description("What the lane takes on disk")
        .tag("lane", lane.key())
        .register(meters);
    Gauge.builder("fengsui.bus.writable", log, of -> of.state().writable() ? 1 : 0)
        .description("1 while the disk takes data")
        .tag("lane", lane.key())
        .register(meters);
  }
}
