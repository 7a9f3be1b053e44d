package io.fengsui.rules.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What files give names to, zones for instance. A file means its own first; else what just one
 * other file calls so, or several in the same way.
 */
final class Named<T> {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

  private final String what;
  private final Problems problems;

  /** By name and file; empty for what has a mistake, which need not be told again. */
  private final Map<String, Map<String, Optional<T>>> things = new LinkedHashMap<>();

  /**
   * Nothing yet.
   *
   * @param what people call such a thing
   */
  Named(String what, Problems problems) {
    this.what = what;
    this.problems = problems;
  }

  /** Keeps what the file that is read now has under a key. */
  void put(Node key, Optional<T> thing) {
    String name = Scalars.text(key);
    if (!NAME.matcher(name).matches()) {
      problems.add(
          key,
          "\"" + name + "\" is no name of a " + what,
          "use letters, digits, dots and hyphens, at most 64");
    }
    things.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(problems.file(), thing);
  }

  /** What is meant in the file that is read now; empty if that has a mistake, which is told. */
  Optional<T> find(Node node) {
    String name = Scalars.text(node);
    Map<String, Optional<T>> files = things.get(name);
    if (files == null) {
      String hint =
          things.isEmpty()
              ? "there is none; write it under " + (what.equals("zone") ? "zones:" : "hours:")
              : Spelling.hint(name, things.keySet());
      problems.add(node, "unknown " + what + " \"" + name + "\"", hint);
      return Optional.empty();
    }
    Optional<T> own = files.get(problems.file());
    if (own != null) {
      return own;
    }
    List<Optional<T>> others = files.values().stream().distinct().toList();
    if (others.size() > 1) {
      problems.add(
          node,
          "\"" + name + "\" is another " + what + " in each of " + new TreeSet<>(files.keySet()),
          "write the one you mean in this file");
      return Optional.empty();
    }
    return others.getFirst();
  }
}
