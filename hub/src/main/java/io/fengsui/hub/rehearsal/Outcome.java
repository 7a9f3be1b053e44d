package io.fengsui.hub.rehearsal;

import io.fengsui.hub.bus.Lane;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a rehearsal.
 *
 * @param from changes from here on count
 * @param to the first instant that was not replayed
 * @param warmUp from where on it was replayed, so that windows are full at {@code from}
 * @param took how long the rehearsal itself ran
 * @param records replayed
 * @param parts from where each stretch came
 * @param gaps what could not be replayed, or not as it was
 * @param rules those that were tried first, then the others that raised anything; by id
 */
public record Outcome(
    Instant from,
    Instant to,
    Instant warmUp,
    Duration took,
    long records,
    List<Part> parts,
    List<Gap> gaps,
    List<Result> rules) {
  public Outcome {
    parts = List.copyOf(parts);
    gaps = List.copyOf(gaps);
    rules = List.copyOf(rules);
  }

  /**
   * A stretch of one lane.
   *
   * @param first when the first record in it was taken; null if there is none
   */
  public record Part(
      Lane lane, Source source, Instant from, Instant to, long records, @Nullable Instant first) {}

  /**
   * A stretch of which a replay does not show all.
   *
   * @param records how many; 0 where nobody can tell
   * @param detail one sentence for whoever repairs it; may be empty
   */
  public record Gap(Lack lack, Lane lane, Instant from, Instant to, long records, String detail) {}

  /** What a replay lacks. */
  public enum Lack {
    /** The bus does not reach back so far, and no history is kept. */
    NO_HISTORY,
    /** The history keeps readings, not occurrences and presence, at the devices' own times. */
    READINGS_ONLY,
    /** Nobody knows when the hub was away: silence may be told where it only did not listen. */
    NO_RESTARTS,
    /** Records of the bus are damaged, or were deleted while it was read. */
    MISSING
  }

  /**
   * What one rule did.
   *
   * @param novelty how the rule that was tried differs from what runs
   * @param candidate what the tried rules did
   * @param running what the rules that run did; the same if the rule was not tried
   * @param differences how many of each kind
   * @param seconds by how much alarms came earlier or later, on average
   * @param examples the first of each kind
   * @param unheard metrics that the rule looks at and that nobody reported; the rule's own only
   */
  public record Result(
      Rule rule,
      Novelty novelty,
      Counts candidate,
      Counts running,
      Map<Difference, Long> differences,
      Map<Difference, Double> seconds,
      List<Example> examples,
      Set<String> unheard) {
    public Result {
      differences = Map.copyOf(differences);
      seconds = Map.copyOf(seconds);
      examples = List.copyOf(examples);
      unheard = Set.copyOf(unheard);
    }

    /** Whether both rule sets did the same. */
    public boolean isAlike() {
      return differences.isEmpty();
    }
  }

  /** How a rule that was tried differs from what runs. */
  public enum Novelty {
    /** No rule of that id runs. */
    NEW,
    /** One runs that behaves otherwise. */
    CHANGED,
    /** One runs that behaves the same. */
    UNCHANGED,
    /** It runs, and would no longer. */
    REMOVED,
    /** It was not tried; it runs beside. */
    BESIDE
  }

  /**
   * Alarms that went up and came down within the counted time; one that was up before is not among
   * the raised.
   */
  public record Counts(long raised, long cleared) {
    static final Counts NONE = new Counts(0, 0);

    Counts plus(Counts other) {
      return new Counts(raised + other.raised, cleared + other.cleared);
    }
  }

  /** How an alarm of the tried rules differs from what the running ones did. */
  public enum Difference {
    /** While it was up, the rules that run had none. */
    GAINED,
    /** The rules that run had one, the tried ones had none while it was up. */
    LOST,
    EARLIER,
    LATER,
    /** Its gravest level was graver. */
    GRAVER,
    MILDER
  }

  /**
   * One alarm that differs.
   *
   * @param at when it went up: under the rules that run for {@link Difference#LOST}, else under
   *     those that were tried
   * @param until when it came down; null while it was up at the end
   * @param name the device's or place's name
   * @param seconds by how much it came earlier or later; 0 for other kinds
   */
  public record Example(
      Difference kind,
      Instant at,
      @Nullable Instant until,
      String subject,
      String name,
      Severity severity,
      double seconds) {}
}
