package io.fengsui.hub.store.export;

import io.fengsui.adapter.Value;
import io.fengsui.hub.store.Point;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * CSV after RFC 4180 in UTF-8, one line a point: {@code
 * time,device,metric,value,text,latitude,longitude}. The time is UTC with milliseconds; a flag's
 * value is 1 or 0.
 */
final class CsvFile implements ReadingFile {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final double WHOLE = 1e15;
  private static final int BUFFER = 1 << 16;

  private final Writer out;
  private Instant at = Instant.MIN;
  private String time = "";

  CsvFile(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    this.out.write("time,device,metric,value,text,latitude,longitude\r\n");
  }

  @Override
  public void row(String device, String metric, Point point) throws IOException {
    out.write(time(point.at()));
    out.write(',');
    out.write(quoted(device));
    out.write(',');
    out.write(quoted(metric));
    out.write(',');
    out.write(
        switch (point.value()) {
          case Value.Quantity(double amount, var _) -> number(amount) + ",,,";
          case Value.Flag(boolean on) -> (on ? "1" : "0") + ",,,";
          case Value.Text(String text) -> "," + quoted(text) + ",,";
          case Value.Position(double latitude, double longitude, var _) ->
              ",," + latitude + "," + longitude;
        });
    out.write("\r\n");
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  @Override
  public void close() {}

  /** The readings of a message share their time. */
  private String time(Instant instant) {
    Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
    if (!millis.equals(at)) {
      at = millis;
      time = MILLISECONDS.format(millis);
    }
    return time;
  }

  private static String number(double amount) {
    return amount == Math.rint(amount) && Math.abs(amount) < WHOLE
        ? Long.toString((long) amount)
        : Double.toString(amount);
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
