package io.fengsui.hub.bus;

/** A message that is larger than any record may be. Trying again will not help. */
public final class RecordTooLargeException extends RuntimeException {
  RecordTooLargeException(int bytes) {
    super(
        "the message takes %,d bytes, and at most %,d fit"
            .formatted(bytes, BatchHeader.LARGEST_RECORD));
  }
}
