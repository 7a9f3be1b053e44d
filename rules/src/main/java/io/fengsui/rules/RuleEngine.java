package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.evaluation.Guard;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.guard.Guards;
import java.io.DataInput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules over what devices say. Deterministic: the same calls give the same changes. It has no
 * clock; its time is what it is told, and never goes back: what is told to be earlier than the last
 * call happens at the time of the last call. Used by one thread; whoever receives changes may not
 * call back.
 *
 * <p>Devices may be spread over several engines, as long as all devices of a place are in the same:
 * together they tell the same changes as one engine would.
 */
public final class RuleEngine {

  private static final long CENTURY = Nanos.of(Duration.ofDays(36_525));

  private final Map<String, Integer> orders = new HashMap<>();
  private final Plans plans;
  private final Roster roster = new Roster();
  private final Ahead ahead = new Ahead(roster);

  private final Tallies tallies;
  private final Mover mover;
  private final Places places;
  private final Intake intake;
  private final Readings readings = new Readings();

  private final Timeline timeline;
  private long knowsSince = Long.MIN_VALUE;

  /** An alarm that is up. */
  public record Firing(Rule rule, String subject, Instant began, Severity severity) {

    /** As {@link Change#incident()} of the change that raised it. */
    public String incident() {
      return Change.incident(rule, subject, began);
    }
  }

  /** An engine that watches nobody yet, for rules whose guards were checked when they were read. */
  public RuleEngine(List<Rule> rules) {
    this(rules, Guards.ofCheckedRules());
  }

  /**
   * An engine that watches nobody yet.
   *
   * @param guards makes the guard of a rule that has one
   * @throws IllegalArgumentException if two rules have the same id
   */
  public RuleEngine(List<Rule> rules, Function<Rule, Guard> guards) {
    for (Rule rule : rules) {
      if (orders.put(rule.id(), orders.size()) != null) {
        throw new IllegalArgumentException("two rules with the id " + rule.id());
      }
    }
    plans = new Plans(List.copyOf(rules), guards);
    tallies = new Tallies(rules.size());
    var wakes = new WakeQueue();
    mover = new Mover(wakes, tallies);
    places = new Places(plans, roster, mover, wakes);
    intake = new Intake(plans, roster, mover, places, wakes);
    timeline = new Timeline(wakes, roster, intake, places);
  }

  /**
   * Begins to watch a device: its silence counts from {@code since} until it is heard. A device
   * that is watched already only takes over what changed of it; an alarm that is up and no longer
   * concerns it is cleared.
   */
  public void watch(Subject subject, Instant since, Consumer<Change> out) {
    Device known = roster.find(subject.id());
    long now = timeline.now();
    if (known == null) {
      intake.await(subject, Nanos.of(since), now);
    } else if (known.subject.equals(subject)) {
      known.subject = subject; // found sooner when it is the same one that messages come with
    } else {
      intake.judgeParts(intake.change(known, subject, now, out), now);
    }
    timeline.settle(out);
  }

  /** Stops watching a retired device; alarms of it that are up are cleared. */
  public void forget(String device, Consumer<Change> out) {
    Device gone = roster.remove(device);
    if (gone != null) {
      intake.end(gone, timeline.now(), out);
      timeline.settle(out);
    }
  }

  /** Messages of these devices come next; a few dozen at most. Changes nothing, but saves time. */
  public void expect(List<Subject> next) {
    ahead.glance(next);
  }

  /**
   * Takes in one message; a device not yet watched is watched from now on. What falls due before
   * the message comes first. All readings of the message count at once. A reading that is older
   * than what is known of the same metric does not count.
   */
  public void accept(Signal signal, Consumer<Change> out) {
    readings.clear().all(signal.readings());
    accept(signal.subject(), signal.at(), readings, signal.observedAt(), signal.alive(), out);
  }

  /** The same without making anything for the message. */
  public void accept(
      Subject subject,
      Instant at,
      Readings readings,
      Instant observedAt,
      boolean alive,
      Consumer<Change> out) {
    accept(subject, at, readings, observedAt, alive, Taking.IN_ORDER, out);
  }

  /**
   * The same for messages that may be old.
   *
   * @param at when the hub took the message
   * @param observedAt as {@link Signal#observedAt}
   * @param alive as {@link Signal#alive}
   * @param taking what readings may do that are old
   */
  public void accept(
      Subject subject,
      Instant at,
      Readings readings,
      Instant observedAt,
      boolean alive,
      Taking taking,
      Consumer<Change> out) {
    long now = timeline.advance(Nanos.of(at), out);
    Device known = roster.find(subject);
    Device device = known;
    if (device == null) {
      device = intake.begin(subject, now, now);
      device.look = true;
    } else if (!device.subject.equals(subject)) {
      device = intake.change(device, subject, now, out);
    }
    intake.take(device, readings, Math.min(now, Nanos.of(observedAt)), alive, taking, now, out);
    if (device != known) {
      intake.judgeParts(device, now);
    }
    timeline.settle(out);
  }

  /**
   * The device said something that has no readings for rules. What falls due before it comes first.
   * Unknown devices are ignored.
   */
  public void heard(String device, Instant at, Consumer<Change> out) {
    long now = timeline.advance(Nanos.of(at), out);
    Device known = roster.find(device);
    if (known != null) {
      intake.take(known, readings.clear(), now, true, Taking.IN_ORDER, now, out);
      timeline.settle(out);
    }
  }

  /** Lets time pass: what falls due up to and including {@code through} happens at its due time. */
  public void wake(Instant through, Consumer<Change> out) {
    timeline.wakeThrough(Nanos.of(through), out);
  }

  /**
   * When to call {@link #wake} next; null if time alone can change nothing. May be earlier than the
   * next change, never later.
   */
  public @Nullable Instant nextWake() {
    long next = timeline.nextWake();
    return next == Nanos.NEVER ? null : Nanos.instant(next);
  }

  /**
   * The hub was away between {@code downSince} and {@code at} and could hear nobody. What fell due
   * by {@code downSince} happens first. Then silence counts anew from {@code at}, except that who
   * had fallen silent before stays silent, and who is not heard for twice the limit in spite of all
   * gaps is silent; an answer that was awaited is awaited anew; the gap does not count for an alarm
   * that waits to come down. At last, what else fell due before {@code at} happens: an alarm that
   * waits to go up does so in its time.
   */
  public void resumed(Instant at, Instant downSince, Consumer<Change> out) {
    timeline.wakeThrough(Math.min(Nanos.of(downSince), Nanos.of(at)), out);
    long time = timeline.now();
    long to = Math.max(time, Nanos.of(at));
    long from = time == Long.MIN_VALUE ? to - CENTURY : time; // it knows nothing of any time before
    roster.gaps().add(from, to);
    everybody()
        .forEach(
            watched -> {
              roster.save(watched);
              mover.stepOver(watched, from, to);
            });
    timeline.advance(to, out);
  }

  /**
   * What devices said between {@code since} and {@code at} is lost. As {@link #resumed}; and from
   * now on, that an alarm is not up says nothing about what began before {@code at}.
   */
  public void missed(Instant at, Instant since, Consumer<Change> out) {
    resumed(at, since, out);
    knowsSince = timeline.now();
  }

  /**
   * Since when the engine has heard all: an alarm that rules would have raised later than this is
   * among {@link #firing}, or is over. Before all time if nothing was ever {@link #missed}.
   */
  public Instant knowsSince() {
    return Nanos.instant(knowsSince);
  }

  /** How far its time has gone. */
  public Instant time() {
    return Nanos.instant(timeline.now());
  }

  /** The alarms that are up, ordered by subject and rule. */
  public List<Firing> firing() {
    return Census.firing(everybody());
  }

  /** The subjects for which a rule is not quiet, ordered; none if there is no such rule. */
  public List<Stirred> subjects(String rule) {
    Integer order = orders.get(rule);
    return order == null ? List.of() : Census.subjects(everybody(), order);
  }

  /** How many alarms of a rule are not quiet. */
  public Stirred.Counts counts(String rule) {
    Integer order = orders.get(rule);
    return order == null ? new Stirred.Counts(0, 0) : tallies.of(order);
  }

  /**
   * Why a rule is quiet, waiting or up.
   *
   * @param subject a device's id or a place's name
   * @return empty if there is no such rule, or it does not watch the subject
   */
  public Optional<Explanation> explain(String rule, String subject) {
    Device device = roster.find(subject);
    Watched watched = device == null ? places.find(subject) : device;
    Integer order = orders.get(rule);
    return watched == null || order == null
        ? Optional.empty()
        : Explainer.explain(watched, order, timeline.now());
  }

  /**
   * Begins to copy all state as it is now; the engine may go on meanwhile. Ends an earlier copy
   * that is not complete.
   *
   * @see Capture#step
   */
  public Capture capture() {
    return roster.capture(this);
  }

  /** As {@link #restore(List, Function, DataInput, Consumer)}, for rules that were checked. */
  public static RuleEngine restore(List<Rule> rules, DataInput in, Consumer<Change> out)
      throws IOException {
    return new SnapshotReader(in, new RuleEngine(rules)).read(out);
  }

  /**
   * Goes on from a snapshot. Alarms of rules that behave as before go on, and so does all that is
   * tracked alike. Rules that are new or changed start quiet and are tried against what is known;
   * alarms of changed or removed rules that were up are {@link Change.Cleared}. All this happens at
   * the snapshot's time, so restoring the same snapshot again gives the same changes.
   *
   * @throws IOException if the snapshot is damaged or of another version; {@code out} may have been
   *     told changes by then, which do not count
   */
  public static RuleEngine restore(
      List<Rule> rules, Function<Rule, Guard> guards, DataInput in, Consumer<Change> out)
      throws IOException {
    return new SnapshotReader(in, new RuleEngine(rules, guards)).read(out);
  }

  Plans plans() {
    return plans;
  }

  Roster roster() {
    return roster;
  }

  Mover mover() {
    return mover;
  }

  Places places() {
    return places;
  }

  Intake intake() {
    return intake;
  }

  long nanos() {
    return timeline.now();
  }

  long knowsSinceNanos() {
    return knowsSince;
  }

  void setTime(long time, long knowsSince) {
    timeline.set(time);
    this.knowsSince = knowsSince;
  }

  private Stream<Watched> everybody() {
    return Stream.concat(roster.all().stream(), places.all().stream());
  }
}
