package io.fengsui.adapter.coap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.binary.Checksum;
import io.fengsui.adapter.binary.Field;
import io.fengsui.adapter.binary.Identity;
import io.fengsui.adapter.binary.Layout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Random and mutated bodies through every reader; ends with a stack trace at the first that throws.
 */
@SuppressWarnings("NullAway") // a setting that is left out is null
public final class PayloadReaderFuzz {

  private static final byte[][] SEEDS = {
    "{\"smoke\":1,\"temp\":23.5}".getBytes(UTF_8),
    "[{\"ts\":1767225600000,\"values\":{\"smoke\":1}},{\"imei\":\"1\"}]".getBytes(UTF_8),
    HexFormat.of().parseHex("a265736d6f6b65f56474656d70f94dc0"),
    HexFormat.of().parseHex("bf61610161629f0203ffff"),
    HexFormat.of().parseHex("a55a0867726030000001015a")
  };

  private static final Layout LAYOUT =
      new Layout(
          null,
          1,
          true,
          Checksum.SUM8,
          new Identity(2, 8, Identity.Type.HEX, 15),
          List.of(
              new Field("smoke", 10, null, 0, null, null, null),
              new Field("temperature", -4, Field.Type.F32, null, 0.1, null, null)));

  private PayloadReaderFuzz() {}

  /** The number of inputs, 10,000,000 if none is given, and a seed. */
  public static void main(String[] arguments) {
    long inputs = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    run(inputs, seed);
    System.out.printf("%,d inputs, nothing thrown%n", inputs);
  }

  static void run(long inputs, long seed) {
    var random = new Random(seed);
    var reader = new PayloadReader();
    for (long i = 0; i < inputs; i++) {
      byte[] bytes = input(random);
      reader.json(bytes, "imei");
      reader.cbor(bytes, null);
      reader.octets(LAYOUT, bytes);
    }
  }

  static byte[] input(Random random) {
    if (random.nextInt(4) == 0) {
      var bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] seed = SEEDS[random.nextInt(SEEDS.length)];
    byte[] bytes = Arrays.copyOf(seed, random.nextInt(seed.length + 4));
    for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
