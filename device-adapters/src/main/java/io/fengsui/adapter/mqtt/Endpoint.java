package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Uplink;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The listening port and all that its connections share, from {@code run} to its end. */
final class Endpoint implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int MAX_CLIENT_ID_LENGTH = 256;
  private static final long STOP_MILLIS = 1_500;

  private final MqttSettings settings;
  private final Uplink uplink;
  private final @Nullable SslContext tls;
  private final CommandDesk commands;
  private final Map<String, Connection> sessions = new ConcurrentHashMap<>();
  private final Map<DeviceId, Integer> present = new ConcurrentHashMap<>();
  private final IdentityHashMap<EventExecutor, Loop> loops = new IdentityHashMap<>();
  private final MultiThreadIoEventLoopGroup group;
  private volatile boolean stopping;

  Endpoint(MqttSettings settings, Uplink uplink) throws IOException, GeneralSecurityException {
    this.settings = settings;
    this.uplink = uplink;
    this.tls = settings.tls() == null ? null : TlsContext.of(settings.tls());
    this.commands = new CommandDesk(settings.tenant());
    int threads = settings.limits().eventLoops();
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("mqtt"), io);
    int budget = Math.max(1, settings.limits().maxUnsettled() / threads);
    group.forEach(thread -> loops.put(thread, new Loop((EventLoop) thread, budget)));
  }

  /** Serves until interrupted. */
  void serve() throws IOException, InterruptedException {
    Channel listener = bind();
    var address = (InetSocketAddress) listener.localAddress();
    String where =
        "%s:%d%s".formatted(settings.host(), address.getPort(), tls == null ? "" : " (TLS)");
    uplink.serving("正在监听 " + where, "listening on " + where);
    try {
      listener.closeFuture().await();
    } finally {
      listener.close().awaitUninterruptibly(STOP_MILLIS);
    }
    throw new IOException("the listener on port " + address.getPort() + " closed by itself");
  }

  private Channel bind() throws IOException, InterruptedException {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .handler(new ConnectGate(settings.limits(), uplink, System::nanoTime))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    equip(channel);
                  }
                })
            .bind(settings.host(), settings.port())
            .await();
    Throwable cause = bound.cause();
    if (cause == null) {
      return bound.channel();
    }
    String where = settings.host() + ":" + settings.port();
    if (cause instanceof BindException || String.valueOf(cause.getMessage()).contains("in use")) {
      throw new BindException(
          "%s is taken by another program; stop it or set the link's port".formatted(where));
    }
    throw new IOException("cannot listen on " + where + ": " + cause.getMessage(), cause);
  }

  private void equip(Channel channel) {
    var pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    pipeline.addLast(
        MqttEncoder.INSTANCE,
        new MqttDecoder(settings.limits().maxPacketBytes(), MAX_CLIENT_ID_LENGTH),
        new Connection(this, loop(channel), channel));
  }

  private Loop loop(Channel channel) {
    Loop loop = loops.get(channel.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("a channel on a foreign event loop: " + channel);
    }
    return loop;
  }

  MqttSettings settings() {
    return settings;
  }

  Uplink uplink() {
    return uplink;
  }

  CommandDesk commands() {
    return commands;
  }

  /** False while the link stops: connections that end then say nothing of their devices. */
  boolean isServing() {
    return !stopping;
  }

  /** Takes the session's place; whoever had it is closed. */
  void connected(Session session, Connection connection) {
    present.merge(session.device(), 1, Integer::sum);
    Connection earlier = sessions.put(session.key(), connection);
    if (earlier != null) {
      earlier.takenOver();
    }
  }

  /** Gives the session's place back. Returns whether the device has no connection left. */
  boolean disconnected(Session session, Connection connection) {
    sessions.remove(session.key(), connection);
    commands.gone(connection);
    return present.computeIfPresent(session.device(), (device, n) -> n > 1 ? n - 1 : null) == null;
  }

  @Override
  public void close() {
    stopping = true;
    sessions.values().forEach(Connection::shutDown);
    commands.close();
    boolean interrupted = Thread.interrupted();
    group
        .shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(STOP_MILLIS);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
