package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.mqtt.convention.Conventions;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Ordered;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker. Messages come on Paho's thread, which waits while the hub is full;
 * the link's own thread acknowledges them in the order they came, each after its receipt.
 */
final class BrokerLink implements AutoCloseable, CommandSink, BrokerIntake.Line {

  private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);
  private static final long CLOSE_MILLIS = 500;

  private final MqttClientSettings settings;
  private final Uplink uplink;
  private final CommandDesk commands;
  private final Conventions conventions;
  private final @Nullable NameBook book;
  private final BrokerIntake intake;
  private final MqttAsyncClient client;

  /** Bounded by {@link #room}; only the end of the connection needs none. */
  private final BlockingQueue<Next> unanswered = new LinkedBlockingQueue<>();

  private final Semaphore room;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile boolean closed;

  /** What was not settled when the subscription was confirmed. Used by the link's own thread. */
  private Next.@Nullable Ack held;

  /** Without a book nothing is remembered beyond the process. */
  BrokerLink(
      MqttClientSettings settings, Uplink uplink, Conventions conventions, @Nullable NameBook book)
      throws MqttException {
    this.settings = settings;
    this.uplink = uplink;
    this.commands = new CommandDesk(settings.tenant());
    this.conventions = conventions;
    this.book = book;
    this.intake = new BrokerIntake(settings, uplink, commands, conventions, this);
    this.room = new Semaphore(settings.receiveMaximum());
    this.client = new MqttAsyncClient(settings.url(), settings.clientId(), new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new BrokerEvents(this::arrived, this::ended));
  }

  private void ended(String why) {
    ended.complete(why);
    unanswered.add(new Next.End());
  }

  /** By the convention that the device spoke, or else in our own words. */
  CommandOutcome execute(Command command, Instant now) throws InterruptedException {
    Optional<Ordered> ordered = conventions.order(command);
    Ordered way = ordered.orElseGet(() -> commands.inOurWords(command, Joining.AT_LEAST_ONCE));
    return commands.execute(command, way, this, now);
  }

  void connect() throws IOException, GeneralSecurityException, InterruptedException {
    conventions.joining();
    try {
      var connected = new CompletableFuture<IMqttToken>();
      client.connect(
          Joining.options(settings, conventions.will()), null, Joining.completing(connected));
      boolean kept = await(connected).getSessionPresent();
      var subscribed = new CompletableFuture<IMqttToken>();
      client.subscribe(
          Joining.subscriptions(settings, conventions.filters()),
          null,
          Joining.completing(subscribed),
          null);
      for (int code : answerUntil(subscribed).getReasonCodes()) {
        if (code > Joining.AT_LEAST_ONCE) {
          throw new IOException(
              "%s refused a subscription to %s, reason 0x%02x"
                  .formatted(settings.url(), Joining.topics(settings, conventions), code));
        }
      }
      conventions.opening().forEach(this::send);
      uplink.serving(
          "已订阅 " + settings.url() + (kept ? "，沿用会话" : "，新会话"),
          "subscribed at %s, %s session".formatted(settings.url(), kept ? "earlier" : "new"));
    } catch (MqttException e) {
      throw unreachable(e);
    }
  }

  /** Acknowledges until interrupted or the connection is lost. */
  void serve() throws IOException, InterruptedException {
    if (held != null) {
      answer(held);
    }
    while (true) {
      switch (unanswered.take()) {
        case Next.End() -> throw lostConnection();
        case Next.Ack ack -> answer(ack);
        case Next.Subscribed() -> {}
      }
    }
  }

  /**
   * Acknowledges until the reply is there. A session that was kept sends at once what it has, and
   * after its own restart a broker may send more than may be unanswered: the reply comes behind it.
   */
  private IMqttToken answerUntil(CompletableFuture<IMqttToken> reply)
      throws IOException, InterruptedException {
    reply.whenComplete((_, _) -> unanswered.add(new Next.Subscribed()));
    while (!reply.isDone()) {
      var next = unanswered.poll(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
      switch (next) {
        case null -> throw silent(null);
        case Next.Subscribed() -> {}
        case Next.End() -> throw lostConnection();
        case Next.Ack ack -> {
          first(CompletableFuture.anyOf(ack.receipt(), reply, ended));
          if (ack.receipt().isDone() || ended.isDone()) {
            answer(ack);
          } else {
            held = ack;
          }
        }
      }
    }
    return await(reply);
  }

  /** Waits for it, however it ends. */
  private static void first(CompletableFuture<Object> any) throws InterruptedException {
    try {
      any.get();
    } catch (ExecutionException e) {
      log.atTrace().setCause(e).log("told by whoever asks for it");
    }
  }

  private void answer(Next.Ack ack) throws IOException, InterruptedException {
    switch (settled(ack.receipt())) {
      case Receipt.Accepted accepted -> acknowledge(ack);
      case Receipt.Rejected rejected -> acknowledge(ack);
      case Receipt.Busy busy -> {
        if (ack.qos() > 0) {
          throw new IOException(
              "the hub is busy; %s sends again after the next connect".formatted(settings.url()));
        }
      }
    }
    room.release();
  }

  /** Waits for the receipt, but not beyond the connection that it would be answered on. */
  private Receipt settled(CompletableFuture<Receipt> receipt)
      throws IOException, InterruptedException {
    try {
      if (!receipt.isDone()) {
        CompletableFuture.anyOf(receipt, ended).get();
      }
      if (ended.isDone()) {
        throw lostConnection();
      }
      return receipt.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a receipt never fails", e);
    }
  }

  private IOException lostConnection() {
    return new IOException("the connection to " + settings.url() + " ended: " + ended.join());
  }

  private void acknowledge(Next.Ack ack) throws IOException {
    if (ack.qos() == 0) {
      return;
    }
    try {
      client.messageArrivedComplete(ack.packetId(), ack.qos());
    } catch (MqttException e) {
      throw new IOException("cannot acknowledge to " + settings.url() + ": " + e.getMessage(), e);
    }
  }

  /** On Paho's thread. Blocks while all that may be unanswered is. */
  private void arrived(String name, MqttMessage message) throws InterruptedException {
    room.acquire();
    if (closed) { // whatever else the broker had sent, it sends again
      room.release();
      return;
    }
    unanswered.add(new Next.Ack(message.getId(), message.getQos(), intake.take(name, message)));
  }

  private IMqttToken await(CompletableFuture<IMqttToken> reply)
      throws IOException, InterruptedException {
    try {
      return reply.get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw silent(e);
    }
  }

  private IOException silent(@Nullable Throwable cause) {
    return new IOException(
        "%s did not answer within %s".formatted(settings.url(), settings.connectTimeout()), cause);
  }

  private IOException unreachable(Throwable cause) {
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    return new IOException("cannot join " + settings.url() + ": " + root.getMessage(), cause);
  }

  @Override
  public void publish(String topic, byte[] payload, int qos) {
    send(new Finding.Reply(topic, payload, qos, false));
  }

  @Override
  public void send(Finding.Reply reply) {
    try {
      client.publish(reply.topic(), reply.payload(), reply.qos(), reply.retained());
    } catch (MqttException | IllegalArgumentException e) { // names of devices are in topics
      log.atDebug().addKeyValue("topic", reply.topic()).setCause(e).log("a word was not sent");
    }
  }

  @Override
  public void listen(Finding.Listen wish) {
    try {
      if (wish.on()) {
        client.subscribe(Joining.whatIsKeptToo(wish.filter()));
      } else {
        client.unsubscribe(wish.filter());
      }
    } catch (MqttException e) {
      ended("a topic could not be subscribed to: " + e.getMessage());
    }
  }

  @Override
  public CompletableFuture<Void> remembered() {
    return book == null ? CompletableFuture.completedFuture(null) : book.written();
  }

  /** What the broker would say if the link were cut, since it is not when the link takes leave. */
  private void sayLast() throws MqttException {
    Finding.Reply last = conventions.will().orElse(null);
    if (last != null) {
      client
          .publish(last.topic(), last.payload(), last.qos(), last.retained())
          .waitForCompletion(CLOSE_MILLIS);
    }
  }

  /** Leaves the session with the broker. */
  @Override
  public void close() {
    commands.close();
    closed = true;
    room.release(); // Paho's thread must not stay waiting
    try {
      if (client.isConnected()) {
        sayLast();
        client.disconnectForcibly(0, CLOSE_MILLIS, true);
      }
      client.close(true);
    } catch (MqttException e) {
      log.atDebug().setCause(e).log("closing the connection to the broker");
    }
  }
}
