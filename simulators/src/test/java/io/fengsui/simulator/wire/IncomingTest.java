package io.fengsui.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IncomingTest {
  /** CONNACK accepted; PUBACK 1; PINGRESP; a PUBLISH to "a/b"; PUBACK 65535. */
  private static final byte[] STREAM =
      HexFormat.of()
          .parseHex("20020000" + "40020001" + "d000" + "3006" + "0003612f6278" + "4002ffff");

  @Test
  void tells_acknowledgements_and_skips_the_rest() {
    assertThat(read(STREAM, STREAM.length))
        .containsExactly("connack 0", "puback 1", "other 13", "other 3", "puback 65535");
  }

  @Property
  void is_the_same_however_the_bytes_are_split(@ForAll @IntRange(min = 1, max = 24) int size) {
    assertThat(read(STREAM, size)).isEqualTo(read(STREAM, STREAM.length));
  }

  @Property
  void never_throws_and_takes_all_bytes(
      @ForAll @Size(max = 64) byte[] bytes, @ForAll @IntRange(min = 1, max = 64) int size) {
    assertThat(read(bytes, size)).isEqualTo(read(bytes, 1));
  }

  @Test
  void says_nothing_more_after_a_broken_packet() {
    assertThat(read(HexFormat.of().parseHex("4003000100" + "40020001"), 100))
        .containsExactly("malformed an acknowledgement of 3 bytes");
    assertThat(read(HexFormat.of().parseHex("30ffffffff01" + "40020001"), 100))
        .containsExactly("malformed remaining length is longer than four bytes");
    assertThat(read(HexFormat.of().parseHex("0000"), 100))
        .containsExactly("malformed packet type 0");
  }

  private static List<String> read(byte[] bytes, int size) {
    var told = new ArrayList<String>();
    var incoming = new Incoming();
    for (int from = 0; from < bytes.length; from += size) {
      var part = ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from));
      incoming.feed(part, new Telling(told));
      assertThat(part.hasRemaining()).isFalse();
    }
    return told;
  }

  private record Telling(List<String> told) implements Incoming.Sink {
    @Override
    public void connack(int code) {
      told.add("connack " + code);
    }

    @Override
    public void puback(int packetId) {
      told.add("puback " + packetId);
    }

    @Override
    public void other(int type) {
      told.add("other " + type);
    }

    @Override
    public void malformed(String why) {
      told.add("malformed " + why);
    }
  }
}
