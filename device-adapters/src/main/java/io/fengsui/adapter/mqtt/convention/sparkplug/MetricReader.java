package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.sparkplug.Metric.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics of one payload, those in templates too. What is beyond its bounds is passed
 * over and noted. Not thread-safe.
 */
final class MetricReader {

  /** Of one payload, at all depths. */
  static final int MAX_METRICS = 10_000;

  /** Templates in templates. */
  static final int MAX_DEPTH = 8;

  static final int MAX_NAME = 512;
  private static final int MAX_CELLS = 256;
  private static final int MAX_PROPERTIES = 64;
  private static final long GOOD = 192;

  private int metrics;
  private int depth;
  private boolean cut;
  private boolean failed;

  /** Whether something was passed over. */
  boolean cut() {
    return cut;
  }

  /** Whether something was no metric. */
  boolean failed() {
    return failed;
  }

  /** Empty for what is passed over. */
  Optional<Metric> read(Protobuf in) {
    if (failed || ++metrics > MAX_METRICS) {
      cut = true;
      return Optional.empty();
    }
    String name = "";
    long alias = Metric.NONE;
    long timestamp = 0;
    int datatype = 0;
    boolean historical = false;
    boolean isNull = false;
    boolean doubtful = false;
    Wire value = null;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> name = in.text(name);
        case 2 -> alias = in.whole(alias);
        case 3 -> timestamp = in.whole(timestamp);
        case 4 -> datatype = (int) in.whole(datatype);
        case 5 -> historical = in.whole(0) != 0;
        case 7 -> isNull = in.whole(0) != 0;
        case 9 -> doubtful = in.inner().filter(this::isDoubtful).isPresent();
        case 10, 11, 12, 13, 14, 15 -> value = scalar(in, in.field() - 10, value);
        case 16 -> value = in.octets().<Wire>map(Wire.Octets::new).orElse(value);
        case 17 -> value = in.inner().<Wire>map(set -> new Wire.Table(table(set))).orElse(value);
        case 18 -> value = in.inner().<Wire>map(this::parts).orElse(value);
        default -> in.skip();
      }
    }
    failed |= in.failed();
    if (name.length() > MAX_NAME) {
      cut = true;
      return Optional.empty();
    }
    return Optional.of(
        new Metric(name, alias, timestamp, datatype, historical, doubtful, isNull ? null : value));
  }

  /** The fields int, long, float, double, bool and string, which follow each other. */
  private static @Nullable Wire scalar(Protobuf in, int kind, @Nullable Wire otherwise) {
    if (kind == 0 && in.is(Protobuf.VARINT)) {
      return new Wire.Whole(in.varint() & 0xFFFF_FFFFL);
    }
    if (kind == 1 && in.is(Protobuf.VARINT)) {
      return new Wire.Whole(in.varint());
    }
    if (kind == 2 && in.is(Protobuf.FIXED32)) {
      return new Wire.Real(Float.intBitsToFloat((int) in.fixed(Float.BYTES)));
    }
    if (kind == 3 && in.is(Protobuf.FIXED64)) {
      return new Wire.Real(Double.longBitsToDouble(in.fixed(Double.BYTES)));
    }
    if (kind == 4 && in.is(Protobuf.VARINT)) {
      return new Wire.Bool(in.varint() != 0);
    }
    if (kind == 5 && in.is(Protobuf.BYTES)) {
      return new Wire.Text(in.text(""));
    }
    in.skip();
    return otherwise;
  }

  /** An instance's metrics; a definition says nothing of now, and has none. */
  private Wire parts(Protobuf in) {
    if (depth >= MAX_DEPTH) {
      cut = true;
      return new Wire.Parts(List.of());
    }
    depth++;
    List<Metric> parts = new ArrayList<>();
    boolean isDefinition = false;
    while (in.next()) {
      switch (in.field()) {
        case 2 -> in.inner().flatMap(this::read).ifPresent(parts::add);
        case 5 -> isDefinition = in.whole(0) != 0;
        default -> in.skip();
      }
    }
    depth--;
    failed |= in.failed();
    return new Wire.Parts(isDefinition ? List.of() : parts);
  }

  /** The columns' names, then the rows; of more cells than are shown, the first. */
  private Node table(Protobuf in) {
    List<Node> names = new ArrayList<>();
    List<Long> types = new ArrayList<>();
    List<Node> rows = new ArrayList<>();
    int cells = 0;
    while (in.next()) {
      switch (in.field()) {
        case 2 -> {
          String name = in.text("");
          if (names.size() < MAX_CELLS) {
            names.add(new Node.Text(name));
          }
        }
        case 3 -> in.wholes(types, MAX_CELLS);
        case 4 -> {
          Optional<Protobuf> row = in.inner();
          if (row.isPresent() && cells < MAX_CELLS && rows.size() < MAX_CELLS) {
            List<Node> read = row(row.get(), types, MAX_CELLS - cells);
            cells += read.size();
            rows.add(new Node.Elements(read));
          }
        }
        default -> in.skip();
      }
    }
    failed |= in.failed();
    rows.addFirst(new Node.Elements(names));
    return new Node.Elements(rows);
  }

  private List<Node> row(Protobuf in, List<Long> types, int most) {
    List<Node> cells = new ArrayList<>();
    while (in.next()) {
      Optional<Protobuf> cell = in.field() == 1 ? in.inner() : in.none();
      if (cell.isPresent() && cells.size() < most) {
        int at = cells.size();
        cells.add(cell(cell.get(), at < types.size() ? types.get(at).intValue() : 0));
      }
    }
    failed |= in.failed();
    return cells;
  }

  private Node cell(Protobuf in, int datatype) {
    Wire value = null;
    while (in.next()) {
      value = scalar(in, in.field() - 1, value);
    }
    failed |= in.failed();
    return value == null ? new Node.Text("") : Datatype.node(value, datatype);
  }

  /** Whether a property set has a {@code Quality} that is not good. */
  private boolean isDoubtful(Protobuf in) {
    List<String> keys = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> {
          String key = in.text("");
          if (keys.size() < MAX_PROPERTIES) {
            keys.add(key);
          }
        }
        case 2 -> {
          Optional<Protobuf> property = in.inner();
          if (property.isPresent() && values.size() < MAX_PROPERTIES) {
            values.add(property(property.get()));
          }
        }
        default -> in.skip();
      }
    }
    failed |= in.failed();
    int at = keys.indexOf("Quality");
    return at >= 0 && at < values.size() && values.get(at) != GOOD;
  }

  /** The whole number of a property; good for any other. */
  private long property(Protobuf in) {
    long value = GOOD;
    while (in.next()) {
      if (in.field() == 3 || in.field() == 4) {
        value = in.whole(value);
      } else {
        in.skip();
      }
    }
    failed |= in.failed();
    return value;
  }
}
