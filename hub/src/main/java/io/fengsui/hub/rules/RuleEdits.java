package io.fengsui.hub.rules;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that people changed of the rules through the hub, beside the files that are shipped or on
 * disk.
 *
 * @param files texts by file name; one with the name of a shipped file stands in its place
 * @param packs names of the shipped files that are run besides the usual one
 * @param modes of rules, whatever their files say
 */
public record RuleEdits(
    SortedMap<String, String> files, SortedSet<String> packs, SortedMap<String, RuleMode> modes) {

  /** Nothing is changed. */
  public static final RuleEdits NONE = new RuleEdits(Map.of(), Set.of(), Map.of());

  public RuleEdits {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    packs = Collections.unmodifiableSortedSet(new TreeSet<>(packs));
    modes = Collections.unmodifiableSortedMap(new TreeMap<>(modes));
  }

  /** Of collections in any order. */
  public RuleEdits(Map<String, String> files, Set<String> packs, Map<String, RuleMode> modes) {
    this(new TreeMap<>(files), new TreeSet<>(packs), new TreeMap<>(modes));
  }

  /** With these texts instead of what the files said; an empty one takes its file out. */
  public RuleEdits with(Map<String, Optional<String>> texts) {
    var changed = new TreeMap<>(files);
    texts.forEach(
        (name, text) ->
            text.ifPresentOrElse(now -> changed.put(name, now), () -> changed.remove(name)));
    return new RuleEdits(changed, packs, modes);
  }

  /** With a rule in another mode. */
  public RuleEdits with(String rule, RuleMode mode) {
    var changed = new TreeMap<>(modes);
    changed.put(rule, mode);
    return new RuleEdits(files, packs, changed);
  }

  /** With a pack switched on or off. */
  public RuleEdits with(String pack, boolean enabled) {
    var changed = new TreeSet<>(packs);
    if (enabled) {
      changed.add(pack);
    } else {
      changed.remove(pack);
    }
    return new RuleEdits(files, changed, modes);
  }
}
