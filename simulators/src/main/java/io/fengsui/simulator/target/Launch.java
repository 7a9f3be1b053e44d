package io.fengsui.simulator.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a hub is started under.
 *
 * @param prefix words before the hub's own command line, for instance {@code strace -f}
 * @param environment variables besides those of this process
 */
public record Launch(List<String> prefix, Map<String, String> environment) {
  /** Nothing. */
  public static final Launch PLAIN = new Launch(List.of(), Map.of());

  public Launch {
    prefix = List.copyOf(prefix);
    environment = Map.copyOf(environment);
  }

  /** This, with words before it. */
  public Launch under(List<String> words) {
    var all = new ArrayList<>(words);
    all.addAll(prefix);
    return new Launch(all, environment);
  }

  /** This, with more variables. */
  public Launch with(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return new Launch(prefix, all);
  }

  List<String> words(List<String> hub) {
    var all = new ArrayList<>(prefix);
    all.addAll(hub);
    return all;
  }
}
