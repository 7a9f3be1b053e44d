package io.fengsui.rules.definition;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** From text to YAML nodes, within bounds. */
public final class YamlText {

  private static final int MAX_LENGTH = 1_000_000;
  private static final int MAX_DEPTH = 40;

  private YamlText() {}

  /** The document; empty, and a problem added, if the text is no YAML that a rule file can be. */
  public static Optional<Node> root(String yaml, Problems problems) {
    if (yaml.length() > MAX_LENGTH) {
      problems.add(
          Optional.empty(),
          "the file is too long: %,d characters".formatted(yaml.length()),
          "split it; at most %,d characters".formatted(MAX_LENGTH));
      return Optional.empty();
    }
    var settings = LoadSettings.builder().setUseMarks(true).setAllowDuplicateKeys(true).build();
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

  /** Looks at the events first: composing recurses, and an alias can make a small file endless. */
  private static boolean withinBounds(LoadSettings settings, String yaml, Problems problems) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      if (event instanceof AliasEvent) {
        problems.add(event.getStartMark(), "references with * are not understood", "write it out");
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
