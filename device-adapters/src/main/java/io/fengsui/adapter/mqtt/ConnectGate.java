package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Refuses connections beyond the limits before they cost anything: reset without a word, reported
 * once per address and second.
 */
final class ConnectGate extends ChannelInboundHandlerAdapter {

  private static final int MAX_ADDRESSES = 10_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final MqttSettings.Limits limits;
  private final Uplink uplink;
  private final LongSupplier nanos;
  private final AtomicInteger open = new AtomicInteger();

  /** Least recently used first; the oldest is forgotten when there are too many. */
  private final Map<InetAddress, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  ConnectGate(MqttSettings.Limits limits, Uplink uplink, LongSupplier nanos) {
    this.limits = limits;
    this.uplink = uplink;
    this.nanos = nanos;
  }

  private static final class Bucket {
    private double tokens;
    private long filledAt;
    private long toldAt;

    Bucket(double tokens, long now) {
      this.tokens = tokens;
      this.filledAt = now;
      this.toldAt = now - (long) NANOS_PER_SECOND;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var child = (Channel) message;
    if (!(child.remoteAddress() instanceof InetSocketAddress peer)) {
      child.unsafe().closeForcibly();
      return;
    }
    InetAddress address = peer.getAddress();
    long now = nanos.getAsLong();
    Bucket bucket =
        buckets.computeIfAbsent(address, a -> new Bucket(limits.connectBurstPerAddress(), now));
    if (!takes(bucket, now)) {
      refuse(
          child,
          bucket,
          now,
          "more than %d connects a second from %s"
              .formatted(limits.connectsPerSecondPerAddress(), address.getHostAddress()));
    } else if (open.get() >= limits.maxConnections()) {
      refuse(child, bucket, now, "the limit of " + limits.maxConnections() + " connections");
    } else {
      open.incrementAndGet();
      child.closeFuture().addListener(closed -> open.decrementAndGet());
      context.fireChannelRead(message);
    }
  }

  private boolean takes(Bucket bucket, long now) {
    double earned =
        (now - bucket.filledAt) / NANOS_PER_SECOND * limits.connectsPerSecondPerAddress();
    bucket.tokens = Math.min(limits.connectBurstPerAddress(), bucket.tokens + earned);
    bucket.filledAt = now;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }

  private void refuse(Channel child, Bucket bucket, long now, String why) {
    child.config().setOption(ChannelOption.SO_LINGER, 0);
    child.unsafe().closeForcibly();
    if (now - bucket.toldAt >= NANOS_PER_SECOND) {
      bucket.toldAt = now;
      uplink.lost(null, Reason.NOT_ALLOWED, "connection refused: " + why);
    }
  }
}
