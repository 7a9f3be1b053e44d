package io.fengsui.hub.store.questdb;

import io.questdb.log.LogFactory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps QuestDB's own log off the terminal. */
final class QuietLog {

  private static final String SETTINGS = "/io/fengsui/hub/store/questdb/log.conf";

  private QuietLog() {}

  /** Before the first use of QuestDB, which tells standard error where it found its settings. */
  static synchronized void start() {
    if (System.getProperty(LogFactory.CONFIG_SYSTEM_PROPERTY) != null) {
      return;
    }
    System.setProperty(LogFactory.CONFIG_SYSTEM_PROPERTY, SETTINGS);
    Thread starting = Thread.currentThread();
    PrintStream terminal = System.err;
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            if (!Thread.currentThread().equals(starting)) {
              terminal.println(line);
            }
          }
        });
    try {
      LogFactory.getInstance();
    } finally {
      System.setErr(terminal);
    }
  }
}
