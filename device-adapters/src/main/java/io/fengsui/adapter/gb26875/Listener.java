package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Uplink;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;

/** The port and its event loops, from {@code run} to its end. */
final class Listener implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int READ_BYTES = 2_048;
  private static final long STOP_MILLIS = 1_500;
  private static final long LOOK_SECONDS = 1;
  private static final long KEEP_MILLIS = 1_000;

  private final Gb26875Settings settings;
  private final Uplink uplink;
  private final Centre centre;
  private final Refusals refusals;
  private final Desk desk;
  private final MultiThreadIoEventLoopGroup group;
  private final IdentityHashMap<EventExecutor, Loop> loops = new IdentityHashMap<>();

  Listener(Gb26875Settings settings, Centre centre) {
    this.settings = settings;
    this.uplink = centre.uplink();
    this.centre = centre;
    this.refusals = new Refusals(AllowList.of(settings.allow()), uplink);
    int threads = settings.limits().eventLoops();
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("gb26875"), io);
    int budget = Math.max(1, settings.limits().maxUnsettled() / threads);
    group.forEach(thread -> loops.put(thread, new Loop((EventLoop) thread, budget)));
    this.desk = new Desk(centre, loops.values().iterator().next());
  }

  Desk desk() {
    return desk;
  }

  /** Serves until interrupted. */
  void serve() throws IOException, InterruptedException {
    Channel listener = bind();
    int port = ((InetSocketAddress) listener.localAddress()).getPort();
    Channel datagrams = settings.udp() ? bindDatagrams(port) : null;
    String where =
        "%s:%d (%s)".formatted(settings.host(), port, settings.udp() ? "TCP, UDP" : "TCP");
    uplink.serving("正在监听 " + where, "listening on " + where);
    Loop first = loops.values().iterator().next();
    var looking =
        group
            .next()
            .scheduleAtFixedRate(
                () -> centre.look(System.nanoTime(), first),
                LOOK_SECONDS,
                LOOK_SECONDS,
                TimeUnit.SECONDS);
    try {
      while (listener.isOpen()) {
        centre.keeper().turn(KEEP_MILLIS);
      }
    } finally {
      looking.cancel(false);
      listener.close().awaitUninterruptibly(STOP_MILLIS);
      if (datagrams != null) {
        datagrams.close().awaitUninterruptibly(STOP_MILLIS);
      }
    }
    throw new IOException("the listener on port " + port + " closed by itself");
  }

  private Channel bind() throws IOException, InterruptedException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .handler(new Gate(settings.limits(), refusals, uplink))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new Connection(centre, loop(channel), channel, desk));
                  }
                })
            .bind(settings.host(), settings.port())
            .await();
    return channel(bound, settings.port());
  }

  private Channel bindDatagrams(int port) throws IOException, InterruptedException {
    ChannelFuture bound =
        new Bootstrap()
            .group(group)
            .channel(Epoll.isAvailable() ? EpollDatagramChannel.class : NioDatagramChannel.class)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new Datagrams(centre, loop(channel), desk, refusals));
                  }
                })
            .bind(settings.host(), port)
            .await();
    return channel(bound, port);
  }

  private Channel channel(ChannelFuture bound, int port) throws IOException {
    Throwable cause = bound.cause();
    if (cause == null) {
      return bound.channel();
    }
    String where = settings.host() + ":" + port;
    if (cause instanceof BindException || String.valueOf(cause.getMessage()).contains("in use")) {
      throw new BindException(
          "%s is taken by another program; stop it or set the link's port".formatted(where));
    }
    throw new IOException("cannot listen on " + where + ": " + cause.getMessage(), cause);
  }

  private Loop loop(Channel channel) {
    Loop loop = loops.get(channel.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("a channel on a foreign event loop: " + channel);
    }
    return loop;
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    group
        .shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(STOP_MILLIS);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
