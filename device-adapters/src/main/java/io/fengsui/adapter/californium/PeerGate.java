package io.fengsui.adapter.californium;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.interceptors.MessageInterceptor;

/**
 * Bounds the senders that a plain port remembers: each costs memory for as long as its messages may
 * be repeated, and its address may be forged. Who is known goes on; a new one is dropped while
 * there is no room. Confined to the protocol's thread.
 */
public final class PeerGate implements MessageInterceptor {

  /** EXCHANGE_LIFETIME of RFC 7252 section 4.8.2. */
  private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(247);

  private final Uplink uplink;
  private final int limit;
  private final LongSupplier nanoTime;

  /** When each was heard last, the longest ago first. */
  private final Map<InetSocketAddress, Long> heard = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param limit senders remembered at a time
   */
  public PeerGate(Uplink uplink, int limit, LongSupplier nanoTime) {
    this.uplink = uplink;
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  @Override
  public void receiveRequest(Request request) {
    if (!admits(request.getSourceContext().getPeerAddress())) {
      request.setCanceled(true);
      uplink.lost(null, Reason.TOO_LARGE, "more senders at a time than the link remembers");
    }
  }

  boolean admits(InetSocketAddress sender) {
    long now = nanoTime.getAsLong();
    if (heard.replace(sender, now) != null) {
      return true;
    }
    if (heard.size() >= limit && !forgot(now)) {
      return false;
    }
    heard.put(sender, now);
    return true;
  }

  private boolean forgot(long now) {
    var oldest = heard.entrySet().iterator();
    if (now - oldest.next().getValue() < REMEMBERED) {
      return false;
    }
    oldest.remove();
    return true;
  }
}
