package io.fengsui.rules;

import java.time.Duration;

/**
 * What a rule watches: one device.
 *
 * @param id the device's id
 * @param type key of its device type, for instance {@code smoke-detector}
 * @param grid code of the grid cell it stands in
 * @param silentAfter how long it may say nothing before {@code silent: class} holds; positive
 */
public record Subject(String id, String type, String grid, Duration silentAfter) {
  public Subject {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a subject needs an id");
    }
    if (!silentAfter.isPositive()) {
      throw new IllegalArgumentException(id + ": silentAfter must be positive: " + silentAfter);
    }
  }
}
