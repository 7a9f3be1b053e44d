package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Peers that are not in the allow-list: each try is counted in the ledger under the peer's address,
 * and from so many addresses on, which may all be forged, under one sentence. Thread-safe.
 */
final class Refusals {

  private static final int NAMED = 64;

  private final AllowList allowed;
  private final Uplink uplink;
  private final Set<InetAddress> named = ConcurrentHashMap.newKeySet();

  Refusals(AllowList allowed, Uplink uplink) {
    this.allowed = allowed;
    this.uplink = uplink;
  }

  /** Whether a peer may not speak; then that is told. */
  boolean refuses(InetAddress peer) {
    if (allowed.admits(peer)) {
      return false;
    }
    boolean isNamed = named.contains(peer) || (named.size() < NAMED && named.add(peer));
    String who = isNamed ? peer.getHostAddress() : "further addresses";
    uplink.lost(null, Reason.NOT_ALLOWED, "refused: %s, not in the allow-list".formatted(who));
    return true;
  }
}
