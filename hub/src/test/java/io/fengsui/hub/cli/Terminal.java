package io.fengsui.hub.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A person's terminal in a test: what is typed, and what appears. */
public final class Terminal {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private final Map<String, String> variables = new HashMap<>();
  private final Queue<String> typed = new ArrayDeque<>();
  private final Path home;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  public Terminal(Path home) {
    this.home = home;
  }

  public Terminal with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Terminal types(String... lines) {
    typed.addAll(List.of(lines));
    return this;
  }

  /** Runs one command and returns its exit status. */
  public int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return Main.run(surroundings(), arguments);
  }

  Surroundings surroundings() {
    return new Surroundings(
        variables,
        home,
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        (question, hidden) -> typed.poll(),
        false,
        InstantSource.fixed(NOW),
        ZoneOffset.UTC);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
