package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One device endpoint, that is one listening port. What is left out (null) takes its default.
 *
 * @param host address to listen on; default 127.0.0.1
 * @param port default 1883, with {@code tls} 8883; 0 picks a free one
 * @param tenant second level of every topic; default {@code street}
 * @param tls absent: plain text
 * @param conventions whose topics devices may use besides the hub's own: {@code thingsboard},
 *     {@code zigbee2mqtt} and {@code tasmota}, which all are by default
 * @param convention where they have their topics
 */
public record MqttSettings(
    String host,
    Integer port,
    String tenant,
    @Nullable Tls tls,
    Limits limits,
    List<ConventionName> conventions,
    ConventionSettings convention) {

  /** The others need a broker that keeps what was announced. */
  static final List<ConventionName> SPOKEN_HERE =
      List.of(ConventionName.THINGSBOARD, ConventionName.ZIGBEE2MQTT, ConventionName.TASMOTA);

  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  public MqttSettings {
    host = Objects.requireNonNullElse(host, "127.0.0.1");
    port = Objects.requireNonNullElse(port, tls == null ? PLAIN_PORT : TLS_PORT);
    tenant = Objects.requireNonNullElse(tenant, "street");
    limits = Objects.requireNonNullElse(limits, Limits.DEFAULT);
    conventions = List.copyOf(Objects.requireNonNullElse(conventions, SPOKEN_HERE));
    convention = Objects.requireNonNullElseGet(convention, ConventionSettings::usual);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    if (!MqttTopic.isLevel(tenant)) {
      throw new IllegalArgumentException("tenant must be one topic level without + # /: " + tenant);
    }
    if (!SPOKEN_HERE.containsAll(conventions)) {
      throw new IllegalArgumentException(
          "conventions of devices that connect themselves can be thingsboard, zigbee2mqtt and"
              + " tasmota; the others are for mqtt-client: "
              + conventions);
    }
  }

  /** A plain endpoint with default limits. */
  public static MqttSettings listeningOn(String host, int port) {
    return new MqttSettings(
        host, port, "street", null, Limits.DEFAULT, SPOKEN_HERE, ConventionSettings.usual());
  }

  /** The same endpoint with other limits. */
  public MqttSettings with(Limits other) {
    return new MqttSettings(host, port, tenant, tls, other, conventions, convention);
  }

  /** The same endpoint with these conventions only. */
  public MqttSettings understanding(ConventionName... names) {
    return new MqttSettings(host, port, tenant, tls, limits, List.of(names), convention);
  }

  boolean understands(ConventionName name) {
    return conventions.contains(name);
  }

  /**
   * The server's own certificate: either a PEM chain with its key, or a PKCS 12 key store.
   *
   * @param certificate PEM file, the server's certificate first
   * @param key PEM file, PKCS 8
   * @param keystore PKCS 12 file
   * @param password of the key store or of the encrypted key
   */
  public record Tls(
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable Path keystore,
      @Nullable Secret password) {
    public Tls {
      boolean pem = certificate != null && key != null && keystore == null;
      boolean store = keystore != null && certificate == null && key == null;
      if (!pem && !store) {
        throw new IllegalArgumentException("tls needs certificate and key, or keystore");
      }
    }
  }

  /**
   * What a peer may take of the hub. What is left out (null) takes its default.
   *
   * @param maxPacketBytes largest packet; a larger one closes the connection; default 256 KiB
   * @param maxInFlightPerConnection unanswered publishes of one connection, told to MQTT 5 peers as
   *     receive maximum; default 1,024
   * @param maxUnsettled messages of the whole link that wait for their receipts, where one counts
   *     once more for each 256 bytes; when reached nothing more is read. Keep it below the hub's
   *     queue; default 16,384, that is at most 4 MiB
   * @param maxConnections default 10,000
   * @param connectsPerSecondPerAddress default 200
   * @param connectBurstPerAddress connects that one address may make at once; default 2,000
   * @param keepAliveMin shortest silence that ends a connection; default 5 s
   * @param keepAliveMax longest, also for peers that asked for none; default 20 min
   * @param connectTimeout until a new connection must have sent CONNECT; default 10 s
   * @param eventLoops threads; default one, or two where there are more than two processors
   */
  public record Limits(
      Integer maxPacketBytes,
      Integer maxInFlightPerConnection,
      Integer maxUnsettled,
      Integer maxConnections,
      Integer connectsPerSecondPerAddress,
      Integer connectBurstPerAddress,
      Duration keepAliveMin,
      Duration keepAliveMax,
      Duration connectTimeout,
      Integer eventLoops) {

    private static final int KIBIBYTE = 1024;
    private static final int MAX_KEEP_ALIVE_SECONDS = 65_535;

    /** All defaults. */
    public static final Limits DEFAULT =
        new Limits(
            256 * KIBIBYTE,
            1_024,
            16_384,
            10_000,
            200,
            2_000,
            Duration.ofSeconds(5),
            Duration.ofMinutes(20),
            Duration.ofSeconds(10),
            Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1);

    public Limits {
      maxPacketBytes = orDefault(maxPacketBytes, 256 * KIBIBYTE);
      maxInFlightPerConnection = orDefault(maxInFlightPerConnection, 1_024);
      maxUnsettled = orDefault(maxUnsettled, 16_384);
      maxConnections = orDefault(maxConnections, 10_000);
      connectsPerSecondPerAddress = orDefault(connectsPerSecondPerAddress, 200);
      connectBurstPerAddress = orDefault(connectBurstPerAddress, 2_000);
      keepAliveMin = Objects.requireNonNullElse(keepAliveMin, Duration.ofSeconds(5));
      keepAliveMax = Objects.requireNonNullElse(keepAliveMax, Duration.ofMinutes(20));
      connectTimeout = Objects.requireNonNullElse(connectTimeout, Duration.ofSeconds(10));
      eventLoops = orDefault(eventLoops, Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1);
      within("maxPacketBytes", maxPacketBytes, 128, 268_435_455);
      within("maxInFlightPerConnection", maxInFlightPerConnection, 1, 65_535);
      within("maxUnsettled", maxUnsettled, 1, 10_000_000);
      within("maxConnections", maxConnections, 1, 1_000_000);
      within("connectsPerSecondPerAddress", connectsPerSecondPerAddress, 1, 1_000_000);
      within("connectBurstPerAddress", connectBurstPerAddress, 1, 1_000_000);
      within("keepAliveMin in seconds", keepAliveMin.toSeconds(), 1, MAX_KEEP_ALIVE_SECONDS);
      within(
          "keepAliveMax in seconds",
          keepAliveMax.toSeconds(),
          keepAliveMin.toSeconds(),
          MAX_KEEP_ALIVE_SECONDS);
      within("connectTimeout in seconds", connectTimeout.toSeconds(), 1, 600);
      within("eventLoops", eventLoops, 1, 64);
    }

    private static Integer orDefault(Integer value, int otherwise) {
      return Objects.requireNonNullElse(value, otherwise);
    }

    private static void within(String name, long value, long min, long max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            "limits: %s must be %d to %d: %d".formatted(name, min, max, value));
      }
    }
  }
}
