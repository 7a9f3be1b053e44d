package io.fengsui.rules.definition;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a rule tells people. */
final class TextReader {

  static final List<String> LANGUAGES = List.of("zh", "en");
  private static final int TITLE_LENGTH = 80;
  private static final int ADVICE_LENGTH = 2000;
  private static final int CATEGORY_LENGTH = 64;

  private final Problems problems;
  private final Scalars scalars;

  TextReader(Problems problems) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
  }

  Optional<Label> title(Fields rule) {
    return label(rule, "title", TITLE_LENGTH, "title: { zh: …, en: … }");
  }

  Optional<Label> advice(Fields rule) {
    return label(rule, "advice", ADVICE_LENGTH, "advice: { zh: …, en: … }, what the officer does");
  }

  Optional<String> category(Fields rule) {
    return rule.required("category", "for instance category: fire")
        .flatMap(node -> scalars.text(node, "category", CATEGORY_LENGTH));
  }

  private Optional<Label> label(Fields rule, String key, int max, String hint) {
    Optional<Node> node = rule.required(key, "write " + hint);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    var fields = Fields.of(node.get(), key, problems, LANGUAGES);
    Optional<String> zh = language(fields, "zh", key, max);
    Optional<String> en = language(fields, "en", key, max);
    return zh.flatMap(chinese -> en.map(english -> new Label(chinese, english)));
  }

  private Optional<String> language(Fields label, String language, String what, int max) {
    return label
        .required(language, "every text is there in both languages, zh and en")
        .flatMap(node -> scalars.text(node, what + " in " + language, max));
  }
}
