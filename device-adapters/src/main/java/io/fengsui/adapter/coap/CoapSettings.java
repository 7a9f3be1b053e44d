package io.fengsui.adapter.coap;

import io.fengsui.adapter.binary.Layout;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One CoAP port. What is left out (null) takes its default.
 *
 * @param host address to listen on; default 127.0.0.1
 * @param port default 5683, with {@code dtls} 5684; 0 picks a free one
 * @param dtls whether devices prove themselves with a pre-shared key; default false
 * @param layouts name to how a vendor lays out its bytes
 * @param octets the layout of what comes as octet-stream to {@code /api/v1/…/telemetry}
 * @param routes further paths that devices post to, without the first slash
 */
public record CoapSettings(
    String host,
    Integer port,
    Boolean dtls,
    Map<String, Layout> layouts,
    @Nullable String octets,
    Map<String, Route> routes,
    Limits limits) {

  private static final int PLAIN_PORT = 5683;
  private static final int DTLS_PORT = 5684;

  /**
   * What comes to a path.
   *
   * @param layout how its bytes are laid out; absent: JSON or CBOR
   * @param identity the member of the JSON object that holds the sender's address; a layout has its
   *     own. Absent in both: the key of the DTLS session says who it is
   */
  public record Route(@Nullable String layout, @Nullable String identity) {}

  /**
   * What devices may take of the hub. What is left out (null) takes its default.
   *
   * @param maxBodyBytes largest body, block-wise or not; a larger one is answered 4.13; default
   *     8192
   * @param maxUnsettled messages of the link that wait for their receipts; when reached the answer
   *     is 5.03. Keep it below the hub's queue; default 8,192
   * @param maxPeers DTLS sessions kept, or senders remembered on a plain port; default 20,000
   * @param maxListeners devices that wait for commands; default 20,000
   */
  public record Limits(
      Integer maxBodyBytes, Integer maxUnsettled, Integer maxPeers, Integer maxListeners) {

    /** All defaults. */
    public static final Limits DEFAULT = new Limits(8_192, 8_192, 20_000, 20_000);

    public Limits {
      maxBodyBytes = within("maxBodyBytes", maxBodyBytes, 8_192, 64, 1_048_576);
      maxUnsettled = within("maxUnsettled", maxUnsettled, 8_192, 1, 1_000_000);
      maxPeers = within("maxPeers", maxPeers, 20_000, 10, 1_000_000);
      maxListeners = within("maxListeners", maxListeners, 20_000, 1, 1_000_000);
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

  public CoapSettings {
    host = Objects.requireNonNullElse(host, "127.0.0.1");
    dtls = Objects.requireNonNullElse(dtls, false);
    port = Objects.requireNonNullElse(port, dtls ? DTLS_PORT : PLAIN_PORT);
    layouts = Map.copyOf(Objects.requireNonNullElse(layouts, Map.of()));
    routes = normalised(Objects.requireNonNullElse(routes, Map.of()));
    limits = Objects.requireNonNullElse(limits, Limits.DEFAULT);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    known(layouts, "octets", octets);
    for (var route : routes.entrySet()) {
      Layout layout = known(layouts, "routes." + route.getKey(), route.getValue().layout());
      boolean saysWho =
          layout == null ? route.getValue().identity() != null : layout.identity() != null;
      if (!dtls && !saysWho) {
        throw new IllegalArgumentException(
            "routes: %s needs an identity, because nothing else says who sends"
                .formatted(route.getKey()));
      }
    }
  }

  /** A port with default limits. */
  public static CoapSettings listeningOn(String host, int port, boolean dtls) {
    return new CoapSettings(host, port, dtls, Map.of(), null, Map.of(), Limits.DEFAULT);
  }

  /** The named layout, null if none is named. */
  @Nullable Layout layout(@Nullable String name) {
    return name == null ? null : layouts.get(name);
  }

  private static @Nullable Layout known(
      Map<String, Layout> layouts, String where, @Nullable String name) {
    if (name != null && !layouts.containsKey(name)) {
      throw new IllegalArgumentException(where + ": there is no layout " + name);
    }
    return name == null ? null : layouts.get(name);
  }

  private static Map<String, Route> normalised(Map<String, Route> routes) {
    var result = new HashMap<String, Route>();
    routes.forEach((path, route) -> result.put(path.replaceFirst("^/+", ""), route));
    return Map.copyOf(result);
  }
}
