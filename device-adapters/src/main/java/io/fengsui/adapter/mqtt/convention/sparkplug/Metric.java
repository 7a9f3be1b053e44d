package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.Node;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a payload.
 *
 * @param name empty where it goes by its alias only
 * @param alias {@link #NONE} where it has none
 * @param timestamp milliseconds since 1970; 0 where it has none
 * @param datatype as the specification numbers them; 0 where it is left to the birth
 * @param historical whether it was kept by the edge node while the hub was away
 * @param value null for null, and for sets, templates and bytes, which are no readings
 */
record Metric(
    String name,
    long alias,
    long timestamp,
    int datatype,
    boolean historical,
    @Nullable Wire value) {

  static final long NONE = -1;

  /** The value as it was written; what it means depends on the datatype. */
  sealed interface Wire {
    /** Of the fields int and long: unsigned on the wire. */
    record Whole(long bits) implements Wire {}

    record Real(double amount) implements Wire {}

    record Bool(boolean on) implements Wire {}

    record Text(String text) implements Wire {}
  }

  /** The value under a datatype: negative numbers travel as two's complement in their own width. */
  static Node node(Wire value, int datatype) {
    return switch (value) {
      case Wire.Real(double amount) -> new Node.Amount(amount);
      case Wire.Bool(boolean on) -> new Node.Bool(on);
      case Wire.Text(String text) -> new Node.Text(text);
      case Wire.Whole(long bits) ->
          new Node.Amount(
              switch (datatype) {
                case 1 -> (byte) bits;
                case 2 -> (short) bits;
                case 3 -> (int) bits;
                case 8, 13 -> unsigned(bits);
                default -> bits;
              });
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0;
  }
}
