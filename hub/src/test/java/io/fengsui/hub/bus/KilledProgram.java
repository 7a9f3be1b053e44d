package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Quantity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.util.unit.DataSize;

/**
 * Appends without end, from several threads, and says on its output what was acknowledged: position
 * and number. To be killed. Argument: the folder.
 */
final class KilledProgram {

  private static final BusProperties SETTINGS =
      new BusProperties(DataSize.ofKilobytes(256), Duration.ofDays(7), DataSize.ofGigabytes(2));

  private KilledProgram() {}

  public static void main(String[] args) throws Exception {
    var bus =
        new LocalBus(
            Path.of(args[0]), SETTINGS, BusTime.of(Clock.systemUTC()), new SimpleMeterRegistry());
    var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false);
    for (int thread = 0; thread < 3; thread++) {
      Thread.ofPlatform().start(() -> appendForEver(bus, out));
    }
  }

  private static void appendForEver(LocalBus bus, PrintStream out) {
    try {
      while (true) {
        int number = ThreadLocalRandom.current().nextInt(1 << 30);
        var message = new Telemetry(new DeviceId("a"), null, Map.of("n", new Quantity(number, "")));
        bus.append(Lane.TELEMETRY, "mqtt", message)
            .thenAccept(position -> out.print(ChildJvm.TELLS + position + " " + number + ".\n"));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
