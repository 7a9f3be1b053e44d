package io.fengsui.hub.database;

import org.jspecify.annotations.Nullable;

/**
 * The hub does not start on this database. The message is one or two sentences for the person who
 * started it: what is wrong and what to do. Nothing was changed.
 */
public final class DatabaseRefusedException extends RuntimeException {

  public DatabaseRefusedException(String message) {
    super(message);
  }

  public DatabaseRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
