package io.fengsui.adapter.gb26875;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One monitoring centre, that is one listening port. What is left out (null) takes its default.
 *
 * @param host address to listen on; default 127.0.0.1
 * @param port default 5200; 0 picks a free one
 * @param udp whether datagrams are taken on the same port as well; default no: anybody can send one
 *     in another's name, so it needs {@code allow}
 * @param allow the networks that peers may have, such as {@code 10.1.0.0/16}; absent: all
 * @param zone what the devices' clocks show, unless their profile says otherwise; default
 *     Asia/Shanghai
 * @param profile the devices' dialects: the name of one that the hub brings, a JSON file, or a
 *     folder of them; absent: the standard
 */
public record Gb26875Settings(
    String host,
    Integer port,
    Boolean udp,
    List<String> allow,
    String zone,
    @Nullable String profile,
    Limits limits) {

  private static final int PORT = 5200;

  public Gb26875Settings {
    host = Objects.requireNonNullElse(host, "127.0.0.1");
    port = Objects.requireNonNullElse(port, PORT);
    udp = Objects.requireNonNullElse(udp, false);
    allow = List.copyOf(Objects.requireNonNullElse(allow, List.of()));
    zone = Objects.requireNonNullElse(zone, "Asia/Shanghai");
    limits = Objects.requireNonNullElse(limits, Limits.DEFAULT);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    boolean open = AllowList.of(allow).isEmpty();
    if (udp && open) {
      throw new IllegalArgumentException(
          "udp needs allow, the networks that devices have, such as 10.1.0.0/16: anybody can send"
              + " datagrams");
    }
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone must be one such as Asia/Shanghai: " + zone, e);
    }
  }

  /** The standard, over TCP alone, with default limits. */
  public static Gb26875Settings listeningOn(String host, int port) {
    return new Gb26875Settings(host, port, false, List.of(), "Asia/Shanghai", null, Limits.DEFAULT);
  }

  /**
   * What devices may take of the hub. What is left out (null) takes its default.
   *
   * @param maxConnections default 12,000
   * @param maxConnectionsPerAddress of one network address; default 12,000, since whole districts
   *     come through one translated address
   * @param maxInFlightPerConnection frames of one connection that wait for their receipts; when
   *     reached no more is read; default 64
   * @param maxUnsettled the same of the whole link; keep it below the hub's queue; default 8,192
   * @param maxGarbage bytes without one valid frame that close a connection; default 4,096
   * @param partialFrame how long the rest of a frame is waited for; default 5 s, and shorter than
   *     the 10 s after which devices repeat
   * @param idle silence that closes a connection; default 15 min
   * @param silence until an interval between heartbeats is learnt, how long a device may be silent
   *     before it is told to be gone; then it is three intervals; default 5 min
   * @param answer how long a device may take to answer before it is asked again; default 10 s
   * @param repeats how often it is asked again; default 3
   * @param eventLoops threads; default one, or two where there are more than two processors
   */
  public record Limits(
      Integer maxConnections,
      Integer maxConnectionsPerAddress,
      Integer maxInFlightPerConnection,
      Integer maxUnsettled,
      Integer maxGarbage,
      Duration partialFrame,
      Duration idle,
      Duration silence,
      Duration answer,
      Integer repeats,
      Integer eventLoops) {

    /** All defaults. */
    @SuppressWarnings("NullAway") // the constructor replaces them
    public static final Limits DEFAULT =
        new Limits(null, null, null, null, null, null, null, null, null, null, null);

    public Limits {
      maxConnections = Objects.requireNonNullElse(maxConnections, 12_000);
      maxConnectionsPerAddress = Objects.requireNonNullElse(maxConnectionsPerAddress, 12_000);
      maxInFlightPerConnection = Objects.requireNonNullElse(maxInFlightPerConnection, 64);
      maxUnsettled = Objects.requireNonNullElse(maxUnsettled, 8_192);
      maxGarbage = Objects.requireNonNullElse(maxGarbage, 4_096);
      partialFrame = Objects.requireNonNullElse(partialFrame, Duration.ofSeconds(5));
      idle = Objects.requireNonNullElse(idle, Duration.ofMinutes(15));
      silence = Objects.requireNonNullElse(silence, Duration.ofMinutes(5));
      answer = Objects.requireNonNullElse(answer, Duration.ofSeconds(10));
      repeats = Objects.requireNonNullElse(repeats, 3);
      eventLoops =
          Objects.requireNonNullElse(
              eventLoops, Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1);
      within("maxConnections", maxConnections, 1, 1_000_000);
      within("maxConnectionsPerAddress", maxConnectionsPerAddress, 1, 1_000_000);
      within("maxInFlightPerConnection", maxInFlightPerConnection, 1, 10_000);
      within("maxUnsettled", maxUnsettled, 1, 1_000_000);
      within("maxGarbage", maxGarbage, Frame.MAX_LENGTH, 1_000_000);
      within("partialFrame in milliseconds", partialFrame.toMillis(), 10, 60_000);
      within("idle in seconds", idle.toSeconds(), 1, 86_400);
      within("silence in seconds", silence.toSeconds(), 1, 86_400);
      within("answer in milliseconds", answer.toMillis(), 10, 60_000);
      within("repeats", repeats, 0, 10);
      within("eventLoops", eventLoops, 1, 64);
    }

    private static void within(String name, long value, long min, long max) {
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            "limits: %s must be %d to %d: %d".formatted(name, min, max, value));
      }
    }
  }
}
