package io.fengsui.hub.store.influx;

import io.fengsui.hub.store.Selection;
import io.fengsui.hub.store.Series;
import java.util.Optional;

/** What is asked in InfluxQL. */
final class Questions {

  private static final String FROM = " FROM \"" + Lines.MEASUREMENT + "\"";

  private Questions() {}

  static String metrics(String device) {
    return "SHOW TAG VALUES%s WITH KEY = \"metric\" WHERE \"device\" = %s"
        .formatted(FROM, quoted(device));
  }

  /** Rows of a stretch of time, in order of it. */
  static String rows(Selection selection, long from, long to, int most) {
    return "SELECT \"device\", \"metric\", \"value\", \"flag\", \"text\", \"latitude\", \"longitude\", \"altitude\"%s%s LIMIT %d"
        .formatted(FROM, where(selection.device(), selection.metric(), from, to), most);
  }

  static String count(Selection selection, long from, long to) {
    return "SELECT count(\"value\"), count(\"flag\"), count(\"text\"), count(\"latitude\")%s%s"
        .formatted(FROM, where(selection.device(), selection.metric(), from, to));
  }

  /** A series in parts of equal width, from its beginning on. */
  static String buckets(Series series, long from, long to, long width) {
    String where = where(Optional.of(series.device()), Optional.of(series.metric()), from, to);
    return "SELECT min(\"value\") AS least, mean(\"value\") AS middle, max(\"value\") AS most, last(\"value\") AS number, count(\"value\") AS numbers, last(\"flag\") AS flag, count(\"flag\") AS flags, last(\"text\") AS text, count(\"text\") AS texts, last(\"latitude\") AS latitude, last(\"longitude\") AS longitude, last(\"altitude\") AS altitude, count(\"latitude\") AS places%s%s GROUP BY time(%dns, %dns) fill(none)"
        .formatted(FROM, where, width, Math.floorMod(from, width));
  }

  private static String where(
      Optional<String> device, Optional<String> metric, long from, long to) {
    return " WHERE time >= %dns AND time < %dns".formatted(from, to)
        + device.map(name -> " AND \"device\" = " + quoted(name)).orElse("")
        + metric.map(name -> " AND \"metric\" = " + quoted(name)).orElse("");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
