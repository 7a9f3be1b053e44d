package io.fengsui.hub.device;

import io.fengsui.adapter.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * What is kept of a device's secret: a salted SHA-256. The secret has 160 random bits, so a slow
 * hash would protect nothing more and cost a reconnecting street its first minute.
 */
final class Credential {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int SECRET_BYTES = 20;
  private static final int SALT_BYTES = 16;

  /** Fits no secret; checking against it takes as long as against any other. */
  static final Credential NOBODY = of(newSecret());

  private final byte[] salt;
  private final byte[] hash;

  Credential(byte[] salt, byte[] hash) {
    this.salt = salt.clone();
    this.hash = hash.clone();
  }

  static Credential of(Secret secret) {
    byte[] salt = random(SALT_BYTES);
    return new Credential(salt, hash(salt, secret));
  }

  /** A secret of 160 random bits, as 32 lower-case letters and digits. */
  static Secret newSecret() {
    byte[] bytes = random(SECRET_BYTES);
    var text = new StringBuilder();
    for (int bit = 0; bit < SECRET_BYTES * 8; bit += 5) {
      int pair = (bytes[bit / 8] & 0xff) << 8;
      if (bit / 8 + 1 < SECRET_BYTES) {
        pair |= bytes[bit / 8 + 1] & 0xff;
      }
      text.append(BASE32.charAt(pair >> (11 - bit % 8) & 31));
    }
    return Secret.of(text.toString());
  }

  /** Takes the same time for every wrong secret. */
  boolean fits(Secret secret) {
    return MessageDigest.isEqual(hash, hash(salt, secret));
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] hash() {
    return hash.clone();
  }

  private static byte[] hash(byte[] salt, Secret secret) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(secret.bytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
