package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Command;
import java.util.List;
import java.util.Optional;

/**
 * The conventions of one link, from its start to its end. A topic that several own is heard by the
 * first. Thread-safe.
 */
public final class Conventions {

  private final List<Convention> all;

  public Conventions(List<Convention> all) {
    this.all = List.copyOf(all);
  }

  /** What to subscribe to. */
  public List<String> filters() {
    return all.stream().flatMap(each -> each.filters().stream()).toList();
  }

  /** What a publish says; empty if its topic is nobody's. */
  public synchronized Optional<List<Finding>> hear(Publish publish) {
    for (Convention convention : all) {
      if (convention.owns(publish.topic())) {
        return Optional.of(convention.hear(publish));
      }
    }
    return Optional.empty();
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
