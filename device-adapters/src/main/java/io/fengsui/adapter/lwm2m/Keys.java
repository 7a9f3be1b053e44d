package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.Secret;
import java.util.Optional;
import org.eclipse.leshan.core.peer.OscoreIdentity;
import org.eclipse.leshan.servers.security.SecurityInfo;
import org.eclipse.leshan.servers.security.SecurityStore;
import org.jspecify.annotations.Nullable;

/** Gives DTLS the devices' keys. Thread-safe. */
final class Keys implements SecurityStore {

  private final Roster roster;

  Keys(Roster roster) {
    this.roster = roster;
  }

  @Override
  public @Nullable SecurityInfo getByIdentity(String identity) {
    Optional<byte[]> key =
        roster.key(identity).map(Secret::bytes).filter(bytes -> bytes.length > 0);
    return key.map(bytes -> SecurityInfo.newPreSharedKeyInfo(identity, identity, bytes))
        .orElse(null);
  }

  /** Asked before the hub opens a session itself, which it never does. */
  @Override
  public @Nullable SecurityInfo getByEndpoint(String endpoint) {
    return null;
  }

  @Override
  public @Nullable SecurityInfo getByOscoreIdentity(OscoreIdentity identity) {
    return null;
  }
}
