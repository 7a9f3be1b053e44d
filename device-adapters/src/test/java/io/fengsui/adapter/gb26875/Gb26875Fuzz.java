package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Stranger;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;

/**
 * Random and mutated input for the decoder, from bytes to messages. {@code main} takes the number
 * of inputs (10,000,000) and a seed (1); a hang shows as no progress, an exception ends it.
 */
final class Gb26875Fuzz {

  private static final int LONG_RUN = 10_000_000;
  private static final int MAX_NOISE = 2_000;
  private static final byte[][] EXAMPLES = Examples.ALL.values().toArray(byte[][]::new);
  private static final DeviceId DEVICE = new DeviceId("fs-1");
  private static final Directory NOBODY =
      new Directory() {
        @Override
        public Optional<DeviceId> find(DeviceId parent, String address) {
          return Optional.empty();
        }

        @Override
        public void sighted(Stranger stranger) {}
      };

  private final Random random;
  private final Profile[] profiles;
  private final FrameReader reader = new FrameReader();
  private Latches latches = new Latches();
  private long frames;
  private long messages;

  Gb26875Fuzz(long seed) throws Exception {
    random = new Random(seed);
    var zone = ZoneId.of("Asia/Shanghai");
    profiles =
        new Profile[] {
          Profile.standard(zone),
          Profiles.load("fubei", zone).of(Address.ZERO),
          Profiles.load("platform-a", zone).of(Address.ZERO)
        };
  }

  /** The long run. */
  public static void main(String[] args) throws Exception {
    long count = args.length > 0 ? Long.parseLong(args[0]) : LONG_RUN;
    var fuzz = new Gb26875Fuzz(args.length > 1 ? Long.parseLong(args[1]) : 1);
    long began = System.nanoTime();
    fuzz.run(count);
    System.out.printf(
        "%,d inputs, %,d frames, %,d messages, %.1f s, no exception%n",
        count, fuzz.frames, fuzz.messages, (System.nanoTime() - began) / 1e9);
  }

  /** Intact frames that were found. */
  long frames() {
    return frames;
  }

  /** Messages that they gave. */
  long messages() {
    return messages;
  }

  void run(long count) {
    for (long i = 0; i < count; i++) {
      if (i % 1_000 == 0) {
        latches = new Latches();
      }
      one(input());
    }
  }

  private void one(byte[] input) {
    int chunk = 1 + random.nextInt(input.length + 1);
    for (int at = 0; at < input.length; at += chunk) {
      reader.push(input, at, Math.min(chunk, input.length - at));
      drain();
    }
    if (random.nextInt(4) == 0) {
      reader.giveUp();
      drain();
    }
    if (reader.waiting() > Frame.MAX_LENGTH + input.length) {
      throw new IllegalStateException("keeps " + reader.waiting() + " bytes");
    }
  }

  private void drain() {
    for (var found = reader.next(0); found != null; found = reader.next(0)) {
      if (found.intact()) {
        frames++;
        take(found.frame());
      }
    }
  }

  private void take(Frame frame) {
    Profile profile = profiles[random.nextInt(profiles.length)];
    Content content = Content.of(frame.data(), profile);
    messages += Mapper.map(content, DEVICE, profile, latches, NOBODY).messages().size();
    Answers.of(content, profile);
    Recent.Key.of(frame);
    frame.answer(Frame.Command.CONFIRM, TimeTag.NONE).encode();
  }

  private byte[] input() {
    return switch (random.nextInt(4)) {
      case 0 -> noise();
      case 1 -> mutated();
      case 2 -> anyData();
      default -> Examples.joined(mutated(), EXAMPLES[random.nextInt(EXAMPLES.length)]);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(random.nextInt(50) == 0 ? MAX_NOISE : 100)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] mutated() {
    byte[] bytes = EXAMPLES[random.nextInt(EXAMPLES.length)].clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    if (random.nextBoolean()) { // the checksum is right again
      bytes[bytes.length - 3] = Frame.sum(bytes, 2, bytes.length - 3);
    }
    return bytes;
  }

  /** A good frame around data that mean nothing. */
  private byte[] anyData() {
    byte[] data = noise();
    if (data.length > 1 && data.length <= Frame.MAX_DATA) {
      data[0] = (byte) (1 + random.nextInt(30));
      data[1] = (byte) random.nextInt(6);
    }
    byte[] fitting = data.length <= Frame.MAX_DATA ? data : new byte[0];
    return RawTransmitter.frame(random.nextInt(), random.nextInt(256), 889, fitting);
  }
}
