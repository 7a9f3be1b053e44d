package io.fengsui.rules.definition;

import io.fengsui.rules.definition.Zone.Corner;
import java.util.List;

/** What a closed line of corners looks like; on the plane of latitude and longitude. */
final class Outline {

  private Outline() {}

  /** In degrees of longitude. */
  static double width(List<Corner> corners) {
    var longitudes = corners.stream().mapToDouble(Corner::longitude).summaryStatistics();
    return longitudes.getMax() - longitudes.getMin();
  }

  /** Whether two of its sides touch that are not neighbours, or neighbours lie on each other. */
  static boolean crossesItself(List<Corner> corners) {
    int size = corners.size();
    for (int i = 0; i < size; i++) {
      Corner a = corners.get(i);
      Corner b = corners.get((i + 1) % size);
      if (turn(a, b, corners.get((i + 2) % size)) == 0
          && forth(a, b, corners.get((i + 2) % size)) < 0) {
        return true;
      }
      for (int j = i + 2; j < size; j++) {
        boolean neighbours = i == 0 && j == size - 1;
        if (!neighbours && touch(a, b, corners.get(j), corners.get((j + 1) % size))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean touch(Corner a, Corner b, Corner c, Corner d) {
    int abc = turn(a, b, c);
    int abd = turn(a, b, d);
    int cda = turn(c, d, a);
    int cdb = turn(c, d, b);
    return (abc != abd && cda != cdb)
        || (abc == 0 && between(a, c, b))
        || (abd == 0 && between(a, d, b))
        || (cda == 0 && between(c, a, d))
        || (cdb == 0 && between(c, b, d));
  }

  /** 1 if a, b, c turn left, -1 if they turn right, 0 if they lie on a line. */
  private static int turn(Corner a, Corner b, Corner c) {
    return (int)
        Math.signum(
            (b.longitude() - a.longitude()) * (c.latitude() - a.latitude())
                - (b.latitude() - a.latitude()) * (c.longitude() - a.longitude()));
  }

  /** Positive if the way from b to c goes on as from a to b, negative if it goes back. */
  private static double forth(Corner a, Corner b, Corner c) {
    return (b.longitude() - a.longitude()) * (c.longitude() - b.longitude())
        + (b.latitude() - a.latitude()) * (c.latitude() - b.latitude());
  }

  /** Whether b, on one line with both, lies between them. */
  private static boolean between(Corner a, Corner b, Corner c) {
    return b.longitude() >= Math.min(a.longitude(), c.longitude())
        && b.longitude() <= Math.max(a.longitude(), c.longitude())
        && b.latitude() >= Math.min(a.latitude(), c.latitude())
        && b.latitude() <= Math.max(a.latitude(), c.latitude());
  }
}
