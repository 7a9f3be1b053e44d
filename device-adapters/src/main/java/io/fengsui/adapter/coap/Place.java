package io.fengsui.adapter.coap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a path means.
 *
 * @param token who speaks, {@code <device>:<secret>}; empty if the path does not say it
 * @param command the command that is answered; empty if none is
 * @param route the setting that the path is found in, null outside routes
 */
record Place(Feature feature, String token, String command, CoapSettings.@Nullable Route route) {

  /** What is at a path. */
  enum Feature {
    TELEMETRY,
    ATTRIBUTES,
    RPC,
    NOWHERE
  }

  private static final Place NOWHERE = new Place(Feature.NOWHERE, "", "", null);
  private static final List<String> API = List.of("api", "v1");

  static Place of(List<String> path, Map<String, CoapSettings.Route> routes) {
    CoapSettings.Route route = routes.get(String.join("/", path));
    if (route != null) {
      return new Place(Feature.TELEMETRY, "", "", route);
    }
    if (path.size() < 3 || path.size() > 5 || !path.subList(0, 2).equals(API)) {
      return NOWHERE;
    }
    boolean anonymous = feature(path.get(2)) != Feature.NOWHERE;
    List<String> rest = path.subList(anonymous ? 2 : 3, path.size());
    Feature feature = rest.isEmpty() ? Feature.NOWHERE : feature(rest.getFirst());
    if (rest.size() > (feature == Feature.RPC ? 2 : 1)) {
      return NOWHERE;
    }
    String command = rest.size() == 2 ? rest.get(1) : "";
    return new Place(feature, anonymous ? "" : path.get(2), command, null);
  }

  private static Feature feature(String segment) {
    return Arrays.stream(Feature.values())
        .filter(feature -> feature != Feature.NOWHERE)
        .filter(feature -> feature.name().equalsIgnoreCase(segment))
        .findFirst()
        .orElse(Feature.NOWHERE);
  }
}
