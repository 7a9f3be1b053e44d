package io.fengsui.adapter.gb26875;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transmitter in another language, written from the standard's description, meets the link. */
class Gb26875PythonSenderTest {

  private static final String SCRIPT = "/gb26875/sender.py";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void a_sender_written_by_hand_is_confirmed_and_understood(String over) throws Exception {
    int port = Gb26875AdapterTest.freePort();
    var hub =
        new RecordingUplink()
            .registers("fs-1", "10010")
            .registers("sd-17", "fs-1", "1.1/3.17")
            .registers("sd-18", "fs-1", "1.1/3.18");
    var settings =
        new Gb26875Settings(
            "127.0.0.1",
            port,
            true,
            List.of("127.0.0.1"),
            "Asia/Shanghai",
            null,
            Gb26875Settings.Limits.DEFAULT);
    try (var link = RunningLink.start(new Gb26875Protocol().adapter(settings), hub)) {
      hub.awaitServing();

      var output = folder.resolve("sender.txt");
      var sender =
          new ProcessBuilder(
                  "python3", script(), "127.0.0.1", Integer.toString(port), "10010", over)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();

      assertThat(sender.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(output, UTF_8)).endsWith("0 failed\n").doesNotContain("FAIL");
      assertThat(sender.exitValue()).isZero();
      assertThat(link.isRunning()).isTrue();
      assertThat(smoke(hub, "sd-17")).containsExactly(true, false, true);
      assertThat(smoke(hub, "sd-18")).containsExactly(true, false);
      assertThat(hub.messages(Telemetry.class))
          .anySatisfy(
              told ->
                  assertThat(told.readings())
                      .contains(
                          entry("ext.1.1_8995.16448.water.level", new Value.Quantity(89.95, "m"))));
    }
  }

  private static List<Boolean> smoke(RecordingUplink hub, String device) {
    return hub.messages(Telemetry.class).stream()
        .filter(told -> told.device().value().equals(device))
        .map(told -> told.readings().get("smoke"))
        .filter(Value.Flag.class::isInstance)
        .map(flag -> ((Value.Flag) flag).on())
        .toList();
  }

  private String script() throws Exception {
    var script = folder.resolve("sender.py");
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream(SCRIPT))) {
      Files.copy(in, script);
    }
    return script.toString();
  }
}
