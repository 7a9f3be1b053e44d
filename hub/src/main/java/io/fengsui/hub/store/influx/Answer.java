package io.fengsui.hub.store.influx;

import com.influxdb.query.InfluxQLQueryResult.Series.Record;
import io.fengsui.adapter.Value;
import io.fengsui.hub.store.Bucket;
import io.fengsui.hub.store.ReadingTime;
import io.fengsui.hub.store.Row;
import io.fengsui.hub.store.Units;
import org.jspecify.annotations.Nullable;

/** One row of an answer. */
record Answer(Record row) {

  /** A column's text; null when the row has none. */
  @Nullable String text(String column) {
    Object value = row.getValueByKey(column);
    return value == null || value.toString().isEmpty() ? null : value.toString();
  }

  long count(String column) {
    String text = text(column);
    return text == null ? 0 : (long) Double.parseDouble(text);
  }

  Row reading() {
    String metric = required("metric");
    return new Row(time(), required("device"), metric, value(metric, "value"), 0);
  }

  Bucket bucket(String metric) {
    long numbers = count("numbers");
    long points = numbers + count("flags") + count("texts") + count("places");
    return new Bucket(
        ReadingTime.instant(time()),
        points,
        value(metric, "number"),
        numbers == 0
            ? null
            : new Bucket.Numbers(
                number("least"), number("middle"), number("most"), number("number")));
  }

  private long time() {
    return Long.parseLong(required("time"));
  }

  private Value value(String metric, String numberColumn) {
    if (text(numberColumn) != null) {
      return new Value.Quantity(number(numberColumn), Units.of(metric));
    }
    String flag = text("flag");
    if (flag != null) {
      return new Value.Flag(Boolean.parseBoolean(flag));
    }
    if (text("latitude") != null) {
      double altitude = text("altitude") == null ? Double.NaN : number("altitude");
      return new Value.Position(number("latitude"), number("longitude"), altitude);
    }
    String text = text("text");
    return new Value.Text(text == null ? "" : text);
  }

  private double number(String column) {
    return Double.parseDouble(required(column));
  }

  private String required(String column) {
    String text = text(column);
    if (text == null) {
      throw new IllegalArgumentException("InfluxDB's answer has no " + column);
    }
    return text;
  }
}
