package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Command;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conventions of one link, from its start to its end. A topic that several own is heard by the
 * first. Thread-safe.
 */
public final class Conventions {

  /** Beyond it names are not known after a restart until the broker has sent them again. */
  static final int MAX_NAME_BYTES = 32 * 1024 * 1024;

  static final int MAX_NAMES = 50_000;

  private final List<Convention> all;
  private final Map<String, byte[]> names = new LinkedHashMap<>();
  private long nameBytes;
  private boolean namesChanged;

  public Conventions(List<Convention> all) {
    this.all = List.copyOf(all);
  }

  /** What to subscribe to. */
  public synchronized List<String> filters() {
    return all.stream().flatMap(each -> each.filters().stream()).toList();
  }

  /** What a publish says; empty if its topic is nobody's. */
  public synchronized Optional<List<Finding>> hear(Publish publish) {
    for (Convention convention : all) {
      if (convention.owns(publish.topic())) {
        if (convention.names(publish.topic())) {
          named(publish);
        }
        return Optional.of(convention.hear(publish));
      }
    }
    return Optional.empty();
  }

  private void named(Publish publish) {
    byte[] before = names.remove(publish.topic());
    nameBytes -= before == null ? 0 : before.length;
    int length = publish.payload().length;
    if (length > 0 && names.size() < MAX_NAMES && nameBytes + length <= MAX_NAME_BYTES) {
      names.put(publish.topic(), publish.payload());
      nameBytes += length;
    }
    namesChanged |= !Arrays.equals(before, names.get(publish.topic()));
  }

  /** What is to be known again after a restart, by topic; empty if that is as when last asked. */
  public synchronized Optional<Map<String, byte[]>> changedNames() {
    if (!namesChanged) {
      return Optional.empty();
    }
    namesChanged = false;
    return Optional.of(new LinkedHashMap<>(names));
  }

  /** Learns names again. */
  public synchronized void learn(Map<String, byte[]> known) {
    known.forEach((topic, payload) -> hear(new Publish(topic, payload, true)));
    namesChanged = false;
  }

  /** The hub was too busy for what a publish said. */
  public synchronized void notTaken(Publish publish) {
    all.stream()
        .filter(convention -> convention.owns(publish.topic()))
        .findFirst()
        .ifPresent(convention -> convention.notTaken(publish));
  }

  /** How to send a command; empty if the device spoke by none of these. */
  public synchronized Optional<Ordered> order(Command command) {
    return all.stream().flatMap(each -> each.order(command).stream()).findFirst();
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
