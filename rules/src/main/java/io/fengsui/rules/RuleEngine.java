package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules over what subjects say. Deterministic: the same calls give the same changes. Has no
 * clock, its time is what it is told, and never goes back. Used by one thread.
 */
public final class RuleEngine {

  /** An alarm that is up. */
  public record Firing(Rule rule, Subject subject, Instant began) {}

  public RuleEngine(List<Rule> rules) {}

  /**
   * Begins to watch a subject: its silence counts from {@code since} until it is heard. A subject
   * that is watched already only takes over what changed of its type, grid and silence limit; an
   * alarm that is up and no longer concerns its type is cleared.
   */
  public void watch(Subject subject, Instant since, Consumer<Change> out) {}

  /** Stops watching a retired subject; alarms of it that are up are cleared. */
  public void forget(String subjectId, Consumer<Change> out) {}

  /**
   * Takes in one message; a subject not yet watched is watched from now on. What falls due before
   * the message comes first.
   */
  public void accept(Signal signal, Consumer<Change> out) {}

  /**
   * The subject said something that has no readings for rules. What falls due before it comes
   * first. Unknown subjects are ignored.
   */
  public void heard(String subjectId, Instant at, Consumer<Change> out) {}

  /** Lets time pass: what falls due up to and including {@code through} happens at its due time. */
  public void wake(Instant through, Consumer<Change> out) {}

  /** When to call {@link #wake} at the latest; null if time alone can change nothing. */
  public @Nullable Instant nextWake() {
    return null;
  }

  /**
   * The hub was away between {@code downSince} and {@code at} and could hear nobody: silence counts
   * anew from {@code at}, except that who had fallen silent before stays silent.
   */
  public void resumed(Instant at, Instant downSince, Consumer<Change> out) {}

  /** The alarms that are up, ordered by subject id and rule. */
  public List<Firing> firing() {
    return List.of();
  }

  /** Writes all state; {@link #restore} goes on from it. */
  public void snapshot(DataOutput out) throws IOException {}

  /**
   * Goes on from a snapshot. Alarms of rules that behave as before go on. Rules that are new or
   * changed start quiet and are tried against the latest known readings; alarms of changed or
   * removed rules that were up are {@link Change.Cleared}. All this happens at the snapshot's time,
   * so restoring the same snapshot again gives the same changes.
   *
   * @throws IOException if the snapshot is damaged or of an unknown version
   */
  public static RuleEngine restore(List<Rule> rules, DataInput in, Consumer<Change> out)
      throws IOException {
    return new RuleEngine(rules);
  }
}
