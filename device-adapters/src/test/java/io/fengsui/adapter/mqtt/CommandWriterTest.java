package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Value;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandWriterTest {

  @Test
  void writes_a_command() {
    var command =
        new Command(
            "c-1",
            new DeviceId("sd-1"),
            "aim",
            Map.of("at", new Value.Position(23.1, 113.2, Double.NaN)),
            Instant.EPOCH);

    assertThat(new String(CommandWriter.encode(command), UTF_8))
        .isEqualTo(
            "{\"id\":\"c-1\",\"name\":\"aim\",\"args\":{\"at\":{\"latitude\":23.1,\"longitude\":113.2}}}");
  }
}
