package io.fengsui.hub.web.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamClientTest {
  private static final Duration QUIET = Duration.ofMillis(20);

  private final StreamClient client = new StreamClient();
  private final ByteArrayOutputStream page = new ByteArrayOutputStream();

  @Test
  void writes_frames_in_order_and_pings_when_quiet() throws Exception {
    client.offer("one\n\n".getBytes(UTF_8));
    client.offer("two\n\n".getBytes(UTF_8));
    var asked = new AtomicInteger();

    client.pump(page, QUIET, () -> asked.incrementAndGet() < 3);

    assertThat(page.toString(UTF_8)).isEqualTo(": ping\n\none\n\ntwo\n\n: ping\n\n: ping\n\n");
  }

  @Test
  void ends_when_the_person_is_no_longer_signed_in() throws Exception {
    client.pump(page, QUIET, () -> false);

    assertThat(page.toString(UTF_8)).isEqualTo(": ping\n\n");
  }

  @Test
  void asks_who_it_is_even_while_there_is_no_quiet() throws Exception {
    var busy =
        new OutputStream() {
          @Override
          public void write(int b) {}

          @Override
          public void flush() {
            client.offer("more\n\n".getBytes(UTF_8));
          }
        };

    client.pump(busy, QUIET, () -> false);
  }

  @Test
  void a_page_that_takes_nothing_is_cut_at_its_limit_of_frames() {
    int taken = 0;
    while (client.offer("x".getBytes(UTF_8))) {
      taken++;
    }

    assertThat(taken).isEqualTo(StreamClient.FRAMES);
  }

  @Test
  void a_page_that_takes_nothing_is_cut_at_its_limit_of_bytes() throws Exception {
    var frame = new byte[StreamClient.BYTES / 4];
    int taken = 0;
    while (client.offer(frame)) {
      taken++;
    }

    assertThat(taken).isEqualTo(4);
    client.pump(page, QUIET, () -> true);
    assertThat(page.size()).isLessThan(frame.length);
  }

  @Test
  void a_page_that_left_ends_its_thread() {
    var gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("broken pipe");
          }
        };

    assertThatThrownBy(() -> client.pump(gone, QUIET, () -> true)).isInstanceOf(IOException.class);
  }

  @Test
  void can_be_ended_from_outside() throws Exception {
    var ended = Thread.ofVirtual().start(client::end);

    client.pump(page, Duration.ofSeconds(9), () -> true);

    ended.join();
  }
}
