package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StreamPropertyTest {

  private static final Profile STANDARD = Profile.standard(ZoneId.of("Asia/Shanghai"));
  private static final byte[][] EXAMPLES = Examples.ALL.values().toArray(byte[][]::new);

  @Property(tries = 500)
  void however_the_stream_is_split_the_frames_are_the_same(
      @ForAll @IntRange(min = 1, max = 300) int chunk) {
    assertThat(read(Examples.joined(EXAMPLES), chunk))
        .containsExactlyElementsOf(Arrays.stream(EXAMPLES).map(each -> Frame.at(each, 0)).toList());
  }

  @Property(tries = 1_000)
  void a_frame_is_found_behind_any_garbage(
      @ForAll @Size(max = 200) byte[] garbage, @ForAll @IntRange(min = 0, max = 44) int which) {
    var reader = new FrameReader();
    reader.push(garbage, 0, garbage.length);
    reader.push(EXAMPLES[which], 0, EXAMPLES[which].length);
    List<Frame> found = new ArrayList<>();
    drain(reader, found);
    while (reader.waiting() > 1) { // the timer
      reader.giveUp();
      drain(reader, found);
    }

    assertThat(found).contains(Frame.at(EXAMPLES[which], 0));
  }

  /** Start bytes at the end of garbage begin no frame that would have to be waited for. */
  @Property(tries = 2_000)
  void frames_behind_garbage_that_ends_in_start_bytes_are_found_at_once(
      @ForAll @Size(max = 60) byte[] noise,
      @ForAll @IntRange(min = 1, max = 3) int starts,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 12) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 400) int chunk) {
    byte[] garbage = new byte[noise.length + starts];
    for (int i = 0; i < noise.length; i++) {
      garbage[i] = noise[i] == Frame.START ? 0 : noise[i];
    }
    Arrays.fill(garbage, noise.length, garbage.length, Frame.START);
    byte[] stream = garbage;
    List<Frame> sent = new ArrayList<>();
    for (int length : lengths) {
      byte[] frame = RawTransmitter.frame(sent.size(), 2, 889, new byte[length]);
      sent.add(Frame.at(frame, 0));
      stream = Examples.joined(stream, frame);
    }

    assertThat(read(stream, chunk)).isEqualTo(sent);
  }

  /** A damaged frame is none if an intact one begins in its head (seen from 286 bytes on). */
  @Example
  void start_bytes_by_chance_swallow_no_frames_even_if_an_end_stands_where_theirs_would_be() {
    byte[] first = RawTransmitter.frame(1, 2, 889, new byte[1]);
    byte[] second = RawTransmitter.frame(2, 2, 889, new byte[224]);
    byte[] stream = Examples.joined(new byte[] {Frame.START}, first, second);
    assertThat(stream).hasSize(286);

    assertThat(read(stream, stream.length))
        .containsExactly(Frame.at(first, 0), Frame.at(second, 0));
  }

  @Property(tries = 1_000)
  void any_bytes_are_read_without_an_exception(
      @ForAll @Size(max = 3_000) byte[] bytes, @ForAll @IntRange(min = 1, max = 100) int chunk) {
    read(bytes, chunk).forEach(frame -> assertThat(Content.of(frame.data(), STANDARD)).isNotNull());
  }

  @Property(tries = 2_000)
  void any_application_data_is_read_without_an_exception(
      @ForAll @IntRange(min = 0, max = 255) int type,
      @ForAll @IntRange(min = 0, max = 255) int count,
      @ForAll @Size(max = 200) byte[] body) {
    byte[] data = Examples.joined(new byte[] {(byte) type, (byte) count}, body);

    Content content = Content.of(data, STANDARD);

    assertThat(content.items().size()).isLessThanOrEqualTo(count);
  }

  @Property(tries = 1_000)
  void a_frame_encodes_to_what_it_is_read_from(@ForAll("frames") Frame frame) {
    assertThat(read(frame.encode(), 1_100)).containsExactly(frame);
  }

  @Provide
  Arbitrary<Frame> frames() {
    Arbitrary<Integer> word = Arbitraries.integers().between(0, 0xFFFF);
    Arbitrary<Long> six = Arbitraries.longs().between(0, (1L << 48) - 1);
    Arbitrary<byte[]> data = Arbitraries.bytes().array(byte[].class).ofMaxSize(Frame.MAX_DATA);
    return Combinators.combine(
            word, word, six, six, six, Arbitraries.integers().between(0, 255), data)
        .as(
            (serial, version, sent, from, to, command, body) ->
                new Frame(
                    serial,
                    version,
                    new TimeTag(sent),
                    new Address(from),
                    new Address(to),
                    command,
                    body));
  }

  @Example
  void no_single_flipped_bit_makes_an_alarm() {
    byte[] fire = Examples.bytes("P1");
    for (int bit = 0; bit < fire.length * 8; bit++) {
      byte[] flipped = fire.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      var reader = new FrameReader();
      reader.push(flipped, 0, flipped.length);
      reader.push(EXAMPLES[3], 0, EXAMPLES[3].length);
      List<Frame> found = new ArrayList<>();
      drain(reader, found);
      while (reader.waiting() > 1) {
        reader.giveUp();
        drain(reader, found);
      }
      assertThat(found).as("bit %d", bit).containsExactly(Frame.at(EXAMPLES[3], 0));
    }
  }

  @Example
  void an_idle_reader_keeps_little() {
    var reader = new FrameReader();
    var random = new Random(1);
    byte[] noise = new byte[100_000];
    random.nextBytes(noise);
    for (int i = 0; i < noise.length; i += 100) {
      reader.push(noise, i, 100);
      while (reader.next(0) != null) {
        // nothing is done with it
      }
      assertThat(reader.waiting()).isLessThanOrEqualTo(Frame.MAX_LENGTH + 100);
    }
  }

  private static List<Frame> read(byte[] bytes, int chunk) {
    var reader = new FrameReader();
    List<Frame> found = new ArrayList<>();
    for (int i = 0; i < bytes.length; i += chunk) {
      reader.push(bytes, i, Math.min(chunk, bytes.length - i));
      drain(reader, found);
    }
    return found;
  }

  private static void drain(FrameReader reader, List<Frame> into) {
    for (var found = reader.next(0); found != null; found = reader.next(0)) {
      if (found.intact()) {
        into.add(found.frame());
      }
    }
  }
}
