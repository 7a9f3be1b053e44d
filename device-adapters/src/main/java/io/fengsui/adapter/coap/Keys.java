package io.fengsui.adapter.coap;

import io.fengsui.adapter.Secret;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.PskStore;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;

/** Gives DTLS the devices' keys. The hub never opens a session itself, so it has no identity. */
final class Keys implements PskStore {

  private final Doorman doorman;

  Keys(Doorman doorman) {
    this.doorman = doorman;
  }

  @Override
  public boolean hasEcdhePskSupported() {
    return true;
  }

  @Override
  public PskSecretResult requestPskSecretResult(
      ConnectionId connection,
      ServerNames names,
      PskPublicInformation identity,
      String hmac,
      SecretKey other,
      byte[] seed,
      boolean extended) {
    Optional<Secret> key = doorman.key(identity.getPublicInfoAsString());
    return key.map(Secret::bytes)
        .filter(bytes -> bytes.length > 0)
        .map(
            bytes ->
                new PskSecretResult(
                    connection, identity, new SecretKeySpec(bytes, "PSK"), false, false))
        .orElseGet(() -> new PskSecretResult(connection, identity));
  }

  @Override
  public @Nullable PskPublicInformation getIdentity(
      InetSocketAddress address, @Nullable ServerNames host) {
    return null;
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // keys are answered at once
  }
}
