package io.fengsui.hub;

import org.jspecify.annotations.Nullable;

/** The hub does not start on this data folder; the message says why and what to do. */
final class DataFolderException extends RuntimeException {
  DataFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
