package io.fengsui.hub.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * One change.
 *
 * @param number counts from 1 without gaps
 * @param at to the microsecond, as the database keeps it
 * @param action for instance {@code device.register}
 * @param subject what was changed, for instance a device's id
 * @param details further facts as JSON; never a secret
 */
public record AuditRow(
    long number, Instant at, Actor actor, String action, String subject, String details) {

  /** SHA-256 over the hash before and every field, each with its length, so none can be shifted. */
  byte[] hash(byte[] previous) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(previous);
      out.writeLong(number);
      out.writeLong(at.getEpochSecond());
      out.writeInt(at.getNano());
      for (String text : new String[] {actor.name(), actor.address(), action, subject, details}) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
      }
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
