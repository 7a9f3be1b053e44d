package io.fengsui.adapter.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.NodePeer;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The LwM2M client of another team, Telefónica's for Node.js, as a detector. It speaks LwM2M 1.0 in
 * plain text without security, observes single resources only, and comes from another port with
 * each update.
 */
class NodeDetectorTest {

  private final int port = CoapPeer.freePort();
  private final RecordingUplink hub = new RecordingUplink().knows("sd-1", "not-used");
  private final Adapter adapter =
      new Lwm2mProtocol().adapter(Lwm2mSettings.listeningOn("127.0.0.1", port, true));
  private RunningLink link;
  private NodePeer detector;

  @BeforeEach
  void begin() {
    link = RunningLink.start(adapter, hub);
    hub.awaitServing();
    detector =
        NodePeer.start(NodeDetectorTest.class, "detector.js", "lwm2m-node-lib", "" + port, "sd-1");
    detector.awaits("registered");
  }

  @AfterEach
  void end() {
    if (detector != null) {
      detector.close();
    }
    link.close();
  }

  private void awaitReading(String metric, Value value) {
    await()
        .alias(metric + " is " + value)
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                hub.messages(Telemetry.class).stream()
                    .anyMatch(each -> value.equals(each.readings().get(metric))));
  }

  private void awaitPresence(boolean online, String reason) {
    await()
        .alias(reason)
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                hub.messages(Presence.class).stream()
                    .anyMatch(
                        each ->
                            each.online() == online
                                && reason.equals(each.description().get("reason"))));
  }

  private CommandOutcome order(String name, Map<String, Value> arguments) throws Exception {
    return adapter.execute(
        new Command(
            "c-" + name, new DeviceId("sd-1"), name, arguments, Instant.now().plusSeconds(10)));
  }

  @Test
  void it_registers_and_its_alarm_is_heard_and_clears() throws Exception {
    awaitPresence(true, "registered");
    awaitReading("smoke", new Value.Flag(false));
    awaitReading("temperature", new Value.Quantity(21.5, "Cel"));

    detector.tell("set /3407/0 6046 1");

    awaitReading("smoke", new Value.Flag(true));
    int before = hub.messages(Telemetry.class).size();

    detector.tell("set /3407/0 6046 0");

    await()
        .until(
            () ->
                hub.messages(Telemetry.class).stream()
                    .skip(before)
                    .anyMatch(each -> new Value.Flag(false).equals(each.readings().get("smoke"))));
    assertThat(hub.losses()).isEmpty();
  }

  @Test
  void it_carries_out_orders() throws Exception {
    awaitReading("smoke", new Value.Flag(false));

    var read = order("read", Map.of("path", new Value.Text("/3303/0/5700")));
    var muted = order("mute", Map.of());

    assertThat(read)
        .isEqualTo(new CommandOutcome.Done(Map.of("temperature", new Value.Quantity(21.5, "Cel"))));
    assertThat(muted).isEqualTo(new CommandOutcome.Done(Map.of()));
    detector.awaits("wrote 3338 0 5850 0");
  }

  @Test
  void it_is_asked_to_tell_its_battery_once_a_day_and_alarms_at_once() throws Exception {
    awaitReading("ext.buzzer", new Value.Flag(true)); // the last that is observed

    detector.tell("attributes /3/0/9");
    detector.tell("attributes /3407/0/6046");

    assertThat(detector.awaits("attributes /3/0/9"))
        .endsWith("{\"pmin\":\"1\",\"pmax\":\"86400\"}");
    assertThat(detector.awaits("attributes /3407/0/6046")).endsWith("{}");
  }

  @Test
  void its_update_from_another_port_counts_and_its_good_bye_too() throws Exception {
    awaitReading("ext.buzzer", new Value.Flag(true)); // the last that is observed
    int before = hub.messages(Telemetry.class).size();

    detector.tell("update");

    detector.awaits("updated");
    awaitPresence(true, "update");
    await()
        .alias("observed anew where it is now")
        .until(
            () ->
                hub.messages(Telemetry.class).stream()
                    .skip(before)
                    .anyMatch(each -> each.readings().containsKey("smoke")));

    detector.tell("set /3407/0 6046 1");

    awaitReading("smoke", new Value.Flag(true));

    detector.tell("leave");

    awaitPresence(false, "good-bye");
  }
}
