package io.fengsui.hub.account;

import java.time.Instant;

/**
 * A link that signs in once.
 *
 * @param path of the page, with the code
 */
public record SignInLink(String path, Instant expiresAt) {
  @Override
  public String toString() {
    return "SignInLink[%s]".formatted(expiresAt);
  }
}
