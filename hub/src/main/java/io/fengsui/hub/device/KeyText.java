package io.fengsui.hub.device;

import io.fengsui.adapter.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Pre-shared keys as people type them. */
final class KeyText {

  private static final String HEX = "hex:";
  private static final int LEAST = 8;
  private static final int MOST = 64;

  private KeyText() {}

  /** Text stands for its UTF-8 bytes, {@code hex:} for digits; empty if it is no key. */
  static Optional<Secret> read(String text) {
    try {
      byte[] key =
          text.startsWith(HEX)
              ? HexFormat.of().parseHex(text.substring(HEX.length()))
              : text.getBytes(StandardCharsets.UTF_8);
      return key.length < LEAST || key.length > MOST
          ? Optional.empty()
          : Optional.of(Secret.of(key));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not hexadecimal digits
    }
  }
}
