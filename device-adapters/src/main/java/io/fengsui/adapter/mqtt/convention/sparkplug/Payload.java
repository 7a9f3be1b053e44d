package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.sparkplug.Metric.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A payload of {@code org.eclipse.tahu.protobuf}, as far as a hub needs it.
 *
 * @param timestamp milliseconds since 1970; 0 where it has none
 * @param seq -1 where it has none, as in a death
 * @param whole false if it has more than is read of one payload
 */
record Payload(long timestamp, long seq, List<Metric> metrics, boolean whole) {

  /** Empty if the bytes are no payload. */
  static Optional<Payload> read(byte[] bytes) {
    var in = new Protobuf(bytes);
    var reader = new MetricReader();
    long timestamp = 0;
    long seq = -1;
    List<Metric> metrics = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> timestamp = in.whole(timestamp);
        case 2 -> in.inner().flatMap(reader::read).ifPresent(metrics::add);
        case 3 -> seq = in.whole(seq);
        default -> in.skip();
      }
    }
    return in.failed() || reader.failed()
        ? Optional.empty()
        : Optional.of(new Payload(timestamp, seq, metrics, !reader.cut()));
  }

  /** What pairs a birth with a death; -1 if it has none. */
  long bdSeq() {
    return metrics.stream()
        .filter(metric -> metric.name().equals("bdSeq"))
        .map(Metric::value)
        .filter(Wire.Whole.class::isInstance)
        .mapToLong(value -> ((Wire.Whole) value).bits())
        .findFirst()
        .orElse(-1);
  }
}
