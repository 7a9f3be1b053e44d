package io.fengsui.hub.rules;

import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each rule of a lane raised and cleared an alarm since it was made or changed, and for
 * rules in shadow what they last did. Saved with the engine's state and restored with it, so that a
 * replay counts nothing twice. Written by the lane's thread; {@link #of} may be called on any.
 */
final class RuleCounts {

  /** Of a rule in shadow, so many of its last doings are kept. */
  static final int LAST = 20;

  private static final int MOST_RULES = 1_000_000;

  private final Map<String, RuleCount> counts = new ConcurrentHashMap<>();

  /** Counts a change. */
  void count(Change change) {
    counts.merge(change.rule().id(), RuleCount.NONE.and(change), (before, _) -> before.and(change));
  }

  /** What a rule did. Any thread. */
  RuleCount of(String rule) {
    return counts.getOrDefault(rule, RuleCount.NONE);
  }

  /** Forgets rules that are gone or are not what they were. */
  void change(List<Rule> before, List<Rule> after, Instant at) {
    RuleDifference difference = RuleDifference.between(before, after);
    difference.removed().forEach(counts::remove);
    difference.changed().forEach(rule -> counts.put(rule, RuleCount.since(at)));
    difference.added().forEach(rule -> counts.put(rule, RuleCount.since(at)));
  }

  /** A copy for {@link #restore}. */
  byte[] save() {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      out.writeInt(counts.size());
      for (Map.Entry<String, RuleCount> each : counts.entrySet()) {
        out.writeUTF(each.getKey());
        each.getValue().write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Counts on from a copy; from nothing if it is empty. */
  void restore(byte[] saved) throws IOException {
    counts.clear();
    if (saved.length == 0) {
      return;
    }
    var in = new DataInputStream(new ByteArrayInputStream(saved));
    int rules = in.readInt();
    if (rules < 0 || rules > MOST_RULES) {
      throw new IOException("the counts of " + rules + " rules");
    }
    for (int left = rules; left > 0; left--) {
      counts.put(in.readUTF(), RuleCount.read(in));
    }
  }
}
