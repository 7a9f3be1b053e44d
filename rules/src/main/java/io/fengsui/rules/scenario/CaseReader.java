package io.fengsui.rules.scenario;

import io.fengsui.rules.definition.Fields;
import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.Scalars;
import io.fengsui.rules.definition.Vocabulary;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one scenario, and what those of a file have in common. */
final class CaseReader {

  private static final int NAME_LENGTH = 200;
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private final Problems problems;
  private final Scalars scalars;
  private final TimeReader times;
  private final DeviceReader devices;
  private final GivenReader given;
  private final ExpectedReader expected;

  CaseReader(Vocabulary vocabulary, Problems problems) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.times = new TimeReader(problems);
    this.devices = new DeviceReader(vocabulary, problems, times);
    this.given = new GivenReader(new ValueReader(vocabulary, problems), problems, times);
    this.expected = new ExpectedReader(problems, times);
  }

  /** What is said about devices and the start, added to what was known before. */
  Stage stage(Fields fields, Stage before) {
    Node silent = fields.get("silentAfter");
    Duration silentAfter =
        silent == null
            ? before.silentAfter()
            : times.positive(silent, "silentAfter").orElse(before.silentAfter());
    Stage stage = new Stage(before.devices(), silentAfter, before.start());
    for (String key : List.of("types", "devices")) {
      Node node = fields.get(key);
      stage = node == null ? stage : devices.read(node, key, stage);
    }
    Node start = fields.get("start");
    return start == null
        ? stage
        : new Stage(stage.devices(), silentAfter, start(start, stage.start()));
  }

  Scenario read(Node node, Fields fields, Stage common) {
    Stage stage = stage(fields, common);
    Node named = fields.get("name");
    String name = named == null ? "" : scalars.text(named, "name", NAME_LENGTH).orElse("");
    Node said = fields.get("given");
    List<Given> events = said == null ? List.of() : given.read(said, stage);
    Node then = fields.get("then");
    if (then == null && fields.isMapping()) {
      problems.add(node, "\"then\" is missing", "what must come of it; then: [] for nothing");
    }
    List<Expected> wanted = then == null ? List.of() : expected.read(then, stage);
    Node until = fields.get("until");
    Duration last = last(events, wanted);
    return new Scenario(
        name,
        ScenarioFile.line(node),
        stage.devices(),
        stage.start(),
        events,
        until == null ? last : times.read(until, "until").orElse(last),
        wanted);
  }

  private static Duration last(List<Given> events, List<Expected> wanted) {
    Stream<Duration> ends =
        events.stream().map(each -> each instanceof Given.Away away ? away.until() : each.at());
    return Stream.concat(ends, wanted.stream().map(Expected::at))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private Instant start(Node node, Instant otherwise) {
    try {
      Instant start = OffsetDateTime.parse(Scalars.text(node)).toInstant();
      if (start.isBefore(FIRST) || start.isAfter(LAST)) {
        problems.add(node, "start lies too far from now", "a day of this century");
      }
      return start;
    } catch (DateTimeException e) {
      problems.add(node, "start is no time", "for instance 2026-11-21T21:30:00+08:00");
      return otherwise;
    }
  }
}
