package io.fengsui.hub.rules;

import io.fengsui.adapter.Metrics;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.fengsui.rules.definition.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads all rule files: those named in the settings; if none is named, the shipped one and {@code
 * *.yaml} in the data folder, where a rule replaces the shipped rule with the same id.
 */
final class RuleFiles {
  static final String SHIPPED = "/rules/street.yaml";

  private final List<Path> named;
  private final Path folder;
  private final Vocabulary vocabulary;

  /**
   * What the files say.
   *
   * @param rules not to be run unless there are no problems
   */
  record Loaded(List<Rule> rules, List<Problem> problems) {}

  /**
   * Reads nothing yet.
   *
   * @param types keys of the device types that rules may name
   */
  RuleFiles(List<Path> named, Path folder, Collection<String> types) {
    this.named = List.copyOf(named);
    this.folder = folder;
    this.vocabulary = vocabulary(types);
  }

  /** Reads them now. Never throws for what they say, or for a file that is missing. */
  Loaded load() {
    List<Problem> problems = new ArrayList<>();
    Map<String, Rule> rules = new LinkedHashMap<>();
    Map<String, String> fileOf = new LinkedHashMap<>();
    try {
      if (named.isEmpty()) {
        add("street.yaml", shipped(), rules, fileOf, problems);
        fileOf.clear(); // what is shipped may be replaced
      }
      for (Path file : named.isEmpty() ? inFolder() : named) {
        add(file.toString(), text(file), rules, fileOf, problems);
      }
    } catch (NoSuchFileException e) {
      problems.add(unreadable(e.getFile(), "there is no such file"));
    } catch (IOException e) {
      problems.add(unreadable(folder.toString(), String.valueOf(e.getMessage())));
    }
    return new Loaded(List.copyOf(rules.values()), List.copyOf(problems));
  }

  private void add(
      String name,
      String yaml,
      Map<String, Rule> rules,
      Map<String, String> fileOf,
      List<Problem> problems) {
    RuleFile.Result result = RuleFile.read(name, yaml, vocabulary);
    problems.addAll(result.problems());
    for (Rule rule : result.rules()) {
      String other = fileOf.put(rule.id(), name);
      if (other != null && !other.equals(name)) {
        problems.add(
            new Problem(
                name, 1, 1, rule.id(), "the rule is in " + other + " too", "give it another id"));
      }
      rules.put(rule.id(), rule);
    }
  }

  private List<Path> inFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String shipped() throws IOException {
    try (InputStream in = RuleFiles.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new NoSuchFileException("classpath:" + SHIPPED);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Broken UTF-8 becomes replacement characters, which the reader of the file complains about. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Problem unreadable(String file, String why) {
    return new Problem(file, 1, 1, "", why, "check fengsui.rules.files and the folder's rights");
  }

  static Vocabulary vocabulary(Collection<String> types) {
    return Vocabulary.of(Metrics.all().stream().map(RuleFiles::known).toList(), types);
  }

  private static KnownMetric known(Metrics.Metric metric) {
    KnownMetric.Kind kind =
        switch (metric.kind()) {
          case QUANTITY -> KnownMetric.Kind.QUANTITY;
          case FLAG -> KnownMetric.Kind.FLAG;
          case POSITION -> KnownMetric.Kind.POSITION;
        };
    return new KnownMetric(metric.name(), kind, metric.unit());
  }
}
