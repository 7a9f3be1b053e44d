package io.fengsui.hub.bus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A bus on a simulated disk that writes in the caller's thread and only when told to. All that the
 * caller does is repeatable: time is moved by hand, and chance is handed in. Read with a patience
 * of zero.
 */
public final class SteppedBus {

  private static final BusProperties SETTINGS =
      new BusProperties(DataSize.ofKilobytes(16), Duration.ofDays(7), DataSize.ofMegabytes(64));

  private final SimulatedDisk disk = new SimulatedDisk();
  private final BusProperties settings;
  private final HandClock clock;
  private final Duration gap;
  private int boot;
  private @Nullable LocalBus bus;

  /** However far the clock is moved at once, that time was lived through. */
  public SteppedBus(HandClock clock) throws IOException {
    this(clock, Duration.ofDays(9_999), SETTINGS);
  }

  /**
   * @param gap moving the clock by more than this at once is a process that stood still
   */
  public SteppedBus(HandClock clock, Duration gap, BusProperties settings) throws IOException {
    this.clock = clock;
    this.gap = gap;
    this.settings = settings;
    open();
  }

  /** The bus as it is open now; that of before a crash is of no use any more. */
  public Bus bus() {
    return local();
  }

  SimulatedDisk disk() {
    return disk;
  }

  /** The lane's writer does one thing: writes what waits, tries a disk that refused, tidies up. */
  public void turn(Lane lane) {
    local().turn(lane);
  }

  /** All that waits is written, unless the disk refuses. */
  public void settle() {
    for (Lane lane : Lane.values()) {
      for (int turn = 0; turn < 3; turn++) { // a marker, what waits, and a disk that refused
        turn(lane);
      }
    }
  }

  /** Everything that changes the disk is refused with this sentence; null to go on. */
  public void refuse(@Nullable String why) {
    disk.refuse(why);
  }

  /** The next write to the disk stops half way and is refused. */
  public void tearNextWrite() {
    disk.tearNextWrite();
  }

  /** Damages the batch that begins a lane's oldest file. The bus must be {@link #kill killed}. */
  public void damageFirstBatch(Lane lane) throws IOException {
    Path folder = Path.of("/bus", lane.key());
    Path oldest =
        disk.list(folder).stream()
            .filter(file -> file.toString().endsWith(".log"))
            .sorted()
            .findFirst()
            .orElseThrow();
    disk.flip(oldest, BatchHeader.SIZE + 1L, 3);
  }

  /** As {@code kill -9}: what is not on disk is gone. The bus must be {@link #open opened} anew. */
  public void kill() {
    disk.kill();
    bus = null;
  }

  /** Cuts the power: what is not synced is gone, or torn, or there. Open the bus anew. */
  public void cutPower(RandomGenerator chance) {
    disk.cutPower(chance);
    boot++;
    bus = null;
  }

  /** Writes what waits and closes the bus. */
  public void close() throws IOException {
    local().close();
    bus = null;
  }

  /** Opens the bus with what the disk holds. */
  public void open() throws IOException {
    bus =
        new LocalBus(
            new Place(disk, Path.of("/bus"), settings, clock.time(gap, "boot-" + boot)),
            new SimpleMeterRegistry());
  }

  private LocalBus local() {
    return Objects.requireNonNull(bus, "the bus is not open");
  }
}
