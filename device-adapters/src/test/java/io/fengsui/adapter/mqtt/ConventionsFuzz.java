package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.thingsboard.ThingsBoard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random and mutated publishes against all conventions at once. The long run is {@code main}: seed
 * and number of inputs are its arguments.
 */
final class ConventionsFuzz {

  private static final List<String> TOPICS =
      List.of(
          "zigbee2mqtt/bridge/devices",
          "zigbee2mqtt/bridge/event",
          "zigbee2mqtt/bridge/state",
          "zigbee2mqtt/hall/availability",
          "zigbee2mqtt/hall",
          "homeassistant/binary_sensor/n/o/config",
          "homeassistant/device/o/config",
          "house/state",
          "tele/hall/SENSOR",
          "tele/hall/LWT",
          "stat/hall/RESULT",
          "spBv1.0/g/NBIRTH/e",
          "spBv1.0/g/NDEATH/e",
          "spBv1.0/g/DBIRTH/e/d",
          "spBv1.0/g/DDATA/e/d",
          "spBv1.0/STATE/hub",
          "v1/gateway/telemetry",
          "v1/gateway/connect",
          "v1/gateway/rpc",
          "v1/gateway/attributes/request");

  private static final List<byte[]> SEEDS =
      List.of(
          text("{\"battery\":96.5,\"linkquality\":92,\"smoke\":true,\"battery_low\":false}"),
          text(
              "{\"alarm_1\":false,\"battery\":\"100.00\",\"voltage\":3055,\"smoke_alarm_1\":null}"),
          text(
              "[{\"ieee_address\":\"0x01\",\"friendly_name\":\"hall\",\"definition\":{\"model\":\"m\","
                  + "\"exposes\":[{\"property\":\"mute\",\"access\":7,\"values\":[\"a\"]}]}}]"),
          text(
              "{\"type\":\"device_joined\",\"data\":{\"ieee_address\":\"0x1\",\"friendly_name\":\"x\"}}"),
          text(
              "{\"~\":\"house\",\"stat_t\":\"~/state\",\"val_tpl\":\"{% if value_json.a %} on {% else %}"
                  + " {{ value | float | round(1) }} {% endif %}\",\"dev_cla\":\"smoke\","
                  + "\"avty\":[{\"t\":\"~/state\"}],\"dev\":{\"ids\":[\"x\"]}}"),
          text(
              "{\"dev\":{\"ids\":\"x\"},\"cmps\":{\"s\":{\"p\":\"binary_sensor\",\"stat_t\":\"house/state\","
                  + "\"val_tpl\":\"{{ value_json['a'][0] | default('x') }}\"}}}"),
          text(
              "{\"Time\":\"2021-01-01T00:00:00\",\"Switch1\":\"ON\",\"X\":{\"Temperature\":20.6}}"),
          text(
              "{\"ZbReceived\":{\"0x2916\":{\"Name\":\"n\",\"ZoneStatus\":\"0x0021\",\"ZoneType\":40}}}"),
          text("{\"Device A\":[{\"ts\":1767225600000,\"values\":{\"smoke\":1}},{\"co\":1e308}]}"),
          text("{\"device\":\"Device A\",\"id\":1,\"data\":{\"success\":true}}"),
          hex(
              "0880d0eab6b73312120a0562645365711880d0eab6b7332004580012210a144e6f646520436f6e74726f6c2f"
                  + "526562697274681880d0eab6b733200b70001800"),
          hex(
              "08e4d0eab6b73312140a05536d6f6b65100118e4d0eab6b733200b7000121d0a0b54656d70657261747572"
                  + "65100218e4d0eab6b7332009650000ac4112160a0742617474657279100318e4d0eab6b73320055057"
                  + "1801"),
          hex("08c8aceeb6b7331211100218c8aceeb6b733200350fbffffff0f1803"));

  private final Random random;
  private final RecordingUplink hub =
      new RecordingUplink()
          .registers("a", "0x01")
          .registers("b", "hall")
          .registers("c", "g/e")
          .registers("d", "c", "d")
          .registers("e", "Device A")
          .registers("f", "x");
  private final Conventions conventions;
  private final ThingsBoard api =
      ThingsBoard.of(new DeviceId("gw"), new Registered(hub.registers("k", "gw", "Device A")));

  ConventionsFuzz(long seed) {
    random = new Random(seed);
    var settings =
        MqttClientSettings.joining("tcp://broker:1883", "hub")
            .understanding(List.of(ConventionName.values()), ConventionSettings.usual());
    conventions = Chosen.of(settings, () -> hub, InstantSource.system());
  }

  /** Arguments: how many inputs (10,000,000), and the seed (42). */
  public static void main(String[] arguments) {
    long inputs = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 42;
    new ConventionsFuzz(seed).run(inputs);
    System.out.println(inputs + " inputs, no exception");
  }

  /** Tells so many publishes; none may throw. */
  void run(long inputs) {
    for (long i = 0; i < inputs; i++) {
      String topic = topic();
      byte[] payload = payload();
      var publish = new Publish(topic, payload, random.nextInt(8) == 0);
      conventions.hear(publish).ifPresent(ConventionsFuzz::check);
      if (api.owns(topic)) {
        check(api.hear(publish));
      }
      if (i % 16 == 0) {
        var device = new DeviceId("" + (char) ('a' + random.nextInt(6)));
        conventions.order(new Command("c", device, "mute", Map.of(), Instant.EPOCH));
      }
    }
  }

  private static void check(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding
          instanceof Finding.Lost(var device, Receipt.Reason reason, String detail, var _)) {
        assertThat(reason).isNotNull();
        assertThat(detail).hasSizeBetween(1, 200);
      }
    }
  }

  private String topic() {
    String topic = TOPICS.get(random.nextInt(TOPICS.size()));
    if (random.nextInt(10) > 0) {
      return topic;
    }
    int at = random.nextInt(topic.length());
    return topic.substring(0, at)
        + (char) (32 + random.nextInt(95))
        + topic.substring(at + random.nextInt(2));
  }

  private byte[] payload() {
    if (random.nextInt(10) == 0) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] seed = SEEDS.get(random.nextInt(SEEDS.size())).clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      seed[random.nextInt(seed.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(6) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length + 8)) : seed;
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
