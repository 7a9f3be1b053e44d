package io.fengsui.hub.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** Makes the texts that machines invent and people carry, and the hashes that are kept of them. */
final class OneTimeText {

  /** Crockford's base 32: no i, l, o, u. */
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODE_LENGTH = 16;
  private static final int GROUP = 4;

  private OneTimeText() {}

  /** 80 random bits to be typed: {@code k3fm-…}, four groups of four. */
  static String code() {
    var code = new StringBuilder();
    for (int i = 0; i < CODE_LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** 256 random bits for programs. */
  static String token() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return "fst_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The hash of a code as typed: case, spaces and hyphens do not matter, o is 0, i and l are 1. */
  static byte[] codeHash(String typed) {
    String plain = typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return hash(plain.replace('o', '0').replace('i', '1').replace('l', '1'));
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
