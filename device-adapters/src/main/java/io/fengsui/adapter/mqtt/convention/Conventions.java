package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Command;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conventions of one link, from its start to its end. A topic that several own is heard by the
 * first. Thread-safe.
 */
public final class Conventions {

  /** Beyond it names are not known after a restart until the broker has sent them again. */
  static final int MAX_NAME_BYTES = 32 * 1024 * 1024;

  static final int MAX_NAMES = 50_000;

  private static final byte[] FORGOTTEN = {};

  private final List<Convention> all;

  /** What is remembered, by topic; what came last is last. */
  private final Map<String, byte[]> names = new LinkedHashMap<>();

  private final Set<String> changed = new LinkedHashSet<>();
  private long nameBytes;

  public Conventions(List<Convention> all) {
    this.all = List.copyOf(all);
  }

  /** What to subscribe to. */
  public synchronized List<String> filters() {
    return all.stream().flatMap(each -> each.filters().stream()).toList();
  }

  /** What a publish says; empty if its topic is nobody's. */
  public synchronized Optional<List<Finding>> hear(Publish publish) {
    Optional<List<Finding>> findings = owner(publish.topic()).map(each -> each.hear(publish));
    findings.ifPresent(this::remember);
    return findings;
  }

  private Optional<Convention> owner(String topic) {
    return all.stream().filter(each -> each.owns(topic)).findFirst();
  }

  private void remember(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding instanceof Finding.Remember(var topic, var payload)) {
        remember(topic, payload);
      }
    }
  }

  private void remember(String topic, byte[] payload) {
    byte[] before = names.remove(topic);
    nameBytes -= before == null ? 0 : before.length;
    if (payload.length > 0
        && names.size() < MAX_NAMES
        && nameBytes + payload.length <= MAX_NAME_BYTES) {
      names.put(topic, payload);
      nameBytes += payload.length;
    }
    if (!Arrays.equals(before, names.get(topic))) {
      changed.add(topic);
    }
  }

  /** What is to be known again after a restart, by topic, in the order in which it came. */
  public synchronized Map<String, byte[]> names() {
    return new LinkedHashMap<>(names);
  }

  /** What of that changed since this was asked last; nothing for what is forgotten. */
  public synchronized Map<String, byte[]> changedNames() {
    Map<String, byte[]> news = new LinkedHashMap<>();
    changed.forEach(topic -> news.put(topic, names.getOrDefault(topic, FORGOTTEN)));
    changed.clear();
    return news;
  }

  /** Learns again what was known when the hub ran last. */
  public synchronized void learn(Map<String, byte[]> known) {
    known.forEach(
        (topic, payload) ->
            owner(topic)
                .map(each -> each.learn(new Publish(topic, payload, true)))
                .ifPresent(this::remember));
    changed.clear();
  }

  /** Learns of another's names what also holds for what was said before. */
  public synchronized void learnNames(Conventions other) {
    other
        .names()
        .forEach(
            (topic, payload) ->
                owner(topic)
                    .filter(Convention::remembersNames)
                    .ifPresent(each -> each.learn(new Publish(topic, payload, true))));
  }

  /** The hub was too busy for what a publish said. */
  public synchronized void notTaken(Publish publish) {
    owner(publish.topic()).ifPresent(convention -> convention.notTaken(publish));
  }

  /** How to send a command; empty if the device spoke by none of these. */
  public synchronized Optional<Ordered> order(Command command) {
    return all.stream().flatMap(each -> each.order(command).stream()).findFirst();
  }

  /** Whether a topic is one of these conventions'. */
  public synchronized boolean owns(String topic) {
    return owner(topic).isPresent();
  }

  /** What a peer hears by a subscription; empty if the filter is none of these conventions'. */
  public synchronized Optional<Heard> subscribes(String filter) {
    return all.stream().flatMap(each -> each.subscribes(filter).stream()).findFirst();
  }

  /** A connection begins. */
  public synchronized void joining() {
    all.forEach(Convention::joining);
  }

  /** To be published once subscribed. */
  public synchronized List<Finding.Reply> opening() {
    return all.stream().flatMap(each -> each.opening().stream()).toList();
  }

  /** What the broker, or the link when it ends, is to publish; one at most. */
  public Optional<Finding.Reply> will() {
    return all.stream().flatMap(each -> each.will().stream()).findFirst();
  }
}
