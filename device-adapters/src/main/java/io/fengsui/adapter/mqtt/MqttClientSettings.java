package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker. What is left out (null) takes its default.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}; default {@code
 *     tcp://127.0.0.1:1883}
 * @param clientId names the session that the broker keeps while the hub is away, so it must be the
 *     hub's alone; default {@code fengsui}
 * @param tenant second level of every topic; default {@code street}
 * @param devicePrefix the broker may speak for the registered devices whose id starts so; default
 *     all
 * @param sharedGroup several hubs with the same group share the messages; absent: each gets all
 * @param certificateAuthority PEM file that the broker's certificate is checked against; absent:
 *     the ones that Java trusts
 * @param sessionExpiry how long the broker keeps messages while the hub is away; default 1 day
 * @param receiveMaximum unacknowledged messages that the broker may send; default 1,000
 * @param maxPacketBytes larger packets the broker keeps to itself; default 256 KiB, with
 *     Zigbee2MQTT, whose list of devices is long, 4 MiB
 * @param keepAlive default 30 s
 * @param connectTimeout default 10 s
 * @param conventions whose topics and payloads to understand besides the hub's own; where two have
 *     the same topic, the first hears it; default none
 * @param convention where they have their topics
 */
public record MqttClientSettings(
    String url,
    String clientId,
    @Nullable String user,
    @Nullable Secret password,
    String tenant,
    String devicePrefix,
    @Nullable String sharedGroup,
    @Nullable Path certificateAuthority,
    Duration sessionExpiry,
    Integer receiveMaximum,
    Integer maxPacketBytes,
    Duration keepAlive,
    Duration connectTimeout,
    List<ConventionName> conventions,
    ConventionSettings convention) {

  private static final int KIBIBYTE = 1024;
  private static final int MAX_SECONDS = 65_535;

  public MqttClientSettings {
    url = Objects.requireNonNullElse(url, "tcp://127.0.0.1:1883");
    clientId = Objects.requireNonNullElse(clientId, "fengsui");
    tenant = Objects.requireNonNullElse(tenant, "street");
    devicePrefix = Objects.requireNonNullElse(devicePrefix, "");
    sessionExpiry = Objects.requireNonNullElse(sessionExpiry, Duration.ofDays(1));
    receiveMaximum = Objects.requireNonNullElse(receiveMaximum, 1_000);
    conventions = List.copyOf(Objects.requireNonNullElse(conventions, List.of()));
    convention = Objects.requireNonNullElseGet(convention, ConventionSettings::usual);
    boolean lists = conventions.contains(ConventionName.ZIGBEE2MQTT);
    maxPacketBytes = Objects.requireNonNullElse(maxPacketBytes, (lists ? 4_096 : 256) * KIBIBYTE);
    keepAlive = Objects.requireNonNullElse(keepAlive, Duration.ofSeconds(30));
    connectTimeout = Objects.requireNonNullElse(connectTimeout, Duration.ofSeconds(10));
    String scheme = URI.create(url).getScheme();
    if (!"tcp".equals(scheme) && !"ssl".equals(scheme)) {
      throw new IllegalArgumentException("url must start with tcp:// or ssl://: " + url);
    }
    if (!MqttTopic.isLevel(tenant)) {
      throw new IllegalArgumentException("tenant must be one topic level without + # /: " + tenant);
    }
    if (clientId.isEmpty()) {
      throw new IllegalArgumentException("clientId must not be empty: the broker keeps it");
    }
    if (sharedGroup != null && !MqttTopic.isLevel(sharedGroup)) {
      throw new IllegalArgumentException("sharedGroup must be one topic level: " + sharedGroup);
    }
    if (sharedGroup != null && !conventions.isEmpty()) {
      throw new IllegalArgumentException(
          "conventions cannot share messages in a sharedGroup: they must hear all names");
    }
    within("sessionExpiry in seconds", sessionExpiry.toSeconds(), 0, Integer.MAX_VALUE);
    within("receiveMaximum", receiveMaximum, 1, MAX_SECONDS);
    within("maxPacketBytes", maxPacketBytes, 128, 268_435_455);
    within("keepAlive in seconds", keepAlive.toSeconds(), 1, MAX_SECONDS);
    within("connectTimeout in seconds", connectTimeout.toSeconds(), 1, 600);
  }

  /** Everything but address and client id by default. */
  public static MqttClientSettings joining(String url, String clientId) {
    return new MqttClientSettings(
        url,
        clientId,
        null,
        null,
        "street",
        "",
        null,
        null,
        Duration.ofDays(1),
        1_000,
        256 * KIBIBYTE,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        List.of(),
        ConventionSettings.usual());
  }

  /** The same connection with conventions. */
  public MqttClientSettings understanding(List<ConventionName> names, ConventionSettings settings) {
    return new MqttClientSettings(
        url,
        clientId,
        user,
        password,
        tenant,
        devicePrefix,
        sharedGroup,
        certificateAuthority,
        sessionExpiry,
        receiveMaximum,
        maxPacketBytes,
        keepAlive,
        connectTimeout,
        names,
        settings);
  }

  boolean mayNameDevice(DeviceId device) {
    return device.value().startsWith(devicePrefix);
  }

  private static void within(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d: %d".formatted(name, min, max, value));
    }
  }
}
