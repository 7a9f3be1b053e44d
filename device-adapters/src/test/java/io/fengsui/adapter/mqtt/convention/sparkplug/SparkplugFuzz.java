package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Random bytes and mutations of real payloads, in any order, at one host. {@code main} runs as many
 * as its argument says, ten million without one, and a seed as its second.
 */
final class SparkplugFuzz {

  private static final List<String> TYPES =
      List.of("NBIRTH", "DBIRTH", "NDATA", "DDATA", "NDEATH", "DDEATH", "NCMD", "X");
  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private final SplittableRandom random;
  private final byte[][] real =
      Stream.concat(Golden.ALL.values().stream().map(Golden::bytes), Stream.of(rich()))
          .toArray(byte[][]::new);
  private final AtomicLong ticks = new AtomicLong();
  private final Sparkplug host =
      new Sparkplug(
          "+",
          new HostState("hub", InstantSource.fixed(YEAR)),
          new Registered(
              new RecordingUplink()
                  .registers("edge", "street/e1")
                  .registers("sd-1", "edge", "d1")
                  .registers("sd-2", "street/e2/d1")),
          InstantSource.fixed(YEAR),
          ticks::get);
  private long said;

  SparkplugFuzz(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Returns how many messages came of it; whatever goes wrong is thrown. */
  long run(long inputs) {
    for (long i = 0; i < inputs; i++) {
      ticks.addAndGet(TimeUnit.MILLISECONDS.toNanos(random.nextInt(100)));
      var publish = new Publish(topic(), payload(), random.nextInt(50) == 0);
      for (Finding finding : host.hear(publish)) {
        if (finding instanceof Finding.Said(DeviceMessage.Telemetry telemetry)) {
          said++;
          if (telemetry.readings().isEmpty() || telemetry.readings().size() > 256) {
            throw new AssertionError("not 1 to 256 readings: " + telemetry);
          }
        }
      }
    }
    return said;
  }

  private String topic() {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    String node = "spBv1.0/street/" + type + "/e" + random.nextInt(1, 4);
    return type.startsWith("D") ? node + "/d" + random.nextInt(1, 3) : node;
  }

  private byte[] payload() {
    byte[] first = real[random.nextInt(real.length)];
    return switch (random.nextInt(6)) {
      case 0 -> first;
      case 1 -> random(random.nextInt(200));
      case 2 -> Arrays.copyOf(first, random.nextInt(first.length));
      case 3 -> {
        byte[] second = real[random.nextInt(real.length)];
        yield Made.join(Arrays.copyOf(first, random.nextInt(first.length)), second);
      }
      case 4 -> Made.block(2, Made.number(2, 1), Made.block(random.nextInt(20), mutated(first)));
      default -> mutated(first);
    };
  }

  /** What the golden ones have not: a template, a data set, an array and a property. */
  private static byte[] rich() {
    byte[] heat = Made.join(Made.name("Temperature", 4, 3), Made.number(10, 0xFFFF_FFFBL));
    byte[] inner = Made.join(Made.name("Zone", 5, 19), Made.block(18, Made.block(2, heat)));
    byte[] row = Made.block(4, Made.block(1, Made.number(1, 1)), Made.block(1, Made.text(6, "b")));
    byte[] set =
        Made.join(Made.text(2, "x"), Made.number(3, 3), Made.block(3, Made.varint(12)), row, row);
    byte[] quality = Made.block(2, Made.number(1, 3), Made.number(3, 500));
    return Made.payload(
        1,
        Made.join(
            Made.name("Hall", 6, 19),
            Made.block(18, Made.block(2, inner), Made.block(2, Made.flag("Smoke", 0, true)))),
        Made.join(Made.name("Zones", 7, 16), Made.block(17, set)),
        Made.join(Made.name("Bits", 8, 32), Made.block(16, Golden.bytes("0c00000034d0"))),
        Made.join(Made.flag("Fire", 9, true), Made.block(9, Made.text(1, "Quality"), quality)));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] mutated(byte[] payload) {
    byte[] changed = payload.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    }
    return changed;
  }

  @SuppressWarnings("SystemOut")
  static void main(String[] args) {
    long inputs = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    long begin = System.nanoTime();
    long said = new SparkplugFuzz(seed).run(inputs);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    System.out.printf("%,d inputs, %,d messages, seed %d, %d s%n", inputs, said, seed, seconds);
  }
}
