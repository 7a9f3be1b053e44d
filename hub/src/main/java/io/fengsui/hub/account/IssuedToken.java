package io.fengsui.hub.account;

import java.time.Instant;

/**
 * A new API token. Its text is shown this once; only its hash is kept.
 *
 * @param token begins with {@code fst_}
 */
public record IssuedToken(String token, Instant expiresAt, Account account) {
  @Override
  public String toString() {
    return "IssuedToken[%s, %s]".formatted(account.name(), expiresAt);
  }
}
