package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one entry under {@code rules:}. */
final class RuleReader {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*+");
  private static final int ID_LENGTH = 64;
  private static final int TITLE_LENGTH = 80;
  private static final int ADVICE_LENGTH = 2000;
  private static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(Severity::name).toList();

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Scalars scalars;
  private final ConditionReader conditions;

  RuleReader(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.conditions = new ConditionReader(vocabulary, problems);
  }

  /** The rule; empty if it has a problem that leaves no rule. */
  Optional<Rule> read(String id, Node key, Node value) {
    if (id.length() > ID_LENGTH || !ID.matcher(id).matches()) {
      problems.add(
          key,
          "\"" + id + "\" is no rule id",
          "use lower-case letters, digits and hyphens, at most " + ID_LENGTH);
    }
    var fields =
        Fields.of(
            value,
            "a rule",
            problems,
            "title",
            "types",
            "when",
            "holdFor",
            "keepFor",
            "severity",
            "task",
            "category",
            "advice");
    Optional<Label> title = label(fields, "title", TITLE_LENGTH, "title: { zh: …, en: … }");
    Set<String> types = types(fields);
    Optional<Condition> when =
        fields
            .required("when", "for instance when: { metric: smoke, is: true }")
            .flatMap(conditions::read);
    Duration holdFor = duration(fields, "holdFor");
    Duration keepFor = duration(fields, "keepFor");
    Optional<Severity> severity = severity(fields);
    boolean task = task(fields, severity);
    Optional<String> category =
        fields
            .required("category", "for instance category: fire")
            .flatMap(node -> scalars.text(node, "category", ID_LENGTH));
    Optional<Label> advice =
        label(fields, "advice", ADVICE_LENGTH, "advice: { zh: …, en: … }, what the officer does");
    if (title.isEmpty() || when.isEmpty() || severity.isEmpty() || category.isEmpty()) {
      return Optional.empty();
    }
    return advice.map(
        text ->
            new Rule(
                id,
                title.get(),
                Scope.DEVICE,
                Selection.ofTypes(types),
                List.of(new Level(severity.get(), when.get(), holdFor)),
                List.of(),
                keepFor,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                task,
                category.get(),
                text,
                false));
  }

  private Optional<Label> label(Fields rule, String key, int max, String hint) {
    Optional<Node> node = rule.required(key, "write " + hint);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    var fields = Fields.of(node.get(), key, problems, "zh", "en");
    Optional<String> zh = language(fields, "zh", key, max);
    Optional<String> en = language(fields, "en", key, max);
    return zh.flatMap(chinese -> en.map(english -> new Label(chinese, english)));
  }

  private Optional<String> language(Fields label, String language, String what, int max) {
    return label
        .required(language, "every text is there in both languages, zh and en")
        .flatMap(node -> scalars.text(node, what + " in " + language, max));
  }

  private Set<String> types(Fields fields) {
    Node node = fields.get("types");
    if (node == null) {
      return Set.of();
    }
    var types = new HashSet<String>();
    List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (items.isEmpty()) {
      problems.add(node, "types is empty", "leave it out to watch all types");
    }
    for (Node item : items) {
      scalars.text(item, "a type", ID_LENGTH).ifPresent(type -> addType(type, item, types));
    }
    return types;
  }

  private void addType(String type, Node where, Set<String> types) {
    if (!vocabulary.types().isEmpty() && !vocabulary.types().contains(type)) {
      String hint = Spelling.hint(type, vocabulary.types());
      problems.add(where, "unknown device type \"" + type + "\"", hint);
    } else if (!types.add(type)) {
      problems.add(where, "the type \"" + type + "\" is there twice", "keep one");
    }
  }

  private Duration duration(Fields fields, String key) {
    Node node = fields.get(key);
    return node == null ? Duration.ZERO : scalars.duration(node, key).orElse(Duration.ZERO);
  }

  private Optional<Severity> severity(Fields fields) {
    Optional<Node> node = fields.required("severity", "write severity: I, II, III or IV");
    if (node.isPresent() && !SEVERITIES.contains(Scalars.text(node.get()))) {
      String text = "unknown severity \"" + Scalars.text(node.get()) + "\"";
      problems.add(node.get(), text, "I (red), II (orange), III (yellow) or IV (blue)");
      return Optional.empty();
    }
    return node.map(Scalars::text).map(Severity::valueOf);
  }

  private boolean task(Fields fields, Optional<Severity> severity) {
    Node node = fields.get("task");
    boolean usual = severity.orElse(Severity.I) != Severity.IV;
    return node == null ? usual : scalars.flag(node, "task").orElse(usual);
  }
}
