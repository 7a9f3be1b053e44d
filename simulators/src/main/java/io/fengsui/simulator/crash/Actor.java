package io.fengsui.simulator.crash;

import io.fengsui.simulator.hub.Registered;

/**
 * A device of a campaign.
 *
 * @param role what it does
 * @param way how it speaks to the hub
 */
record Actor(Registered device, Role role, Way way) {

  /** What a device does. */
  enum Role {
    /** Publishes readings, each once, with numbers that are never used twice. */
    SENSOR,
    /** Raises and clears its alarm; says each change until it is acknowledged. */
    DETECTOR
  }

  /** How a device speaks to the hub. */
  enum Way {
    /** To the hub's own endpoint. */
    DIRECT("direct"),
    /** To the hub's own endpoint, over a cable that can be cut. */
    CABLE("over the cable"),
    /** To a broker that the hub has joined. */
    BROKER("over the broker");

    private final String text;

    Way(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  String id() {
    return device.id();
  }

  /** Whether a message may stand on the bus more than once: at least once is what was promised. */
  boolean mayRepeat() {
    return role == Role.DETECTOR || way == Way.BROKER;
  }
}
