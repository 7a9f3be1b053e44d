package io.fengsui.hub.account;

import java.time.Instant;
import java.util.List;

/**
 * A person or program that may sign in.
 *
 * @param roles in the order of {@link Role}, at least one
 */
public record Account(String name, List<Role> roles, Instant createdAt) {
  public Account {
    roles = roles.stream().distinct().sorted().toList();
  }
}
