package io.fengsui.rules.definition;

import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** From text to YAML nodes, within bounds. */
public final class YamlText {

  private static final long MAX_BYTES = 1_000_000;
  private static final int MAX_DEPTH = 40;

  private YamlText() {}

  /** The document; empty, and a problem added, if the text is no YAML that a rule file can be. */
  public static Optional<Node> root(String yaml, Problems problems) {
    long bytes = bytes(yaml);
    if (bytes > MAX_BYTES) {
      problems.add(
          Optional.empty(),
          String.format(Locale.ROOT, "the file is too long: %,d bytes", bytes),
          String.format(Locale.ROOT, "split it; at most %,d bytes", MAX_BYTES));
      return Optional.empty();
    }
    var settings =
        LoadSettings.builder()
            .setLabel(problems.file())
            .setUseMarks(true)
            .setAllowDuplicateKeys(true)
            .build();
    try {
      if (!withinBounds(settings, yaml, problems)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        problems.add(Optional.empty(), "the file is empty", "write rules: {} for no rules");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      String context = e.getContext() == null ? "" : " " + e.getContext();
      problems.add(
          e.getProblemMark(),
          "this is no YAML: " + e.getProblem() + context,
          "check indentation, quotes and brackets here");
    } catch (YamlEngineException e) {
      problems.add(Optional.empty(), "this is no YAML: " + firstLine(e), "");
    }
    return Optional.empty();
  }

  /** As UTF-8; a text that is too long anyway is not walked through. */
  private static long bytes(String yaml) {
    if (yaml.length() > MAX_BYTES) {
      return yaml.length();
    }
    return yaml.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }

  /** Looks at the events first: composing recurses, and an alias can make a small file endless. */
  private static boolean withinBounds(LoadSettings settings, String yaml, Problems problems) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
        problems.add(
            event.getStartMark(),
            "references with & and * are not understood",
            "write out what they stand for");
        return false;
      }
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        problems.add(event.getStartMark(), "nested too deeply", "at most " + MAX_DEPTH + " levels");
        return false;
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return true;
  }

  private static String firstLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
