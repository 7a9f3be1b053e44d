package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Quantity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.unit.DataSize;

/**
 * The bus alone: one thread appends messages of five values at a rate, with at most 16,384
 * unsettled, and one group reads. Prints rate and processor time per message. Arguments: folder,
 * messages a second (0: as fast as it goes), seconds, readers.
 */
final class BusBench {

  private static final int UNSETTLED = 16_384;
  private static final int DEVICES = 200;

  private BusBench() {}

  public static void main(String[] args) throws Exception {
    var settings =
        new BusProperties(DataSize.ofMegabytes(64), Duration.ofDays(7), DataSize.ofGigabytes(2));
    int rate = Integer.parseInt(args[1]);
    long seconds = Long.parseLong(args[2]);
    var meters = new SimpleMeterRegistry();
    try (var bus =
        new LocalBus(Path.of(args[0]), settings, BusTime.of(Clock.systemUTC()), meters)) {
      for (int reader = 0; reader < Integer.parseInt(args[3]); reader++) {
        String group = "bench-" + reader;
        Thread.ofPlatform().daemon().start(() -> read(bus, group));
      }
      append(bus, rate, 3);
      long cpu = cpuNanos();
      long began = System.nanoTime();
      double batches = batches(meters);
      long count = append(bus, rate, seconds);
      double took = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "rate %.0f msg/s  cpu %.2f us/msg  %.0f fsync/s  commit p50 of all %s%n",
          count / took,
          (cpuNanos() - cpu) / 1e3 / count,
          (batches(meters) - batches) / took,
          meters.get("fengsui.bus.commit").tag("lane", "telemetry").timer().takeSnapshot());
    }
  }

  private static long append(LocalBus bus, int rate, long seconds) throws InterruptedException {
    var room = new Semaphore(UNSETTLED);
    var settled = new AtomicLong();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    long began = System.nanoTime();
    long count = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 16; i++) {
        room.acquire();
        bus.append(Lane.TELEMETRY, "mqtt", message(count++))
            .whenComplete(
                (position, failure) -> {
                  settled.incrementAndGet();
                  room.release();
                });
      }
      while (rate > 0 && count > (System.nanoTime() - began) / 1e9 * rate) {
        LockSupport.parkNanos(200_000);
      }
    }
    room.acquire(UNSETTLED);
    return settled.get();
  }

  private static DeviceMessage message(long number) {
    return new Telemetry(
        new DeviceId("sd-" + (100_000 + number % DEVICES)),
        Instant.ofEpochMilli(1_790_000_000_000L + number),
        Map.of(
            "smoke", new Flag(false),
            "smoke.density", new Quantity(number % 100 / 100.0, "dB/m"),
            "temperature", new Quantity(21.5, "Cel"),
            "battery", new Quantity(87, "%"),
            "link.quality", new Quantity(120, "")));
  }

  private static void read(LocalBus bus, String group) {
    try (BusReader reader = bus.reader(Lane.TELEMETRY, group)) {
      while (true) {
        reader.read(4_096, Duration.ofSeconds(1));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static double batches(SimpleMeterRegistry meters) {
    return meters.get("fengsui.bus.batch").tag("lane", "telemetry").summary().count();
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
