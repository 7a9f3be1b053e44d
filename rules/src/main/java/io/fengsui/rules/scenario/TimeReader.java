package io.fengsui.rules.scenario;

import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.Scalars;
import io.fengsui.rules.definition.Spans;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads spans of time: as rule files have them, or a plain number of seconds. */
final class TimeReader {

  /** As far as a scenario may go. */
  static final Duration LONGEST = Duration.ofDays(366);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,8}(?:\\.[0-9]{1,3})?");

  private final Problems problems;
  private final Scalars scalars;

  TimeReader(Problems problems) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
  }

  Optional<Duration> read(Node node, String what) {
    String text = Scalars.text(node);
    if (!SECONDS.matcher(text).matches()) {
      return scalars.duration(node, what);
    }
    return within(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)), node, what);
  }

  Optional<Duration> positive(Node node, String what) {
    Optional<Duration> span = read(node, what);
    if (span.isPresent() && !span.get().isPositive()) {
      problems.add(node, what + " must be longer than nothing", "for instance 30s");
      return Optional.empty();
    }
    return span;
  }

  /** The span if it is not longer than a scenario may be; else a problem. */
  Optional<Duration> within(Duration span, Node node, String what) {
    if (span.compareTo(LONGEST) > 0) {
      problems.add(node, what + " is too long", "at most " + Spans.text(LONGEST));
      return Optional.empty();
    }
    return Optional.of(span);
  }
}
