package io.fengsui.hub.store.questdb;

import io.fengsui.adapter.Value;
import io.fengsui.hub.store.Units;

/** What kind of value a row holds. The order is what stands in the files. */
enum Kind {
  QUANTITY,
  FLAG,
  TEXT,
  /** The text is latitude, longitude and altitude, parted by spaces. */
  POSITION;

  private static final Kind[] ALL = values();

  /** What {@link #value} takes apart again. */
  static String words(Value.Position place) {
    return place.latitude() + " " + place.longitude() + " " + place.altitude();
  }

  /** The value that a row holds. */
  static Value value(byte kind, String metric, double number, String text) {
    return switch (ALL[kind]) {
      case QUANTITY -> new Value.Quantity(number, Units.of(metric));
      case FLAG -> new Value.Flag(number != 0);
      case TEXT -> new Value.Text(text);
      case POSITION -> place(text.split(" ", -1));
    };
  }

  private static Value.Position place(String[] words) {
    return new Value.Position(
        Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }
}
