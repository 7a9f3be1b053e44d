package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the next run of a link knows when one ends without a farewell: it goes on with the files as
 * they stand at the moment of the last confirmation, while the first one has not been closed.
 */
class AbruptEndTest {

  private static final Value OFF = new Value.Flag(false);
  private static final int FIRE = 2;
  private static final int NORMAL = 1;

  @TempDir private Path before = Path.of("");
  @TempDir private Path after = Path.of("");

  @Test
  void what_was_confirmed_is_held() throws Exception {
    var hub = hub(before);
    int port = Gb26875AdapterTest.freePort();
    try (var _ = started(hub, port);
        var device = new RawTransmitter(port)) {
      device.send(RawTransmitter.state(1, FIRE, 99, 1)).nextFrame();
      device.send(RawTransmitter.state(2, FIRE, 98, 1)).nextFrame();
      device.send(RawTransmitter.state(3, FIRE)).nextFrame();
      cut();
    }
    var next = hub(after);
    try (var _ = started(next, port);
        var device = new RawTransmitter(port)) {
      device.send(RawTransmitter.state(1, NORMAL, 99, 1)).nextFrame();
      assertThat(flags(next, "fire")).as("the other still burns").isEmpty();
      device.send(RawTransmitter.state(2, NORMAL, 98, 1)).nextFrame();
      assertThat(flags(next, "fire")).containsExactly(OFF);
      byte[] reset = {24, 1, 1, 5};
      device.send(RawTransmitter.frame(3, 2, 889, reset)).nextFrame();
      assertThat(flags(next, "smoke")).as("of the registered one").containsExactly(OFF);
    }
  }

  @Test
  void what_was_confirmed_to_be_over_is_over() throws Exception {
    var hub = hub(before);
    int port = Gb26875AdapterTest.freePort();
    try (var _ = started(hub, port);
        var device = new RawTransmitter(port)) {
      for (int i = 0; i < 50; i++) { // many in one write
        device.send(RawTransmitter.state(i, FIRE, 100 + i, 1));
      }
      for (int i = 0; i < 50; i++) {
        device.nextFrame();
      }
      for (int i = 0; i < 50; i++) {
        device.send(RawTransmitter.state(50 + i, NORMAL, 100 + i, 1)).nextFrame();
      }
      cut();
    }

    assertThat(HeldFile.in(after).read().getOrDefault("79-03-00-00-00-00", Map.of())).isEmpty();
  }

  @Test
  void what_the_hub_was_too_busy_for_is_not_yet_over() throws Exception {
    var hub = hub(before);
    int port = Gb26875AdapterTest.freePort();
    try (var _ = started(hub, port);
        var device = new RawTransmitter(port)) {
      device.send(RawTransmitter.state(1, FIRE, 99, 1)).nextFrame();
      hub.answers(message -> new Receipt.Busy(Duration.ZERO));
      int told = hub.messages().size();
      device.send(RawTransmitter.state(2, NORMAL, 99, 1));
      await().until(() -> hub.messages().size() > told);
      cut();
    }
    var next = hub(after);
    try (var _ = started(next, port);
        var device = new RawTransmitter(port)) {
      device.send(RawTransmitter.state(2, NORMAL, 99, 1)).nextFrame();

      assertThat(flags(next, "fire")).containsExactly(OFF);
    }
  }

  @Test
  void a_last_line_without_its_end_is_not_read_and_harms_no_other() throws Exception {
    var file = HeldFile.in(after);
    Part one = Part.component(1, 1, 1);
    Part two = Part.component(1, 1, 2);
    file.replace(
        List.of(HeldFile.line("889", held(one, "fire")), HeldFile.line("889", held(two, "fire"))));
    file.append(List.of(HeldFile.line("889", held(one))));
    Files.writeString(after.resolve("held.tsv"), "889\t1.1/2.0\tfs-1\t", StandardOpenOption.APPEND);

    assertThat(HeldFile.in(after).read()).isEqualTo(Map.of("889", Map.of(two, held(two, "fire"))));
  }

  private static Latches.Held held(Part part, String... flags) {
    return new Latches.Held(part, new DeviceId("fs-1"), Set.of(flags));
  }

  private void cut() throws IOException {
    Files.copy(before.resolve("held.tsv"), after.resolve("held.tsv"));
  }

  private static RecordingUplink hub(Path folder) {
    return new RecordingUplink()
        .registers("fs-1", "889")
        .registers("sd-1", "fs-1", "1.1/10.2")
        .keepsIn(folder);
  }

  private static RunningLink started(RecordingUplink hub, int port) {
    var link =
        RunningLink.start(
            new Gb26875Protocol().adapter(Gb26875Settings.listeningOn("127.0.0.1", port)), hub);
    hub.awaitServing();
    return link;
  }

  private static List<Value> flags(RecordingUplink hub, String metric) {
    return hub.messages(Telemetry.class).stream()
        .map(told -> told.readings().get(metric))
        .filter(Objects::nonNull)
        .toList();
  }
}
