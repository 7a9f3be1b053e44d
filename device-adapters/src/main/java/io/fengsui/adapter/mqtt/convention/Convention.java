package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Command;
import java.util.List;
import java.util.Optional;

/**
 * A way to name topics and to write payloads, on one link from its start to its end. What it keeps
 * is bounded. Called by one thread at a time; never blocks.
 */
public interface Convention {

  /** What to subscribe to. */
  List<String> filters();

  /** Whether the topic is one of this convention's. */
  boolean owns(String topic);

  /**
   * What a publish says, in order. Any bytes give findings, never an exception.
   *
   * @param publish on a topic that this convention {@link #owns}
   */
  List<Finding> hear(Publish publish);

  /**
   * Is told what was to be remembered when the hub ran last, in the same order. What it says is
   * over; only what is {@link Finding.Remember remembered} again counts.
   */
  default List<Finding> learn(Publish publish) {
    return hear(publish);
  }

  /** Whether what is remembered means today what it meant when something else was said. */
  default boolean remembersNames() {
    return true;
  }

  /** The hub was too busy for what a publish said, and it may not be sent again. */
  default void notTaken(Publish publish) {}

  /** How to send a command; empty if the device is none that spoke by this convention. */
  default Optional<Ordered> order(Command command) {
    return Optional.empty();
  }

  /**
   * Whether a peer that signed in and speaks this may subscribe to a filter, and what it then
   * hears; empty if the filter is none of this convention's.
   */
  default Optional<Heard> subscribes(String filter) {
    return Optional.empty();
  }

  /** A connection begins, and with it a {@link #will}; what was said before it may be missed. */
  default void joining() {}

  /** To be published once subscribed. */
  default List<Finding.Reply> opening() {
    return List.of();
  }

  /** What is to be published when the link is gone. */
  default Optional<Finding.Reply> will() {
    return Optional.empty();
  }
}
