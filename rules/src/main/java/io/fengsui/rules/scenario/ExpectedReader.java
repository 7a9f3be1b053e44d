package io.fengsui.rules.scenario;

import io.fengsui.rules.definition.Fields;
import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.Scalars;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.definition.Spelling;
import io.fengsui.rules.scenario.Expected.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what stands under {@code then:}. */
final class ExpectedReader {

  private static final int LENGTH = 128;
  private static final List<String> KINDS = Arrays.stream(Kind.values()).map(Kind::key).toList();

  private final Problems problems;
  private final Scalars scalars;
  private final TimeReader times;

  ExpectedReader(Problems problems, TimeReader times) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.times = times;
  }

  List<Expected> read(Node node, Stage stage) {
    var expected = new ArrayList<Expected>();
    for (Node item : ScenarioFile.list(node, "then", "begin each item with - ", problems)) {
      var fields =
          Fields.of(
              item,
              "an item of then",
              problems,
              "at",
              "raised",
              "escalated",
              "cleared",
              "never",
              "device",
              "place",
              "severity",
              "secondary");
      if (fields.isMapping()) {
        item(item, fields, stage).ifPresent(expected::add);
      }
    }
    return expected;
  }

  private Optional<Expected> item(Node item, Fields fields, Stage stage) {
    List<String> kinds = fields.present(KINDS);
    if (kinds.size() != 1) {
      problems.add(item, "one of " + String.join(", ", KINDS) + " must stand here", "with a rule");
      return Optional.empty();
    }
    Kind kind = Kind.valueOf(kinds.getFirst().toUpperCase(Locale.ROOT));
    Optional<Duration> at = at(item, fields, kind);
    Node rule = fields.get(kind.key());
    Optional<String> id = rule == null ? Optional.empty() : scalars.text(rule, kind.key(), LENGTH);
    Optional<String> subject = subject(fields, stage);
    Optional<Severity> severity = severity(fields.get("severity"));
    Node mark = fields.get("secondary");
    Optional<Boolean> secondary = mark == null ? Optional.empty() : scalars.flag(mark, "secondary");
    if (at.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    int line = ScenarioFile.line(item);
    return Optional.of(new Expected(line, kind, at.get(), id.get(), subject, severity, secondary));
  }

  private Optional<Duration> at(Node item, Fields fields, Kind kind) {
    Node at = fields.get("at");
    if (kind != Kind.NEVER) {
      return fields.required("at", "when, for instance at: 30s").flatMap(n -> times.read(n, "at"));
    }
    if (at != null) {
      problems.add(item, "never has no time", "leave at out");
    }
    return Optional.of(Duration.ZERO);
  }

  private Optional<String> subject(Fields fields, Stage stage) {
    Node device = fields.get("device");
    Node place = fields.get("place");
    if (device != null && place != null) {
      problems.add(place, "an alarm is of a device or of a place", "keep one");
    }
    if (place != null) {
      return known(place, "place", places(stage));
    }
    return device == null ? Optional.empty() : known(device, "device", stage.devices().keySet());
  }

  private Optional<String> known(Node node, String what, Set<String> known) {
    String name = Scalars.text(node);
    if (!known.contains(name)) {
      String hint = known.isEmpty() ? "none is given" : Spelling.hint(name, known);
      problems.add(node, "there is no " + what + " \"" + name + "\"", hint);
    }
    return Optional.of(name);
  }

  private static Set<String> places(Stage stage) {
    var places = new TreeSet<String>();
    for (Scope scope : Scope.values()) {
      stage.devices().values().forEach(each -> each.group(scope).ifPresent(places::add));
    }
    return places;
  }

  private Optional<Severity> severity(@Nullable Node node) {
    if (node == null) {
      return Optional.empty();
    }
    String text = Scalars.text(node);
    Optional<Severity> severity =
        Arrays.stream(Severity.values())
            .filter(each -> each.name().equals(text) || each.colour().equals(text))
            .findFirst();
    if (severity.isEmpty()) {
      String hint = "I (red), II (orange), III (yellow) or IV (blue)";
      problems.add(node, "unknown severity \"" + text + "\"", hint);
    }
    return severity;
  }
}
