package io.fengsui.hub.proving;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The hub's Ed25519 key for reports, made when it is first needed and kept in the database, so that
 * a backup has it. Thread-safe.
 */
@Component
class SigningKey {

  private static final String NAME = "reports";
  private static final String ALGORITHM = "Ed25519";

  private final JdbcClient jdbc;
  private final InstantSource clock;

  private record Keys(PrivateKey secret, PublicKey open) {}

  SigningKey(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The public key, X.509 encoded. */
  byte[] open() {
    return keys().open().getEncoded();
  }

  byte[] sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(keys().secret());
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the hub's key does not sign", e);
    }
  }

  /** Whether this hub signed the text; a signature that is none was made by nobody. */
  boolean verifies(byte[] text, byte[] signed, byte[] by) {
    Keys keys = keys();
    if (!Arrays.equals(by, keys.open().getEncoded())) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(keys.open());
      signature.update(text);
      return signature.verify(signed);
    } catch (java.security.SignatureException e) {
      return false; // of another length: not made by this key
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the hub's key does not verify", e);
    }
  }

  private Keys keys() {
    return jdbc.sql("select private_key, public_key from signing_key where name = ?")
        .param(NAME)
        .query((row, number) -> keys(row.getBytes(1), row.getBytes(2)))
        .optional()
        .orElseGet(this::made);
  }

  private Keys made() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      jdbc.sql("insert into signing_key values (?, ?, ?, ?) on conflict do nothing")
          .params(
              NAME,
              pair.getPrivate().getEncoded(),
              pair.getPublic().getEncoded(),
              BypassTable.utc(clock.instant()))
          .update();
      return keys();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no Ed25519 keys", e);
    }
  }

  private static Keys keys(byte[] secret, byte[] open) {
    try {
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      return new Keys(
          factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
          factory.generatePublic(new X509EncodedKeySpec(open)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the hub's key for reports is damaged", e);
    }
  }
}
