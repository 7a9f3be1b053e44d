package io.fengsui.rules.reference;

import io.fengsui.rules.Position;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Zone;
import java.util.List;

/** Who is meant, and where something is. */
final class Places {
  private static final double EARTH_METRES = 6_371_008.8;

  private Places() {}

  static boolean fits(Selection who, Subject device) {
    return (who.types().isEmpty() || who.types().contains(device.type()))
        && (who.tags().isEmpty() || device.tags().stream().anyMatch(who.tags()::contains))
        && (who.grids().isEmpty()
            || who.grids().stream().anyMatch(device.where().grid()::startsWith))
        && (who.classes().isEmpty() || who.classes().contains(device.silentAfter()))
        && (who.devices().isEmpty() || who.devices().contains(device.id()));
  }

  static boolean inside(Zone zone, Position position) {
    return switch (zone) {
      case Zone.Circle(_, Zone.Corner centre, double metres) ->
          distance(centre, position) <= metres;
      case Zone.Polygon(_, List<Zone.Corner> corners) -> {
        boolean inside = false;
        for (int i = 0; i < corners.size(); i++) {
          inside ^= crosses(corners.get(i), corners.get((i + 1) % corners.size()), position);
        }
        yield inside;
      }
    };
  }

  /** Whether the edge lies east of the position, at its latitude. */
  private static boolean crosses(Zone.Corner a, Zone.Corner b, Position position) {
    if ((a.latitude() > position.latitude()) == (b.latitude() > position.latitude())) {
      return false;
    }
    double share = (position.latitude() - a.latitude()) / (b.latitude() - a.latitude());
    return a.longitude() + share * (b.longitude() - a.longitude()) > position.longitude();
  }

  private static double distance(Zone.Corner a, Position b) {
    double north = Math.toRadians(b.latitude() - a.latitude());
    double east = Math.toRadians(b.longitude() - a.longitude());
    double h =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(a.latitude()))
                * Math.cos(Math.toRadians(b.latitude()))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_METRES * Math.asin(Math.sqrt(h));
  }
}
