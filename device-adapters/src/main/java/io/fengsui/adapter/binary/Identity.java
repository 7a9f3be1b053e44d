package io.fengsui.adapter.binary;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a payload says who sends it.
 *
 * @param at first byte, from 0
 * @param length in bytes
 * @param type {@code ascii} (default), or {@code hex}, which also reads packed decimal digits
 * @param digits of a {@code hex} text the last so many, as with an IMEI of 15 digits in 8 bytes;
 *     default all
 */
public record Identity(Integer at, Integer length, Type type, Integer digits) {

  private static final int MAX_LENGTH = 64;

  /** How the bytes are to be read. */
  public enum Type {
    ASCII,
    HEX
  }

  public Identity {
    Objects.requireNonNull(at, "an identity needs at, the place of its first byte");
    Objects.requireNonNull(length, "an identity needs its length in bytes");
    type = Objects.requireNonNullElse(type, Type.ASCII);
    digits = Objects.requireNonNullElse(digits, 2 * length);
    if (at < 0 || length < 1 || length > MAX_LENGTH || digits < 1) {
      throw new IllegalArgumentException("an identity is 1 to 64 bytes from byte 0 on");
    }
  }

  /** Empty if the payload is too short or what stands there is no printable text. */
  Optional<String> read(byte[] bytes) {
    if (length > bytes.length - at) {
      return Optional.empty();
    }
    String text =
        switch (type) {
          case ASCII -> new String(bytes, at, length, StandardCharsets.US_ASCII).strip();
          case HEX -> last(HexFormat.of().formatHex(bytes, at, at + length));
        };
    return text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')
        ? Optional.empty()
        : Optional.of(text);
  }

  private String last(String hex) {
    return hex.substring(Math.max(0, hex.length() - digits));
  }
}
