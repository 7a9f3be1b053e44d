package io.fengsui.rules;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine with a hand-moved clock that counts seconds, and a short way to say what it did. */
final class Watch {

  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  static final Duration SILENT_AFTER = Duration.ofSeconds(90);

  final List<String> said = new ArrayList<>();
  final List<Change> changes = new ArrayList<>();
  RuleEngine engine;

  Watch(Rule... rules) {
    engine = new RuleEngine(List.of(rules));
  }

  static Rule rule(String id, Condition when) {
    return rule(id, when, 0, 0);
  }

  static Rule rule(String id, Condition when, int holdFor, int keepFor) {
    return new Rule(
        id,
        new Label("标题", "title"),
        Scope.DEVICE,
        Selection.ALL,
        List.of(new Level(Severity.II, when, Duration.ofSeconds(holdFor))),
        List.of(),
        Duration.ofSeconds(keepFor),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        "test",
        new Label("建议", "advice"),
        false);
  }

  static Condition above(String metric, double level) {
    return new Condition.Above(new Measure.Reading(metric), level, level);
  }

  static Condition above(String metric, double level, double clear) {
    return new Condition.Above(new Measure.Reading(metric), level, clear);
  }

  static Condition below(String metric, double level, double clear) {
    return new Condition.Below(new Measure.Reading(metric), level, clear);
  }

  static Condition is(String metric, Object value) {
    return new Condition.Is(metric, value);
  }

  static Condition silent(int seconds) {
    return new Condition.Absent(Optional.of(Duration.ofSeconds(seconds)));
  }

  static Condition silentByClass() {
    return new Condition.Absent(Optional.empty());
  }

  static Subject device(String id) {
    return device(id, "smoke-detector");
  }

  static Subject device(String id, String type) {
    return new Subject(id, type, "grid-1", SILENT_AFTER);
  }

  static Instant at(double seconds) {
    return START.plusNanos(Math.round(seconds * 1e9));
  }

  Watch knows(String id) {
    engine.watch(device(id), START, this::take);
    return this;
  }

  Watch says(double second, String id, String metric, Object value) {
    return says(second, id, Map.of(metric, value));
  }

  Watch says(double second, String id, Map<String, Object> readings) {
    engine.accept(new Signal(device(id), at(second), readings), this::take);
    return this;
  }

  Watch until(double second) {
    engine.wake(at(second), this::take);
    return this;
  }

  Watch away(double from, double to) {
    engine.resumed(at(to), at(from), this::take);
    return this;
  }

  Watch lost(double from, double to) {
    engine.missed(at(to), at(from), this::take);
    return this;
  }

  /** Carries all over to a new engine. */
  Watch restart(Rule... rules) {
    engine = restored(bytes(), List.of(rules));
    return this;
  }

  byte[] bytes() {
    Capture copy = engine.capture();
    copy.step(Integer.MAX_VALUE);
    return bytes(copy);
  }

  static byte[] bytes(Capture copy) {
    var bytes = new ByteArrayOutputStream();
    try {
      copy.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  RuleEngine restored(byte[] bytes, List<Rule> rules) {
    try {
      var in = new DataInputStream(new ByteArrayInputStream(bytes));
      return RuleEngine.restore(rules, in, this::take);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(Change change) {
    changes.add(change);
    double second = Duration.between(START, change.at()).toMillis() / 1e3;
    String what =
        switch (change) {
          case Change.Raised _ -> "raised";
          case Change.Escalated escalated -> "escalated to " + escalated.severity();
          case Change.Cleared _ -> "cleared";
        };
    said.add("%.1f %s %s %s".formatted(second, what, change.rule().id(), change.subject()));
  }
}
