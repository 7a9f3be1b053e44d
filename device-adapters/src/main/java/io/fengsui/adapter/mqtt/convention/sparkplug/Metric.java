package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a payload.
 *
 * @param name empty where it goes by its alias only
 * @param alias {@link #NONE} where it has none
 * @param timestamp milliseconds since 1970; 0 where it has none
 * @param datatype as the specification numbers them; 0 where it is left to the birth
 * @param historical whether it was kept by the edge node while the hub was away
 * @param doubtful whether its property {@code Quality} says bad or stale
 * @param value null for null, and for what cannot be a reading
 */
record Metric(
    String name,
    long alias,
    long timestamp,
    int datatype,
    boolean historical,
    boolean doubtful,
    @Nullable Wire value) {

  static final long NONE = -1;

  /** The value as it was written; what it means depends on the {@link Datatype}. */
  sealed interface Wire {
    /** Of the fields int and long: unsigned on the wire. */
    record Whole(long bits) implements Wire {}

    record Real(double amount) implements Wire {}

    record Bool(boolean on) implements Wire {}

    record Text(String text) implements Wire {}

    /** Bytes, a file or a packed array. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Octets(byte[] bytes) implements Wire {}

    /** A data set: its columns' names, then its rows. */
    record Table(Node rows) implements Wire {}

    /** A template's instance: metrics under this one's name. */
    record Parts(List<Metric> metrics) implements Wire {}
  }

  /** Metrics inside this one; none if it is no template's instance. */
  List<Metric> parts() {
    return value instanceof Wire.Parts(var metrics) ? metrics : List.of();
  }
}
