package io.fengsui.adapter;

/** One reading's value. */
public sealed interface Value {

  /**
   * A measured amount; finite.
   *
   * @param unit UCUM code of the metric's canonical unit; empty for a number without one
   */
  record Quantity(double amount, String unit) implements Value {
    public Quantity {
      if (!Double.isFinite(amount)) {
        throw new IllegalArgumentException("amount must be a finite number: " + amount);
      }
    }
  }

  /** A yes or no, for instance smoke detected. */
  record Flag(boolean on) implements Value {}

  /** A text of at most 1,024 characters. */
  record Text(String text) implements Value {
    public static final int MAX_LENGTH = 1024;

    public Text {
      if (text.length() > MAX_LENGTH) {
        throw new IllegalArgumentException("text longer than 1024 characters: " + text.length());
      }
    }
  }

  /**
   * A place on earth, WGS 84.
   *
   * @param latitude degrees north, -90 to 90
   * @param longitude degrees east, -180 to 180
   * @param altitude metres above the ellipsoid, NaN when not known
   */
  record Position(double latitude, double longitude, double altitude) implements Value {
    public Position {
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException("not a position: " + latitude + ", " + longitude);
      }
    }
  }
}
