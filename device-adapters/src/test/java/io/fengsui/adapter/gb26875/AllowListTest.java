package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.3, true",
    "10.1.0.0/16, 10.2.0.3, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "10.1.2.128/25, 10.1.2.128, true",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "fd00::/8, 10.1.2.3, false",
    "::1, ::1, true",
  })
  void a_network_admits_its_own(String network, String peer, boolean admitted) {
    assertThat(AllowList.of(List.of("192.0.2.1", network)).admits(InetAddress.ofLiteral(peer)))
        .isEqualTo(admitted);
  }

  @Test
  void none_admits_all() {
    assertThat(AllowList.of(List.of()).admits(InetAddress.getLoopbackAddress())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.0.0/33",
        "10.1.2.3/16",
        "10.1/16",
        "10",
        "fd00::/129",
        "fd00::1/64",
        "256.1.1.1",
        "localhost",
        "fe80::1%eth0",
        "10.1.0.0/-1",
        "::ffff:10.0.0.0/104",
        "/8",
        "",
      })
  void what_is_no_network_stops_the_start_with_a_sentence(String text) {
    assertThatThrownBy(() -> settings(false, List.of("10.1.0.0/16", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("allow has networks such as 10.1.0.0/16")
        .hasMessageEndingWith("this is none: " + text);
  }

  @Test
  void datagrams_need_it() {
    assertThatThrownBy(() -> settings(true, List.of()))
        .hasMessageStartingWith("udp needs allow, the networks that devices have");
    assertThat(settings(true, List.of("10.1.0.0/16")).udp()).isTrue();
  }

  private static Gb26875Settings settings(boolean udp, List<String> allow) {
    return new Gb26875Settings(
        "127.0.0.1", 0, udp, allow, "Asia/Shanghai", null, Gb26875Settings.Limits.DEFAULT);
  }
}
