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
   * Whether what is published there is needed to understand other topics, so that it is to be known
   * again after a restart of the hub, before the broker sends what it kept meanwhile.
   */
  default boolean names(String topic) {
    return false;
  }

  /** The hub was too busy for what a publish said, and it may not be sent again. */
  default void notTaken(Publish publish) {}

  /** How to send a command; empty if the device is none that spoke by this convention. */
  default Optional<Ordered> order(Command command) {
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
