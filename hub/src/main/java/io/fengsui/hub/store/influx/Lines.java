package io.fengsui.hub.store.influx;

import io.fengsui.adapter.Value;

/** Writes readings as lines. What a tag cannot hold is replaced: no line breaks, no backslash. */
final class Lines {

  static final String MEASUREMENT = "readings";

  private Lines() {}

  /**
   * One reading.
   *
   * @param time nanoseconds since 1970
   */
  static String line(String device, String metric, Value value, long time) {
    var line = new StringBuilder(96).append(MEASUREMENT).append(",device=");
    tag(line, device);
    line.append(",metric=");
    tag(line, metric);
    line.append(' ');
    switch (value) {
      case Value.Quantity(double amount, var _) -> line.append("value=").append(amount);
      case Value.Flag(boolean on) -> line.append("flag=").append(on);
      case Value.Text(String text) -> {
        line.append("text=");
        string(line, text);
      }
      case Value.Position(double latitude, double longitude, double altitude) -> {
        line.append("latitude=").append(latitude).append(",longitude=").append(longitude);
        if (Double.isFinite(altitude)) {
          line.append(",altitude=").append(altitude);
        }
      }
    }
    return line.append(' ').append(time).toString();
  }

  private static void tag(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case ',', '=', ' ' -> line.append('\\').append(c);
        case '\\' -> line.append('/');
        case '\n', '\r', '\t' -> line.append("\\ ");
        default -> line.append(c);
      }
    }
  }

  private static void string(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\');
      }
      line.append(c);
    }
    line.append('"');
  }
}
