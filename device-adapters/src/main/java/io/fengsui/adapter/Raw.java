package io.fengsui.adapter;

import java.util.Arrays;

/**
 * Input as it came, before a meaning was read out of it. Not copied: whoever hands it over leaves
 * the bytes alone. Bounded, so that it can be kept.
 *
 * @param source where it came from, in the protocol's words and with all that reading it again
 *     needs, for instance the topic; at most {@link #MAX_SOURCE} characters
 * @param bytes at most {@link #MAX_BYTES}
 * @param whole false if something was cut off, so that it can be looked at but not read again
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Raw(String source, byte[] bytes, boolean whole) {

  public static final int MAX_SOURCE = 256;
  public static final int MAX_BYTES = 4096;

  public Raw {
    if (source.length() > MAX_SOURCE || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "raw input is bounded to %d characters and %d bytes: %d, %d"
              .formatted(MAX_SOURCE, MAX_BYTES, source.length(), bytes.length));
    }
  }

  /** Keeps the beginning of what is too long. */
  public static Raw of(String source, byte[] bytes) {
    String kept = source.length() <= MAX_SOURCE ? source : source.substring(0, MAX_SOURCE);
    byte[] first = bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
    boolean whole = kept.length() == source.length() && first.length == bytes.length;
    return new Raw(kept, first, whole);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Raw(String itsSource, byte[] itsBytes, boolean itsWhole)
        && source.equals(itsSource)
        && Arrays.equals(bytes, itsBytes)
        && whole == itsWhole;
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + Arrays.hashCode(bytes);
  }

  /** Without the bytes: raw input stays out of logs. */
  @Override
  public String toString() {
    return "Raw[%s, %d bytes%s]".formatted(source, bytes.length, whole ? "" : ", cut");
  }
}
