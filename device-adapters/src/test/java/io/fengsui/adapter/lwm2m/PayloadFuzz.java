package io.fengsui.adapter.lwm2m;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Raw;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.codec.CodecException;
import org.eclipse.leshan.core.request.ContentFormat;

/**
 * Random and mutated payloads through the decoder; ends with a stack trace at the first surprise.
 */
public final class PayloadFuzz {

  private static final GuardedDecoder DECODER = new GuardedDecoder();
  private static final LwM2mPath POINT = new LwM2mPath("/3407/0");
  private static final Lwm2mSettings SETTINGS = Lwm2mSettings.listeningOn("127.0.0.1", 0, true);
  private static final List<ContentFormat> FORMATS =
      List.of(
          ContentFormat.TLV,
          ContentFormat.SENML_CBOR,
          ContentFormat.SENML_JSON,
          ContentFormat.SENML_CBOR,
          ContentFormat.SENML_JSON,
          ContentFormat.JSON);

  private static final byte[][] SEEDS = {
    HexFormat.of().parseHex("e8179c084055e00000000000e8179d08c058400000000000e1179e01"),
    HexFormat.of()
        .parseHex(
            "83a300643630343402f9557821682f333430372f302fa200643630343502f9d610a200643630343604f5"),
    ("[{\"bn\":\"/3407/0/\",\"bt\":1767225600,\"n\":\"6044\",\"v\":87.5},"
            + "{\"n\":\"6046\",\"vb\":true}]")
        .getBytes(UTF_8),
    HexFormat.of().parseHex("81a3216c2f333430372f302f3630343622c482001a6955b90004f5"),
    "[{\"bn\":\"/3407/0/\",\"bt\":1.7672256e9,\"n\":\"6044\",\"v\":8.75e1,\"t\":-1e1}]"
        .getBytes(UTF_8),
    "{\"bn\":\"/3407/0/\",\"e\":[{\"n\":\"6044\",\"v\":87.5},{\"n\":\"6046\",\"bv\":true}]}"
        .getBytes(UTF_8)
  };

  private PayloadFuzz() {}

  /** The number of inputs, 10,000,000 if none is given, and a seed. */
  public static void main(String[] arguments) {
    long inputs = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    run(inputs, seed);
    System.out.printf("%,d inputs, nothing thrown%n", inputs);
  }

  static void run(long inputs, long seed) {
    var random = new Random(seed);
    for (long i = 0; i < inputs; i++) {
      int which = random.nextInt(SEEDS.length);
      ContentFormat format =
          FORMATS.get(random.nextInt(3) == 0 ? random.nextInt(SEEDS.length) : which);
      byte[] bytes = input(random, SEEDS[which]);
      decode(POINT, format, bytes);
      Kept.read(Raw.of("sd-1 " + format.getCode(), bytes), SETTINGS);
    }
  }

  static void decode(LwM2mPath path, ContentFormat format, byte[] bytes) {
    try {
      var node = DECODER.decode(bytes, format, null, path, Facts.MODEL);
      var translation =
          new Translation(
              new DeviceId("sd-1"), _ -> Optional.empty(), new Points(), Set.of(path), null);
      translation.take(path, node);
      translation.meaning(null);
    } catch (CodecException e) {
      // what a decoder may say
    }
  }

  /** A quarter at random, a quarter cut off, the rest whole: what is cut off ends early. */
  private static byte[] input(Random random, byte[] seed) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      var bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] bytes = Arrays.copyOf(seed, kind == 1 ? random.nextInt(seed.length + 4) : seed.length);
    for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean() ? (byte) random.nextInt() : (byte) ('0' + random.nextInt(10));
    }
    return bytes;
  }
}
