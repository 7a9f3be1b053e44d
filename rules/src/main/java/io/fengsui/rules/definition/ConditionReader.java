package io.fengsui.rules.definition;

import io.fengsui.rules.definition.MetricNames.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what stands under {@code when:}. */
final class ConditionReader {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_PARTS = 100;

  private final Problems problems;
  private final MetricNames metrics;
  private final LevelReader levels;
  private final ValueReader values;
  private final TimeReader times;
  private final MembersReader members;
  private final Contradictions contradictions;

  ConditionReader(Surroundings surroundings, Parameters parameters) {
    this.problems = surroundings.problems();
    var scalars = new Scalars(problems, parameters);
    this.metrics = new MetricNames(surroundings.vocabulary(), problems);
    this.levels = new LevelReader(metrics, scalars, problems);
    this.values = new ValueReader(scalars, problems, surroundings.zones());
    this.times = new TimeReader(surroundings, scalars, levels, this);
    this.members = new MembersReader(surroundings, scalars, levels, this);
    this.contradictions = new Contradictions(surroundings.vocabulary());
  }

  Optional<Condition> read(Node node, Where where) {
    return read(node, where, MAX_DEPTH);
  }

  Optional<Condition> read(Node node, Where where, int depth) {
    if (depth == 0) {
      problems.add(node, "nested too deeply", "at most " + MAX_DEPTH + " conditions in each other");
      return Optional.empty();
    }
    var fields = Fields.of(node, "a condition", problems, Form.allKeys());
    Optional<Form> form = form(fields, node);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    if (!where.allows(form.get())) {
      problems.add(node, where.refusal(), where.hint());
      return Optional.empty();
    }
    stray(fields, form.get());
    Node value = fields.get(form.get().key());
    int before = problems.size();
    Optional<Condition> condition =
        value == null ? Optional.empty() : read(form.get(), fields, value, where, depth - 1);
    if (problems.size() == before) {
      condition.ifPresent(
          c ->
              contradictions
                  .why(c)
                  .ifPresent(why -> problems.add(node, why, contradictions.hint(c))));
    }
    return condition;
  }

  private Optional<Condition> read(Form form, Fields fields, Node value, Where where, int depth) {
    Optional<Metric> metric =
        form.hasMetric()
            ? fields.required("metric", "say which: metric: smoke").flatMap(metrics::read)
            : Optional.empty();
    return switch (form) {
      case ABOVE, BELOW -> levels.plain(form, metric, fields, value);
      case BETWEEN, OUTSIDE -> levels.span(form, metric, fields, value);
      case RISES, FALLS -> levels.slope(form, metric, fields, value);
      case DEVIATES, PERCENT_OF_MEAN -> levels.deviation(form, metric, fields, value);
      case REACHES -> levels.forecast(metric, fields, value);
      case IS, CHANGES_TO -> values.equal(form, metric, value);
      case INSIDE, OUTSIDE_OF -> values.place(form, metric, value);
      case SILENT -> times.silent(fields, value);
      case DURING -> times.during(value);
      case COUNT -> times.count(fields, value, depth);
      case FIRST -> times.order(fields, value, depth);
      case DEVICES -> members.read(fields, value, depth);
      case ANY -> parts(value, form, where, depth).map(Condition.Any::new);
      case ALL -> parts(value, form, where, depth).map(Condition.All::new);
      case NOT -> read(value, where, depth).map(Condition.Not::new);
    };
  }

  private Optional<Form> form(Fields fields, Node node) {
    List<String> ways = fields.present(Form.keys());
    if (ways.size() == 1) {
      return Optional.of(Form.of(ways.getFirst()));
    }
    if (ways.size() > 1) {
      String all = String.join(" and ", ways);
      problems.add(node, all + " do not go together", "join conditions with any: or all:");
    } else {
      fields.complain(
          "the condition says nothing to wait for", "one of " + String.join(", ", Form.keys()));
    }
    return Optional.empty();
  }

  private void stray(Fields fields, Form form) {
    for (String key : fields.present(Form.allKeys())) {
      Node node = fields.get(key);
      if (node != null && !key.equals(form.key()) && !form.companions().contains(key)) {
        problems.add(
            node, "\"" + key + "\" does not go with \"" + form.key() + "\"", "leave it out");
      }
    }
  }

  private Optional<List<Condition>> parts(Node value, Form form, Where where, int depth) {
    if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
      problems.add(value, form.key() + " must be a list of conditions", "begin each with - ");
      return Optional.empty();
    }
    if (list.getValue().size() > MAX_PARTS) {
      problems.add(value, form.key() + " has too many parts", "at most " + MAX_PARTS);
      return Optional.empty();
    }
    var parts = new ArrayList<Condition>();
    for (Node part : list.getValue()) {
      read(part, where, depth).ifPresent(parts::add);
    }
    return parts.size() == list.getValue().size() ? Optional.of(parts) : Optional.empty();
  }
}
