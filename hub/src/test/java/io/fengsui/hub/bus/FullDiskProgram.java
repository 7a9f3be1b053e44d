package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Text;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.springframework.util.unit.DataSize;

/**
 * Appends until the disk refuses, waits until it takes data again, appends some more, opens the bus
 * anew and reads all. Says each step on its output. Arguments: the folder, and a file that takes
 * away room and is deleted after the refusal, or nothing.
 */
final class FullDiskProgram {

  private static final BusProperties SETTINGS =
      new BusProperties(DataSize.ofMegabytes(64), Duration.ofDays(7), DataSize.ofGigabytes(2));
  private static final String KILOBYTE = "x".repeat(1_000);

  private FullDiskProgram() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    if (args.length > 1) {
      Files.write(Path.of(args[1]), new byte[400_000]);
    }
    int acknowledged = 0;
    try (var bus =
        new LocalBus(folder, SETTINGS, BusTime.of(Clock.systemUTC()), new SimpleMeterRegistry())) {
      acknowledged = appendUntilRefused(bus);
      Bus.LaneStatus status = bus.status(Lane.TELEMETRY);
      tell("refused " + status.writable() + " " + status.detail());
      if (args.length > 1) {
        Files.delete(Path.of(args[1]));
      }
      while (!bus.status(Lane.TELEMETRY).writable()) {
        Thread.sleep(20);
      }
      tell("writable " + bus.status(Lane.TELEMETRY).detail());
      for (int i = 0; i < 50; i++) {
        append(bus, acknowledged++);
      }
    }
    tell("acknowledged " + acknowledged);
    tell("kept " + readAll(folder, acknowledged));
  }

  private static void tell(String what) {
    System.out.println(ChildJvm.TELLS + what);
  }

  private static int appendUntilRefused(LocalBus bus) throws Exception {
    for (int number = 0; ; number++) {
      try {
        append(bus, number);
      } catch (ExecutionException e) {
        tell("failed with " + Objects.requireNonNull(e.getCause()).getClass().getSimpleName());
        return number;
      }
    }
  }

  private static void append(LocalBus bus, int number) throws Exception {
    var message =
        new Telemetry(new DeviceId("d" + number), null, Map.of("ext.note", new Text(KILOBYTE)));
    bus.append(Lane.TELEMETRY, "mqtt", message).toCompletableFuture().get();
  }

  /** How many records there are, if they are those that were acknowledged, in order. */
  private static String readAll(Path folder, int expected) throws Exception {
    try (var bus =
            new LocalBus(
                folder, SETTINGS, BusTime.of(Clock.systemUTC()), new SimpleMeterRegistry());
        BusReader reader = bus.reader(Lane.TELEMETRY, "rules")) {
      int number = 0;
      for (var batch = reader.read(100, Duration.ZERO);
          !batch.entries().isEmpty();
          batch = reader.read(100, Duration.ZERO)) {
        for (Entry entry : batch.entries()) {
          var id = new DeviceId("d" + number++);
          if (!((Entry.Heard) entry).message().device().equals(id)) {
            return "not " + id + " but " + entry;
          }
        }
      }
      return number == expected ? Integer.toString(number) : number + ", not " + expected;
    }
  }
}
