package io.fengsui.hub.rules;

import io.fengsui.adapter.Metrics;
import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.rules.RuleSet.File;
import io.fengsui.hub.rules.RuleSet.Layer;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.fengsui.rules.definition.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts sets of rules together: the shipped files or those that the settings name, {@code *.yaml} in
 * the data folder, and what people changed. A rule replaces a shipped one with the same id; an own
 * file with the name of a shipped one stands in its place.
 */
final class RuleFiles {

  private final List<Path> named;
  private final Path folder;
  private final Shipped shipped = new Shipped();
  private final Vocabulary vocabulary;

  /**
   * What the files say.
   *
   * @param set not to be run unless there are no problems
   */
  record Loaded(RuleSet set, List<Problem> problems) {}

  /**
   * Reads nothing yet.
   *
   * @param named files to read instead of those that are shipped and those in the folder
   * @param types device types that rules may name
   */
  RuleFiles(List<Path> named, Path folder, Collection<DeviceType> types) {
    this.named = List.copyOf(named);
    this.folder = folder;
    this.vocabulary = vocabulary(types);
  }

  Shipped shipped() {
    return shipped;
  }

  /** Reads them now. Never throws for what they say, or for a file that is missing. */
  Loaded load(RuleEdits edits) {
    List<Problem> problems = new ArrayList<>();
    Map<String, File> files = new LinkedHashMap<>();
    try {
      if (named.isEmpty()) {
        shipped.files(edits.packs()).forEach(file -> files.put(file.name(), file));
      }
      for (Path path : named.isEmpty() ? inFolder() : named) {
        String name = named.isEmpty() ? path.getFileName().toString() : path.toString();
        var file = new File(name, Layer.DISK, text(path));
        files.remove(name); // to the end: it replaces
        files.put(name, file);
      }
    } catch (NoSuchFileException e) {
      problems.add(unreadable(e.getFile(), "there is no such file"));
    } catch (IOException e) {
      problems.add(unreadable(folder.toString(), String.valueOf(e.getMessage())));
    }
    edits
        .files()
        .forEach(
            (name, text) -> {
              files.remove(name);
              files.put(name, new File(name, Layer.OWN, text));
            });
    return join(edits, files, problems);
  }

  /**
   * What would run if these files were there too: their rules take the place of those with the same
   * ids, wherever these are, and a file that of the same name.
   *
   * @param tried texts by name
   */
  Loaded with(RuleSet running, Map<String, String> tried) {
    Map<String, File> files = new LinkedHashMap<>();
    tried.forEach((name, text) -> files.put(name, new File(name, Layer.OWN, text)));
    Map<String, String> texts = new LinkedHashMap<>(tried);
    Set<String> others = new HashSet<>(running.files().keySet());
    others.removeAll(tried.keySet());
    running.files().values().stream()
        .filter(file -> others.contains(file.name()))
        .sorted(Comparator.comparing(File::layer).reversed().thenComparing(File::name))
        .forEach(
            file -> {
              files.put(file.name(), file);
              texts.put(file.name(), file.text());
            });
    return join(running.edits(), files, RuleFile.readAll(texts, others, vocabulary));
  }

  /** What one file says by itself; without the rules that have mistakes. */
  List<Rule> rulesOf(File file) {
    return RuleFile.read(file.name(), file.text(), vocabulary).rules();
  }

  private Loaded join(RuleEdits edits, Map<String, File> files, List<Problem> problems) {
    Map<String, String> texts = new LinkedHashMap<>();
    Set<String> replaceable = new HashSet<>();
    for (File file : files.values()) {
      texts.put(file.name(), file.text());
      if (file.layer() == Layer.SHIPPED || file.layer() == Layer.PACK) {
        replaceable.add(file.name());
      }
    }
    Loaded loaded = join(edits, files, RuleFile.readAll(texts, replaceable, vocabulary));
    problems.addAll(loaded.problems());
    return new Loaded(loaded.set(), List.copyOf(problems));
  }

  private static Loaded join(RuleEdits edits, Map<String, File> files, RuleFile.Result result) {
    List<Rule> rules = result.rules().stream().map(rule -> inMode(rule, edits)).toList();
    return new Loaded(
        new RuleSet(0, edits, rules, files, result.files(), result.warnings()), result.problems());
  }

  private static Rule inMode(Rule rule, RuleEdits edits) {
    RuleMode mode = edits.modes().get(rule.id());
    return mode == null ? rule : rule.inShadow(mode == RuleMode.SHADOW);
  }

  private List<Path> inFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Broken UTF-8 becomes replacement characters, which the reader of the file complains about. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Problem unreadable(String file, String why) {
    return new Problem(file, 1, 1, "", why, "check fengsui.rules.files and the folder's rights");
  }

  private static Vocabulary vocabulary(Collection<DeviceType> types) {
    return Vocabulary.of(
        Metrics.all().stream().map(RuleFiles::known).toList(),
        types.stream().collect(Collectors.toMap(DeviceType::key, type -> type.lane().key())));
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
