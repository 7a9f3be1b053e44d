package io.fengsui.simulator.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PacketsTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void connect_is_as_the_standard_draws_it() {
    assertThat(Packets.connect(new Login("c", "u", "pw"), 60))
        .isEqualTo(
            HEX.parseHex("1014" + "00044d515454" + "04c2003c" + "000163" + "000175" + "00027077"));
  }

  @Test
  void publish_carries_its_packet_id_before_the_payload() {
    byte[] payload = "{}".getBytes(US_ASCII);

    assertThat(Packets.publish("a", payload, 1, 258))
        .isEqualTo(HEX.parseHex("3207" + "000161" + "0102" + "7b7d"));
    assertThat(Packets.publish("a", payload, 0, 258))
        .isEqualTo(HEX.parseHex("3005" + "000161" + "7b7d"));
  }

  @Test
  void a_length_over_127_takes_two_bytes() {
    assertThat(Packets.publish("a", new byte[200], 1, 1)).startsWith(HEX.parseHex("32cd01"));
  }
}
