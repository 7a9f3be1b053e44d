package io.fengsui.hub.store.questdb;

import io.fengsui.adapter.Value;
import io.fengsui.hub.store.Units;
import java.util.List;

/** What kind of value a row holds. */
enum Kind {
  QUANTITY(0),
  FLAG(1),
  TEXT(2),
  /** The text is latitude, longitude and altitude, parted by spaces. */
  POSITION(3);

  private static final List<Kind> ALL = List.of(values());

  private final byte code;

  Kind(int code) {
    this.code = (byte) code;
  }

  /** What stands in the files. */
  byte code() {
    return code;
  }

  /** What {@link #value} takes apart again. */
  static String words(Value.Position place) {
    return place.latitude() + " " + place.longitude() + " " + place.altitude();
  }

  /** The value that a row holds. */
  static Value value(byte kind, String metric, double number, String text) {
    return switch (ALL.get(kind)) {
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
