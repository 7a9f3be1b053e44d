package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Quantity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * Prints what stands on the bus of a hub that does not run: one line a message, the device and the
 * number it gave the message (metric {@code ext.seq}; 0 if it gave none). The crash test compares
 * this with what the devices know.
 */
public final class BusDump {
  private static final int AT_ONCE = 10_000;

  private BusDump() {}

  /**
   * Prints to standard output.
   *
   * @param args the bus folder, {@code data/bus}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var keepAll =
        new BusProperties(
            DataSize.ofMegabytes(64), Duration.ofDays(36_500), DataSize.ofTerabytes(1));
    try (var bus =
            new LocalBus(Path.of(args[0]), keepAll, Clock.systemUTC(), new SimpleMeterRegistry());
        var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
      for (Lane lane : Lane.values()) {
        print(bus, lane, out);
      }
    }
  }

  private static void print(Bus bus, Lane lane, Writer out)
      throws IOException, InterruptedException {
    try (var reader = bus.reader(lane, "dump")) {
      var entries = reader.read(AT_ONCE, Duration.ZERO).entries();
      while (!entries.isEmpty()) {
        for (Entry entry : entries) {
          if (entry instanceof Entry.Heard heard) {
            out.write(heard.message().device().value() + " " + number(heard) + "\n");
          }
        }
        entries = reader.read(AT_ONCE, Duration.ZERO).entries();
      }
    }
  }

  private static long number(Entry.Heard heard) {
    return heard.message() instanceof Telemetry telemetry
            && telemetry.readings().get("ext.seq") instanceof Quantity quantity
        ? (long) quantity.amount()
        : 0;
  }
}
