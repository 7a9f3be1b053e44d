package io.fengsui.adapter.californium;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.RecordingUplink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PeerGateTest {

  private final AtomicLong now = new AtomicLong();
  private final PeerGate gate = new PeerGate(new RecordingUplink(), 3, now::get);

  private boolean admits(int port) {
    return gate.admits(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  @Test
  void who_is_known_goes_on_while_strangers_find_no_room() {
    assertThat(admits(1)).isTrue();
    assertThat(admits(2)).isTrue();
    assertThat(admits(3)).isTrue();
    assertThat(admits(4)).isFalse();
    assertThat(admits(1)).isTrue();

    now.addAndGet(Duration.ofSeconds(200).toNanos());
    assertThat(admits(1)).isTrue();
    now.addAndGet(Duration.ofSeconds(100).toNanos());

    assertThat(admits(4)).isTrue();
    assertThat(admits(5)).isTrue();
    assertThat(admits(6)).isFalse();
    assertThat(admits(1)).isTrue();
  }
}
