package io.fengsui.rules.scenario;

import io.fengsui.rules.definition.Fields;
import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.Scalars;
import io.fengsui.rules.definition.Spelling;
import io.fengsui.rules.scenario.Given.Away;
import io.fengsui.rules.scenario.Given.Heard;
import io.fengsui.rules.scenario.Given.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what stands under {@code given:}. */
final class GivenReader {

  private static final int MOST = 100_000;
  private static final String NOTHING = "~";
  private static final Pattern TIMES = Pattern.compile("[1-9][0-9]{0,5}");

  private final ValueReader values;
  private final Problems problems;
  private final TimeReader times;

  GivenReader(ValueReader values, Problems problems, TimeReader times) {
    this.values = values;
    this.problems = problems;
    this.times = times;
  }

  /** Something that is given, and where that stands. */
  private record Placed(Given given, Node node) {}

  List<Given> read(Node node, Stage stage) {
    var found = new ArrayList<Placed>();
    for (Node item : ScenarioFile.list(node, "given", "begin each item with - ", problems)) {
      item(item, stage, found);
    }
    if (found.size() > MOST) {
      problems.add(node, "too many messages", "at most %,d a case".formatted(MOST));
      return List.of();
    }
    found.sort(Comparator.comparing(each -> each.given().at()));
    for (Placed gap : found) {
      if (gap.given() instanceof Away away) {
        found.stream().filter(each -> isWithin(each.given(), away)).forEach(this::unheard);
      }
    }
    return found.stream().map(Placed::given).toList();
  }

  private void item(Node item, Stage stage, List<Placed> to) {
    var fields =
        Fields.of(
            item,
            "an item of given",
            problems,
            "at",
            "device",
            "values",
            "metric",
            "every",
            "times",
            "observedAt",
            "heard",
            "hub",
            "for");
    Node when = fields.get("at");
    Optional<Duration> at = when == null ? Optional.of(Duration.ZERO) : times.read(when, "at");
    if (at.isEmpty() || !fields.isMapping()) {
      return;
    }
    Node heard = fields.get("heard");
    Node hub = fields.get("hub");
    if (hub != null) {
      away(hub, fields, at.get()).ifPresent(each -> to.add(new Placed(each, item)));
    } else if (heard != null) {
      device(heard, stage).ifPresent(id -> to.add(new Placed(new Heard(at.get(), id), item)));
    } else {
      Optional<Node> device = fields.required("device", "which speaks, for instance device: sd-1");
      Optional<Node> said = fields.required("values", "for instance values: { smoke: true }");
      Optional<String> id = device.flatMap(node -> device(node, stage));
      if (id.isPresent() && said.isPresent()) {
        messages(item, fields, at.get(), id.get(), said.get(), to);
      }
    }
  }

  private void messages(
      Node item, Fields fields, Duration at, String device, Node said, List<Placed> to) {
    Node metric = fields.get("metric");
    if (metric != null) {
      Optional<String> name = values.metric(metric);
      Duration every = every(fields);
      List<Node> course =
          ScenarioFile.list(said, "values", "the values of " + Scalars.text(metric), problems);
      if (name.isEmpty() || !fits(item, at, every, course.size())) {
        return;
      }
      for (int i = 0; i < course.size(); i++) {
        Duration time = at.plus(every.multipliedBy(i));
        if (!Scalars.isNull(course.get(i)) && !Scalars.text(course.get(i)).equals(NOTHING)) {
          values
              .value(name.get(), course.get(i))
              .map(value -> new Said(time, device, Map.of(name.get(), value), time))
              .ifPresent(message -> to.add(new Placed(message, item)));
        }
      }
      return;
    }
    Map<String, Object> each = values.mapping(said);
    int count = count(fields.get("times"));
    Duration every = count > 1 ? every(fields) : Duration.ZERO;
    Node observed = fields.get("observedAt");
    Optional<Duration> late =
        observed == null ? Optional.empty() : times.read(observed, "observedAt");
    if (!fits(item, at, every, count)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      Duration time = at.plus(every.multipliedBy(i));
      to.add(new Placed(new Said(time, device, each, late.orElse(time)), item));
    }
  }

  private Duration every(Fields fields) {
    return fields
        .required("every", "the time between two, for instance every: 5s")
        .flatMap(node -> times.positive(node, "every"))
        .orElse(Duration.ZERO);
  }

  private int count(@Nullable Node node) {
    if (node == null) {
      return 1;
    }
    if (!TIMES.matcher(Scalars.text(node)).matches()) {
      problems.add(node, "times is no number of messages", "for instance times: 24");
      return 1;
    }
    return Integer.parseInt(Scalars.text(node));
  }

  private boolean fits(Node item, Duration at, Duration every, int count) {
    if (count > MOST) {
      problems.add(item, "too many messages", "at most %,d a case".formatted(MOST));
      return false;
    }
    return times.within(at.plus(every.multipliedBy(count)), item, "the series").isPresent();
  }

  private Optional<Given> away(Node hub, Fields fields, Duration at) {
    String word = Scalars.text(hub);
    if (!word.equals("away") && !word.equals("missed")) {
      problems.add(hub, "the hub can be away, or have missed what was said", "hub: away");
    }
    return fields
        .required("for", "how long, for instance for: 10m")
        .flatMap(node -> times.positive(node, "for"))
        .map(lasts -> new Away(at, lasts, word.equals("missed")));
  }

  private Optional<String> device(Node node, Stage stage) {
    String id = Scalars.text(node);
    if (!stage.devices().containsKey(id)) {
      problems.add(
          node,
          "there is no device \"" + id + "\"",
          stage.devices().isEmpty()
              ? "name it under devices:"
              : Spelling.hint(id, stage.devices().keySet()));
      return Optional.empty();
    }
    return Optional.of(id);
  }

  private static boolean isWithin(Given each, Away away) {
    return !(each instanceof Away)
        && each.at().compareTo(away.at()) > 0
        && each.at().compareTo(away.until()) < 0;
  }

  private void unheard(Placed message) {
    problems.add(message.node(), "the hub is away then and hears nothing", "move it");
  }
}
