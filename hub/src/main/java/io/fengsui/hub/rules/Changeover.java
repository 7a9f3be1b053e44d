package io.fengsui.hub.rules;

import io.fengsui.rules.Capture;
import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Carries a lane's state over to other rules while the lane goes on with the old ones: the state is
 * copied in slices between batches, and read into an engine with the new rules on another thread.
 * Then the lane reads on from where the copy was made; what it evaluates again gives the same
 * events, which know themselves. Used by the lane's thread.
 */
final class Changeover {

  /** Subjects copied between two batches: about two milliseconds. */
  private static final int SLICE = 2000;

  private final List<Rule> before;
  private final List<Rule> after;
  private final long position;
  private final Capture state;
  private final byte[] counts;
  private final Executor reader;
  private @Nullable CompletableFuture<Carried> reading;

  /**
   * A state under other rules.
   *
   * @param changes what came of the rules' change
   * @param position the first record that the engine has not seen
   */
  record Carried(
      List<Rule> rules,
      RuleEngine engine,
      List<Change> changes,
      RuleCounts counts,
      long position) {}

  /**
   * Begins to copy.
   *
   * @param after the rules to change over to
   * @param position the first record that the engine has not seen
   * @param reader runs what takes a while
   */
  Changeover(LaneEngine engine, List<Rule> after, long position, Executor reader) {
    this.before = engine.rules();
    this.after = after;
    this.position = position;
    this.state = engine.engine().capture();
    this.counts = engine.counts().save();
    this.reader = reader;
  }

  /** Whether it leads to these rules. */
  boolean leadsTo(List<Rule> rules) {
    return after.equals(rules);
  }

  /** Goes on a little; null as long as it is not done. */
  @Nullable Carried step() {
    CompletableFuture<Carried> begun = reading;
    if (begun == null) {
      if (!state.step(SLICE)) {
        return null;
      }
      begun = CompletableFuture.supplyAsync(this::read, reader);
      reading = begun;
    }
    return begun.isDone() ? begun.join() : null;
  }

  private Carried read() {
    List<Change> changes = new ArrayList<>();
    var carried = new RuleCounts();
    try {
      var bytes = new ByteArrayOutputStream();
      state.writeTo(bytes);
      RuleEngine engine = LaneEngine.restored(after, bytes.toByteArray(), changes::add);
      carried.restore(counts);
      carried.change(before, after, engine.time());
      return new Carried(after, engine, changes, carried, position);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a state that was just written can be read
    }
  }
}
