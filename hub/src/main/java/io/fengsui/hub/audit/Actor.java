package io.fengsui.hub.audit;

/**
 * Who changes something.
 *
 * @param name account name, or {@code hub} for what the hub does by itself
 * @param address network address the request came from; empty for the hub itself
 */
public record Actor(String name, String address) {

  /** The hub itself. */
  public static final Actor HUB = new Actor("hub", "");
}
