package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses connections from elsewhere and beyond the limits before they cost anything: reset without
 * a word (R18).
 */
final class Gate extends ChannelInboundHandlerAdapter {

  private final Gb26875Settings.Limits limits;
  private final Refusals refusals;
  private final Uplink uplink;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  Gate(Gb26875Settings.Limits limits, Refusals refusals, Uplink uplink) {
    this.limits = limits;
    this.refusals = refusals;
    this.uplink = uplink;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var child = (Channel) message;
    if (!(child.remoteAddress() instanceof InetSocketAddress peer)) {
      child.unsafe().closeForcibly();
      return;
    }
    InetAddress address = peer.getAddress();
    if (refusals.refuses(address)) {
      reset(child);
    } else if (open.get() >= limits.maxConnections()) {
      refuse(child, "the limit of " + limits.maxConnections() + " connections");
    } else if (byAddress.getOrDefault(address, 0) >= limits.maxConnectionsPerAddress()) {
      refuse(
          child,
          "more than %d connections from %s"
              .formatted(limits.maxConnectionsPerAddress(), address.getHostAddress()));
    } else {
      open.incrementAndGet();
      byAddress.merge(address, 1, Integer::sum);
      child.closeFuture().addListener(closed -> left(address));
      context.fireChannelRead(message);
    }
  }

  private void left(InetAddress address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
  }

  private void refuse(Channel child, String why) {
    reset(child);
    uplink.lost(null, Reason.NOT_ALLOWED, "connection refused: " + why);
  }

  private static void reset(Channel child) {
    child.config().setOption(ChannelOption.SO_LINGER, 0);
    child.unsafe().closeForcibly();
  }
}
