package io.fengsui.hub.store.influx;

import com.influxdb.exceptions.InfluxException;
import java.util.regex.Pattern;

/** What the server said, in one sentence. */
final class InfluxTrouble {

  private static final int LONGEST = 300;

  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;
  private static final Pattern ABOUT_LINES =
      Pattern.compile("partial write|unable to parse|field type|line protocol|beyond retention");

  private InfluxTrouble() {}

  static boolean isTooLarge(InfluxException e) {
    return e.status() == TOO_LARGE;
  }

  /**
   * Whether lines are at fault that the server will never take. Any other refusal, a wrong path or
   * name among them, is for a person to mend, and the readings wait.
   */
  static boolean isAboutLines(InfluxException e) {
    boolean refused = e.status() == BAD_REQUEST || e.status() == UNPROCESSABLE;
    return isTooLarge(e) || (refused && ABOUT_LINES.matcher(told(e)).find());
  }

  static String told(InfluxException e) {
    String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    String words = said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
    return e.status() == 0
        ? "InfluxDB does not answer: " + words
        : "InfluxDB answered %d: %s".formatted(e.status(), words);
  }
}
