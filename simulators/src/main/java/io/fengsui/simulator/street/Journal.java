package io.fengsui.simulator.street;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * The short log that people read, in their language, with the time since the start. Thread-safe.
 */
final class Journal {
  private final PrintStream out;
  private final boolean chinese;
  private final long start = System.nanoTime();

  /**
   * Makes a journal.
   *
   * @param lang {@code zh} for Chinese, else English
   */
  Journal(PrintStream out, String lang) {
    this.out = out;
    this.chinese = lang.toLowerCase(Locale.ROOT).startsWith("zh");
  }

  /** Writes one line; both texts take the same arguments. */
  void tell(String zh, String en, Object... arguments) {
    var passed = Duration.ofNanos(System.nanoTime() - start);
    var text = (chinese ? zh : en).formatted(arguments);
    out.printf(Locale.ROOT, "%02d:%02d  %s%n", passed.toMinutes(), passed.toSecondsPart(), text);
  }
}
