package io.fengsui.rules.reference;

import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rules, and what happens to those they watch. */
record Story(List<Rule> rules, List<Told> events) {

  /** A Sunday morning at eight in Shanghai. */
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  /** What the reference says. */
  List<Said> naively() {
    var engine = new NaiveEngine(rules, Guards.naive(rules), Said.nanos(START));
    Instant now = START;
    for (Told told : events) {
      now = now.plus(told.after());
      told.tell(engine, Said.nanos(now));
    }
    return engine.said();
  }

  /** What the engine says. */
  List<Said> run() {
    return run(_ -> true, events.size());
  }

  /** What the engine says of some devices, if it goes on from a snapshot after so many events. */
  List<Said> run(Predicate<String> devices, int restart) {
    var changes = new ArrayList<Change>();
    var engine = begin();
    Instant now = START;
    for (int i = 0; i < events.size(); i++) {
      if (i == restart) {
        engine = restarted(engine, changes);
      }
      Told told = events.get(i);
      now = now.plus(told.after());
      if (told.device().isEmpty() || devices.test(told.device())) {
        told.tell(engine, now, changes::add);
      }
    }
    return sorted(changes);
  }

  /** An engine at the beginning. */
  RuleEngine begin() {
    var engine = new RuleEngine(rules, Guards::of);
    engine.wake(START, _ -> {});
    return engine;
  }

  static List<Said> sorted(List<Change> changes) {
    return changes.stream().map(Said::of).sorted().toList();
  }

  /** Seconds since the start. */
  static String clock(long nanos) {
    return String.valueOf((nanos - Said.nanos(START)) / 1e9);
  }

  private RuleEngine restarted(RuleEngine engine, List<Change> changes) {
    var copy = engine.capture();
    copy.step(Integer.MAX_VALUE);
    var bytes = new ByteArrayOutputStream();
    try {
      copy.writeTo(bytes);
      var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      return RuleEngine.restore(rules, Guards::of, in, changes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A story that a person can follow. */
  @Override
  public String toString() {
    var text = new StringBuilder("\n");
    for (Rule rule : rules) {
      text.append(brief(rule));
    }
    Instant now = START;
    for (Told told : events) {
      now = now.plus(told.after());
      text.append("%10s %s%n".formatted(clock(Said.nanos(now)), told));
    }
    return text
        + naively().stream().map(said -> "  reference: " + said).collect(Collectors.joining("\n"))
        + "\n";
  }

  /** What matters of a rule, without the names of fields. */
  private static String brief(Rule rule) {
    return "%s per %s of %s: %s variants %s keep %s flapping %s guard %s secondary %s%n"
        .formatted(
            rule.id(),
            rule.per(),
            rule.selection(),
            rule.levels(),
            rule.variants(),
            rule.keepFor(),
            rule.flapping(),
            rule.guard(),
            rule.secondary())
        .replaceAll("\\w+=", "")
        .replace("Selection[[], [], [], [], []]", "everything")
        .replaceAll("(Optional.empty|Reading\\[(\\w+)])", "$2");
  }
}
