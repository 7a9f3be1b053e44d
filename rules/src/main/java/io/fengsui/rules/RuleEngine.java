package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.Latest;
import io.fengsui.rules.evaluation.MetricPlan;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.TypePlan;
import java.io.DataInput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs rules over what subjects say. Deterministic: the same calls give the same changes. It has no
 * clock; its time is what it is told, and never goes back: what is told to be earlier than the last
 * call happens at the time of the last call. Used by one thread; whoever receives changes may not
 * call back.
 */
public final class RuleEngine {

  private static final long CENTURY = Nanos.of(Duration.ofDays(36_525));

  private final Roster roster;
  private final Candidates candidates = new Candidates();
  private final Mover mover = new Mover();

  private long time = Long.MIN_VALUE;
  private long knowsSince = Long.MIN_VALUE;

  /** An alarm that is up. */
  public record Firing(Rule rule, String subject, Instant began) {

    /** As {@link Change#incident()} of the change that raised it. */
    public String incident() {
      return Change.incident(rule, subject, began);
    }
  }

  /**
   * An engine that watches nobody yet.
   *
   * @throws IllegalArgumentException if two rules have the same id
   */
  public RuleEngine(List<Rule> rules) {
    this.roster = new Roster(List.copyOf(rules));
    var ids = new HashSet<String>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules with the id " + rule.id());
      }
    }
  }

  /**
   * Begins to watch a subject: its silence counts from {@code since} until it is heard. A subject
   * that is watched already only takes over what changed of its type, grid and silence limit; an
   * alarm that is up and no longer concerns its type is cleared.
   */
  public void watch(Subject subject, Instant since, Consumer<Change> out) {
    Watched known = roster.find(subject.id());
    if (known == null) {
      begin(subject, Nanos.of(since));
    } else if (!known.subject.equals(subject)) {
      change(known, subject, out);
    }
  }

  /** Stops watching a retired subject; alarms of it that are up are cleared. */
  public void forget(String subjectId, Consumer<Change> out) {
    Watched gone = roster.remove(subjectId);
    if (gone != null) {
      for (Alarm alarm : gone.alarms()) {
        mover.drop(gone, alarm, time, out);
      }
    }
  }

  /**
   * Takes in one message; a subject not yet watched is watched from now on. What falls due before
   * the message comes first. All readings of the message count at once.
   */
  public void accept(Signal signal, Consumer<Change> out) {
    long at = advance(Nanos.of(signal.at()), out);
    Watched watched = roster.find(signal.subject().id());
    if (watched == null) {
      watched = begin(signal.subject(), at);
    } else if (!watched.subject.equals(signal.subject())) {
      watched = change(watched, signal.subject(), out);
    }
    roster.save(watched);
    candidates.clear();
    long touched = 0;
    long observedAt = Math.min(at, Nanos.of(signal.observedAt()));
    for (Map.Entry<String, Object> reading : signal.readings().entrySet()) {
      MetricPlan metric = watched.plan.metric(reading.getKey());
      if (metric != null) {
        watched.latest.put(metric.slot(), reading.getValue(), observedAt);
        metric.collect(watched.latest, candidates);
        touched |= metric.bit();
      }
    }
    if (signal.alive()) {
      heard(watched, touched, at, out);
    } else {
      watched.collect(touched, candidates);
      look(watched, at, out);
    }
  }

  /**
   * The subject said something that has no readings for rules. What falls due before it comes
   * first. Unknown subjects are ignored.
   */
  public void heard(String subjectId, Instant at, Consumer<Change> out) {
    long time = advance(Nanos.of(at), out);
    Watched watched = roster.find(subjectId);
    if (watched != null) {
      roster.save(watched);
      candidates.clear();
      heard(watched, 0, time, out);
    }
  }

  /** Lets time pass: what falls due up to and including {@code through} happens at its due time. */
  public void wake(Instant through, Consumer<Change> out) {
    wakeThrough(Nanos.of(through), out);
  }

  /**
   * When to call {@link #wake} next; null if time alone can change nothing. May be earlier than the
   * next change, never later.
   */
  public @Nullable Instant nextWake() {
    Alarm first = mover.wakes.first();
    return first == null ? null : Nanos.instant(first.due);
  }

  /**
   * The hub was away between {@code downSince} and {@code at} and could hear nobody. What fell due
   * by {@code downSince} happens first. Then silence counts anew from {@code at}, except that who
   * had fallen silent before stays silent, and who is not heard for twice the limit in spite of all
   * gaps is silent; the gap does not count for an alarm that waits to come down. At last, what else
   * fell due before {@code at} happens: an alarm that waits to go up does so in its time.
   */
  public void resumed(Instant at, Instant downSince, Consumer<Change> out) {
    wakeThrough(Math.min(Nanos.of(downSince), Nanos.of(at)), out);
    long to = Math.max(time, Nanos.of(at));
    long from = time == Long.MIN_VALUE ? to - CENTURY : time; // it knows nothing of any time before
    roster.gaps().add(from, to);
    for (Watched watched : roster.all()) {
      if (watched.astir > 0) {
        roster.save(watched);
      }
      mover.stepOver(watched, from, to);
    }
    advance(to, out);
  }

  /**
   * What subjects said between {@code since} and {@code at} is lost. As {@link #resumed}; and from
   * now on, that an alarm is not up says nothing about what began before {@code at}.
   */
  public void missed(Instant at, Instant since, Consumer<Change> out) {
    resumed(at, since, out);
    knowsSince = time;
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
    return Nanos.instant(time);
  }

  /** The alarms that are up, ordered by subject id and rule. */
  public List<Firing> firing() {
    return roster.firing();
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

  /**
   * Goes on from a snapshot. Alarms of rules that behave as before go on. Rules that are new or
   * changed start quiet and are tried against the latest known readings; alarms of changed or
   * removed rules that were up are {@link Change.Cleared}. All this happens at the snapshot's time,
   * so restoring the same snapshot again gives the same changes.
   *
   * @throws IOException if the snapshot is damaged or of an unknown version; {@code out} may have
   *     been told changes by then, which do not count
   */
  public static RuleEngine restore(List<Rule> rules, DataInput in, Consumer<Change> out)
      throws IOException {
    var engine = new RuleEngine(rules);
    new SnapshotReader(in, engine).read(out);
    return engine;
  }

  Mover mover() {
    return mover;
  }

  Roster roster() {
    return roster;
  }

  long nanos() {
    return time;
  }

  long knowsSinceNanos() {
    return knowsSince;
  }

  void setTime(long time, long knowsSince) {
    this.time = time;
    this.knowsSince = knowsSince;
  }

  /** Adds a subject to those watched. */
  void keep(Watched watched) {
    roster.put(watched);
    mover.awaitSilence(watched);
  }

  private Watched begin(Subject subject, long since) {
    TypePlan plan = roster.plan(subject.type());
    long silentAfter = Nanos.of(subject.silentAfter());
    var latest = new Latest(plan.metrics().size(), since, silentAfter, roster.gaps());
    var watched = new Watched(subject, plan, latest);
    keep(watched);
    return watched;
  }

  /** Carries all over to the subject as it is now; the alarms too, where the rules still watch. */
  private Watched change(Watched before, Subject subject, Consumer<Change> out) {
    roster.save(before);
    TypePlan plan = roster.plan(subject.type());
    var watched = new Watched(subject, plan, plan.move(before.latest, before.plan));
    watched.latest.silentAfter(Nanos.of(subject.silentAfter()));
    watched.notBefore = before.notBefore;
    mover.carryAll(before, watched, time, out);
    keep(watched);
    return watched;
  }

  private void heard(Watched watched, long touched, long at, Consumer<Change> out) {
    watched.latest.hear(at);
    watched.collect(touched, candidates);
    watched.plan.collectHeard(candidates);
    look(watched, at, out);
  }

  private void look(Watched watched, long at, Consumer<Change> out) {
    for (int i = 0; i < candidates.size(); i++) {
      mover.move(watched, candidates.get(i), at, out);
    }
  }

  /** Lets happen what is due before {@code at}; answers the time it is then. */
  private long advance(long at, Consumer<Change> out) {
    Alarm first = mover.wakes.first();
    if (first != null && first.due < at) {
      wakeThrough(at - 1, out);
    }
    time = Math.max(time, at);
    return time;
  }

  private void wakeThrough(long through, Consumer<Change> out) {
    for (Alarm due = mover.wakes.first();
        due != null && due.due <= through;
        due = mover.wakes.first()) {
      time = Math.max(time, due.due);
      roster.save(due.watched);
      mover.move(due.watched, due.rule, time, out);
    }
    time = Math.max(time, through);
  }
}
