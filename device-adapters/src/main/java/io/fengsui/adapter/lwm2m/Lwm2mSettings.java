package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.binary.Layout;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One LwM2M port. What is left out (null) takes its default.
 *
 * @param host address to listen on; default 127.0.0.1
 * @param port default 5784, without security 5783; 0 picks a free one
 * @param noSecurity whether devices are believed by their endpoint name instead of a key: only on a
 *     network that nobody else is in; default false
 * @param layouts name to how a vendor lays out its bytes in object 19
 * @param profiles which devices have which layout and which bytes are their commands
 * @param awake how long a device in Queue mode listens after it spoke; default 20 s
 * @param requestTimeout until a request to an awake device is given up; default 15 s
 * @param heartbeat at least this often a device is to tell its battery and its signal; default 24 h
 * @param maxLifetime a longer lifetime, or an endless one, counts as this; default 8 days
 */
public record Lwm2mSettings(
    String host,
    Integer port,
    Boolean noSecurity,
    Map<String, Layout> layouts,
    Map<String, Profile> profiles,
    Duration awake,
    Duration requestTimeout,
    Duration heartbeat,
    Duration maxLifetime,
    Limits limits) {

  private static final int SECURE_PORT = 5784;
  private static final int PLAIN_PORT = 5783;
  private static final Duration AWAKE = Duration.ofSeconds(20);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration HEARTBEAT = Duration.ofHours(24);
  private static final Duration MAX_LIFETIME = Duration.ofDays(8);

  /**
   * Devices of one make. What is left out fits all.
   *
   * @param endpoint how their endpoint names begin
   * @param manufacturer resource 3/0/0
   * @param model resource 3/0/1
   * @param layout the layout of what they say in 19/0/0
   * @param commands name of a command to the hexadecimal digits that are written to 19/1/0
   */
  public record Profile(
      @Nullable String endpoint,
      @Nullable String manufacturer,
      @Nullable String model,
      @Nullable String layout,
      Map<String, String> commands) {
    public Profile {
      commands = Map.copyOf(Objects.requireNonNullElse(commands, Map.of()));
      commands.values().forEach(HexFormat.of()::parseHex); // throws if they are none
    }

    boolean fits(String name, String itsManufacturer, String itsModel) {
      return (endpoint == null || name.startsWith(endpoint))
          && (manufacturer == null || manufacturer.equals(itsManufacturer))
          && (model == null || model.equals(itsModel));
    }
  }

  /**
   * What devices may take of the hub. What is left out (null) takes its default.
   *
   * @param maxBodyBytes largest body, block-wise or not; default 8192
   * @param maxUnsettled messages of the link that wait for their receipts; default 8,192
   * @param maxRegistrations default 20,000; further devices are refused
   * @param maxPeers DTLS sessions kept, or senders remembered without security; default 20,000
   */
  public record Limits(
      Integer maxBodyBytes, Integer maxUnsettled, Integer maxRegistrations, Integer maxPeers) {

    /** All defaults. */
    public static final Limits DEFAULT = new Limits(8_192, 8_192, 20_000, 20_000);

    public Limits {
      maxBodyBytes = within("maxBodyBytes", maxBodyBytes, 8_192, 64, 1_048_576);
      maxUnsettled = within("maxUnsettled", maxUnsettled, 8_192, 1, 1_000_000);
      maxRegistrations = within("maxRegistrations", maxRegistrations, 20_000, 1, 1_000_000);
      maxPeers = within("maxPeers", maxPeers, 20_000, 10, 1_000_000);
    }

    private static Integer within(
        String name, @Nullable Integer value, int otherwise, int min, int max) {
      int wanted = Objects.requireNonNullElse(value, otherwise);
      if (wanted < min || wanted > max) {
        throw new IllegalArgumentException(
            "limits: %s must be %d to %d: %d".formatted(name, min, max, wanted));
      }
      return wanted;
    }
  }

  public Lwm2mSettings {
    host = Objects.requireNonNullElse(host, "127.0.0.1");
    noSecurity = Objects.requireNonNullElse(noSecurity, false);
    port = Objects.requireNonNullElse(port, noSecurity ? PLAIN_PORT : SECURE_PORT);
    layouts = Map.copyOf(Objects.requireNonNullElse(layouts, Map.of()));
    profiles =
        Map.copyOf(new TreeMap<>(Objects.requireNonNullElse(profiles, Map.<String, Profile>of())));
    awake = Objects.requireNonNullElse(awake, AWAKE);
    requestTimeout = Objects.requireNonNullElse(requestTimeout, REQUEST_TIMEOUT);
    heartbeat = Objects.requireNonNullElse(heartbeat, HEARTBEAT);
    maxLifetime = Objects.requireNonNullElse(maxLifetime, MAX_LIFETIME);
    limits = Objects.requireNonNullElse(limits, Limits.DEFAULT);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    positive("awake", awake);
    positive("requestTimeout", requestTimeout);
    positive("maxLifetime", maxLifetime);
    if (heartbeat.toSeconds() < 1) {
      throw new IllegalArgumentException("heartbeat must be a second or more: " + heartbeat);
    }
    for (var profile : profiles.entrySet()) {
      String layout = profile.getValue().layout();
      if (layout != null && !layouts.containsKey(layout)) {
        throw new IllegalArgumentException(
            "profiles: %s: there is no layout %s".formatted(profile.getKey(), layout));
      }
    }
  }

  private static void positive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + " must be longer than nothing: " + duration);
    }
  }

  /** A port with default limits. */
  public static Lwm2mSettings listeningOn(String host, int port, boolean noSecurity) {
    return new Lwm2mSettings(
        host,
        port,
        noSecurity,
        Map.of(),
        Map.of(),
        AWAKE,
        REQUEST_TIMEOUT,
        HEARTBEAT,
        MAX_LIFETIME,
        Limits.DEFAULT);
  }
}
