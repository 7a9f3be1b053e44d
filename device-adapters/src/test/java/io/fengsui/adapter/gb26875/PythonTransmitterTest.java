package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fengsui.adapter.CommandOutcome.Done;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A transmitter in another language, by other hands, over a real socket. */
class PythonTransmitterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void goes_through_a_session() throws Exception {
    assumeTrue(hasPython(), "python3 is not installed: the independent transmitter cannot run");
    try (var fixture = new Fixture()) {
      Process python =
          new ProcessBuilder("python3", script().toString(), Integer.toString(fixture.port()))
              .redirectErrorStream(true)
              .start();
      try (var out =
          new BufferedReader(
              new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8))) {
        var said = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
          said.append(line).append('\n');
          if (line.equals("ready")) {
            var minutes = Map.<String, Value>of("minutes", new Value.Quantity(5, "min"));
            assertThat(fixture.command("fs-1", "check-duty", minutes))
                .succeedsWithin(PATIENCE)
                .isInstanceOf(Done.class);
          }
        }
        assertThat(python.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).as(said.toString()).isZero();
        assertThat(said.toString()).endsWith("done\n");
      } finally {
        python.destroyForcibly();
      }
      assertThat(smoke(fixture))
          .containsExactly(
              flag(true), flag(false), flag(true), flag(false), flag(true), flag(false));
      assertThat(fixture.hub().messages(Occurrence.class).stream().map(Occurrence::type))
          .contains("fire.vendor", "panel.reset", "duty.answered");
      assertThat(fixture.hub().losses())
          .anyMatch(loss -> loss.reason() == Reason.NOT_ALLOWED)
          .anyMatch(loss -> loss.detail().equals("a wrong checksum"))
          .anyMatch(loss -> loss.detail().equals("bytes that are no frame"));
    }
  }

  private static Stream<Value> smoke(Fixture fixture) {
    return fixture.told("sd-1").stream()
        .filter(Telemetry.class::isInstance)
        .map(told -> ((Telemetry) told).readings().get("smoke"))
        .filter(Objects::nonNull);
  }

  private static Value flag(boolean on) {
    return new Value.Flag(on);
  }

  private static boolean hasPython() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
  }

  private static Path script() throws URISyntaxException, IOException {
    var found = PythonTransmitterTest.class.getResource("transmitter.py");
    if (found == null) {
      throw new IOException("transmitter.py is missing");
    }
    return Path.of(found.toURI());
  }
}
