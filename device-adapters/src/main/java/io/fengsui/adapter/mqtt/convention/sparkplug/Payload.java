package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.sparkplug.Metric.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payload of {@code org.eclipse.tahu.protobuf}, as far as a hub needs it.
 *
 * @param timestamp milliseconds since 1970; 0 where it has none
 * @param seq -1 where it has none, as in a death
 */
record Payload(long timestamp, long seq, List<Metric> metrics) {

  /** Of one payload; what is beyond is passed over. */
  static final int MAX_METRICS = 10_000;

  private static final int MAX_NAME = 512;

  /** Empty if the bytes are no payload. */
  static Optional<Payload> read(byte[] bytes) {
    var in = new Protobuf(bytes);
    long timestamp = 0;
    long seq = -1;
    List<Metric> metrics = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> timestamp = whole(in, timestamp);
        case 2 -> {
          if (!in.is(Protobuf.BYTES)) {
            in.skip();
            break;
          }
          Protobuf inner = in.message();
          Metric metric = metric(inner);
          if (inner.failed()) {
            return Optional.empty();
          }
          if (metrics.size() < MAX_METRICS) {
            metrics.add(metric);
          }
        }
        case 3 -> seq = whole(in, seq);
        default -> in.skip();
      }
    }
    return in.failed() ? Optional.empty() : Optional.of(new Payload(timestamp, seq, metrics));
  }

  private static long whole(Protobuf in, long otherwise) {
    if (in.is(Protobuf.VARINT)) {
      return in.varint();
    }
    in.skip();
    return otherwise;
  }

  private static Metric metric(Protobuf in) {
    String name = "";
    long alias = Metric.NONE;
    long timestamp = 0;
    int datatype = 0;
    boolean historical = false;
    boolean isNull = false;
    Wire value = null;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> name = text(in, name);
        case 2 -> alias = whole(in, alias);
        case 3 -> timestamp = whole(in, timestamp);
        case 4 -> datatype = (int) whole(in, datatype);
        case 5 -> historical = whole(in, 0) != 0;
        case 7 -> isNull = whole(in, 0) != 0;
        case 10, 11, 12, 13, 14, 15 -> value = value(in, value);
        default -> in.skip();
      }
    }
    String called = name.length() <= MAX_NAME ? name : "";
    return new Metric(called, alias, timestamp, datatype, historical, isNull ? null : value);
  }

  private static String text(Protobuf in, String otherwise) {
    if (in.is(Protobuf.BYTES)) {
      return in.text();
    }
    in.skip();
    return otherwise;
  }

  private static @Nullable Wire value(Protobuf in, @Nullable Wire otherwise) {
    int field = in.field();
    if (in.is(Protobuf.VARINT) && (field == 10 || field == 11)) {
      return new Wire.Whole(in.varint());
    }
    if (in.is(Protobuf.VARINT) && field == 14) {
      return new Wire.Bool(in.varint() != 0);
    }
    if (in.is(Protobuf.FIXED32) && field == 12) {
      return new Wire.Real(Float.intBitsToFloat((int) in.fixed(Float.BYTES)));
    }
    if (in.is(Protobuf.FIXED64) && field == 13) {
      return new Wire.Real(Double.longBitsToDouble(in.fixed(Double.BYTES)));
    }
    if (in.is(Protobuf.BYTES) && field == 15) {
      return new Wire.Text(in.text());
    }
    in.skip();
    return otherwise;
  }
}
