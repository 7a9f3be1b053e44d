package io.fengsui.rules.reference;

import io.fengsui.rules.Change.Cleared.Reason;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.reference.Past.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link io.fengsui.rules.RuleEngine} does, without any index, schedule or tracked state:
 * it looks at every rule with each message, and tries every instant at which something might
 * change. Times in nanoseconds since 1970.
 */
final class NaiveEngine {
  private final List<Rule> rules;
  private final Map<String, Guarded> guards;
  private final Map<String, Past> devices = new TreeMap<>();
  private final Map<AlarmOf, Ladder> alarms = new HashMap<>();
  private final Map<AlarmOf, List<Double>> shares = new HashMap<>();
  private final Map<String, Long> notBefore = new HashMap<>();
  private final Roll roll = new Roll();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private long time;
  private long woken;

  private record AlarmOf(int rule, String subject) {}

  /** Begins at a time. */
  NaiveEngine(List<Rule> rules, Map<String, Guarded> guards, long time) {
    this.rules = List.copyOf(rules);
    this.guards = Map.copyOf(guards);
    this.time = time;
    woken = time;
  }

  /** In order of time, then subject, then rule; what happens to one alarm in its own order. */
  List<Said> said() {
    return said.stream().sorted(Comparator.naturalOrder()).toList();
  }

  void watch(Subject subject, long since) {
    Past known = devices.get(subject.id());
    if (known == null) {
      devices.put(subject.id(), new Past(subject, since, new ArrayList<>(), gaps));
      lookAt(subject.id(), Set.of(), new Touch(past(subject.id()), true));
    } else if (!known.subject().equals(subject)) {
      Set<String> before = change(known, subject);
      lookAt(subject.id(), before, new Touch(past(subject.id()), true));
    }
  }

  void accept(Subject subject, long at, long observedAt, Map<String, Object> readings) {
    pass(at - 1);
    time = Math.max(time, at);
    Past known = devices.get(subject.id());
    Set<String> before = Set.of();
    if (known == null) {
      devices.put(subject.id(), new Past(subject, time, new ArrayList<>(), gaps));
    } else if (!known.subject().equals(subject)) {
      before = change(known, subject);
    }
    boolean whole = known == null || !known.subject().equals(subject);
    var message = new Message(time, Math.min(observedAt, time), readings, true);
    hear(subject.id(), message, before, whole);
  }

  void heard(String device, long at) {
    pass(at - 1);
    time = Math.max(time, at);
    if (devices.containsKey(device)) {
      hear(device, new Message(time, time, Map.of(), true), Set.of(), false);
    }
  }

  void wake(long through) {
    pass(through);
    time = Math.max(time, through);
  }

  void resumed(long at, long downSince) {
    wake(Math.min(downSince, at));
    long to = Math.max(time, at);
    gaps.add(new Gap(time, to));
    pass(to - 1);
    time = to;
  }

  void forget(String device) {
    Past gone = devices.get(device);
    if (gone != null) {
      Set<String> places = places(gone.subject());
      for (int i = 0; i < rules.size(); i++) {
        drop(i, device);
      }
      devices.remove(device);
      notBefore.remove(device);
      roll.forget(device);
      lookAtPlaces(places, device);
    }
  }

  private void hear(String id, Message message, Set<String> alsoPlaces, boolean whole) {
    Past past = past(id);
    past.messages().add(message);
    lookAt(id, alsoPlaces, new Touch(past, whole).ofMetrics(looked(past)));
  }

  /** The metrics that anything looks at for a device. */
  private Set<String> looked(Past past) {
    var looked = new TreeSet<String>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (watches(i, past.subject().id())) {
        conditions(i, past.subject().id()).forEach(when -> looked.addAll(when.metrics()));
        rule.secondary().ifPresent(when -> looked.addAll(when.metrics()));
        rule.guard().ifPresent(looked::add);
      } else if (rule.per() != Scope.DEVICE && Places.fits(rule.selection(), past.subject())) {
        Roll.membersIn(rule).stream()
            .filter(members -> Places.fits(members.who(), past.subject()))
            .forEach(members -> looked.addAll(members.when().metrics()));
      }
    }
    return looked;
  }

  private List<Condition> conditions(int rule, String subject) {
    return sight(rule, subject).levels().stream().map(Level::when).toList();
  }

  /** What the members of a place come to that its levels count; none for a device. */
  private List<Double> shares(int rule, String place) {
    Sight sight = sight(rule, place);
    return Roll.membersInLevels(rules.get(rule)).stream().map(sight::count).toList();
  }

  /** Looks at all that a message of a device touches, and at some places. */
  private void lookAt(String id, Set<String> alsoPlaces, Touch touch) {
    judgeMember(touch);
    for (int i = 0; i < rules.size(); i++) {
      if (watches(i, id) && touch.concerns(rules.get(i), conditions(i, id))) {
        look(i, id, time);
      }
    }
    lookAtPlaces(alsoPlaces, id);
  }

  /** Lets pass what is due after all that has passed, through a time. */
  private void pass(long through) {
    for (long due = firstDue(); due <= through; due = firstDue()) {
      woken = due;
      roll.passed(woken);
      time = Math.max(time, due);
      for (Map.Entry<AlarmOf, Set<Long>> entry : moments().entrySet()) {
        if (entry.getValue().contains(due)) {
          sight(entry.getKey().rule, entry.getKey().subject).judgeMembers(due);
          look(entry.getKey().rule, entry.getKey().subject, time);
        }
      }
    }
    woken = Math.max(woken, through);
    roll.passed(woken);
  }

  private long firstDue() {
    return moments().values().stream()
        .flatMap(Set::stream)
        .filter(at -> at > woken)
        .mapToLong(Long::longValue)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** When each alarm may move by time alone; by subject, then rule. */
  private Map<AlarmOf, Set<Long>> moments() {
    var moments =
        new TreeMap<AlarmOf, Set<Long>>(
            Comparator.comparing(AlarmOf::subject).thenComparingInt(AlarmOf::rule));
    for (int i = 0; i < rules.size(); i++) {
      for (String subject : subjects(i)) {
        moments.put(new AlarmOf(i, subject), moments(i, subject));
      }
    }
    return moments;
  }

  private Set<Long> moments(int rule, String subject) {
    var moments = new HashSet<Long>();
    var sight = sight(rule, subject);
    Ladder alarm = alarms.get(new AlarmOf(rule, subject));
    if (alarm != null) {
      moments.addAll(alarm.moments(sight));
    }
    sight.levels().forEach(level -> moments.addAll(sight.moments(level.when(), time)));
    return moments;
  }

  private void look(int rule, String subject, long at) {
    long now = Math.max(at, notBefore.getOrDefault(subject, Long.MIN_VALUE));
    var key = new AlarmOf(rule, subject);
    Sight sight = sight(rule, subject);
    Ladder alarm = alarms.computeIfAbsent(key, _ -> new Ladder(rules.get(rule), subject));
    boolean up = alarm.isUp();
    shares.put(key, shares(rule, subject));
    alarm.look(sight, now, said::add);
    if (up && !alarm.isUp()) {
      notBefore.put(subject, now + 1);
    }
  }

  /** Looks at places where something is other than it was: what is due now comes later. */
  private void lookAtPlaces(Set<String> also, String device) {
    var places = new TreeSet<>(also);
    if (devices.containsKey(device)) {
      places.addAll(places(past(device).subject()));
    }
    for (int i = 0; i < rules.size(); i++) {
      for (String place : places) {
        if (!subjects(i).contains(place)) {
          drop(i, place);
        } else if (!shares(i, place).equals(shares.get(new AlarmOf(i, place)))) {
          look(i, place, time);
        }
      }
    }
    places.removeIf(place -> alarms.keySet().stream().anyMatch(of -> of.subject.equals(place)));
    places.forEach(notBefore::remove);
  }

  /** Takes over what is new about a device; answers in which places it was. */
  private Set<String> change(Past known, Subject subject) {
    Set<String> before = places(known.subject());
    String id = subject.id();
    devices.put(id, new Past(subject, known.since(), known.messages(), gaps));
    for (Scope per : Scope.values()) {
      if (!subject.group(per).equals(known.subject().group(per))) {
        roll.forget(per, id);
      }
    }
    for (int i = 0; i < rules.size(); i++) {
      if (!watches(i, id)) {
        drop(i, id);
      }
    }
    return before;
  }

  private void drop(int rule, String subject) {
    Ladder alarm = alarms.remove(new AlarmOf(rule, subject));
    shares.remove(new AlarmOf(rule, subject));
    if (alarm != null && alarm.isUp()) {
      long now = Math.max(time, notBefore.getOrDefault(subject, Long.MIN_VALUE));
      alarm.clear(Reason.SUBJECT_GONE, now, said::add);
      notBefore.put(subject, now + 1);
    }
  }

  private void judgeMember(Touch touch) {
    Past past = touch.past();
    for (Rule rule : rules) {
      if (rule.per() != Scope.DEVICE && Places.fits(rule.selection(), past.subject())) {
        Roll.membersIn(rule).stream()
            .filter(members -> touch.concerns(members.when()))
            .forEach(members -> roll.judge(rule.per(), members, past, time));
      }
    }
  }

  private boolean watches(int rule, String device) {
    return rules.get(rule).per() == Scope.DEVICE
        && Places.fits(rules.get(rule).selection(), past(device).subject());
  }

  /** The devices or places that a rule has an alarm for. */
  private Set<String> subjects(int rule) {
    var subjects = new TreeSet<String>();
    for (Past past : devices.values()) {
      if (watches(rule, past.subject().id())) {
        subjects.add(past.subject().id());
      } else if (Roll.mayCount(rules, rules.get(rule).per(), past.subject())) {
        past.subject().group(rules.get(rule).per()).ifPresent(subjects::add);
      }
    }
    return subjects;
  }

  private Set<String> places(Subject subject) {
    var places = new TreeSet<String>();
    rules.forEach(rule -> subject.group(rule.per()).ifPresent(places::add));
    return places;
  }

  private Sight sight(int rule, String subject) {
    Rule of = rules.get(rule);
    List<Past> seen =
        of.per() == Scope.DEVICE
            ? List.of(past(subject))
            : devices.values().stream()
                .filter(past -> past.subject().group(of.per()).equals(Optional.of(subject)))
                .filter(past -> Places.fits(of.selection(), past.subject()))
                .toList();
    return new Sight(of, guards.get(of.id()), seen, roll, gaps);
  }

  private Past past(String device) {
    @Nullable Past past = devices.get(device);
    if (past == null) {
      throw new IllegalStateException("nobody watches " + device);
    }
    return past;
  }
}
