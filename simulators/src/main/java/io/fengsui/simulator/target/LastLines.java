package io.fengsui.simulator.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Reads a process's output so that it never blocks, and keeps its last lines. Thread-safe. */
public final class LastLines {
  private static final int KEPT = 40;
  private final Deque<String> lines = new ArrayDeque<>();

  private LastLines() {}

  public static LastLines of(InputStream output) {
    var last = new LastLines();
    Thread.ofVirtual().start(() -> last.read(output));
    return last;
  }

  /** What came last. */
  public synchronized String text() {
    return String.join("\n", lines);
  }

  private void read(InputStream output) {
    try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(its output ended: " + e.getMessage() + ")");
    }
  }

  private synchronized void add(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }
}
