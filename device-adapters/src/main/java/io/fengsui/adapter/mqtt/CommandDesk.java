package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.mqtt.convention.Ordered;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings commands to listening devices and their results back. Thread-safe. */
final class CommandDesk implements AutoCloseable {

  private static final int MAX_UNDER_WAY = 1_000;

  /** How a command is written for a device. */
  interface Orders {
    Ordered order(Command command);
  }

  private record Route(CommandSink sink, Orders orders) {}

  private record Waiting(
      DeviceId device, CommandSink sink, CompletableFuture<CommandOutcome> outcome) {}

  private final String tenant;
  private final Map<DeviceId, Route> routes = new ConcurrentHashMap<>();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);

  CommandDesk(String tenant) {
    this.tenant = tenant;
  }

  CommandOutcome execute(Command command, Instant now) throws InterruptedException {
    Route route = routes.get(command.device());
    if (route == null) {
      return new CommandOutcome.Unreachable(
          command.device() + " is not connected or does not listen for commands");
    }
    return execute(command, route.orders().order(command), route.sink(), now);
  }

  /** As hub-native JSON. */
  Ordered inOurWords(Command command, int qos) {
    String topic = new MqttTopic(command.device(), MqttTopic.Kind.COMMAND).name(tenant);
    return new Ordered.Send(topic, CommandWriter.encode(command), qos, command.id());
  }

  /** Sends by the given way, whether or not the device is known to listen there. */
  CommandOutcome execute(Command command, Ordered ordered, CommandSink sink, Instant now)
      throws InterruptedException {
    if (ordered instanceof Ordered.Settled(var outcome)) {
      return outcome;
    }
    if (!underWay.tryAcquire()) {
      return new CommandOutcome.Unreachable(MAX_UNDER_WAY + " commands are under way already");
    }
    try {
      Duration patience = Duration.between(now, command.deadline());
      return patience.isPositive()
          ? send(command, (Ordered.Send) ordered, sink, patience)
          : new CommandOutcome.Unreachable("the command's deadline has passed");
    } finally {
      underWay.release();
    }
  }

  private CommandOutcome send(
      Command command, Ordered.Send order, CommandSink sink, Duration patience)
      throws InterruptedException {
    var mine = new Waiting(command.device(), sink, new CompletableFuture<CommandOutcome>());
    if (waiting.putIfAbsent(order.answerKey(), mine) != null) {
      return new CommandOutcome.Unreachable(
          "such a command to %s is under way already".formatted(command.device()));
    }
    try {
      sink.publish(order.topic(), order.payload(), order.qos());
      return mine.outcome().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new CommandOutcome.Unanswered();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome never fails", e);
    } finally {
      waiting.remove(order.answerKey(), mine);
    }
  }

  /** The latest listener of a device gets its commands, in our words. */
  void listens(DeviceId device, CommandSink sink, int qos) {
    listens(device, sink, command -> inOurWords(command, qos));
  }

  /** The latest listener of a device gets its commands. */
  void listens(DeviceId device, CommandSink sink, Orders orders) {
    routes.put(device, new Route(sink, orders));
  }

  /** Returns whether the connection was the listener. */
  boolean stopsListening(DeviceId device, CommandSink sink) {
    Route route = routes.get(device);
    return route != null && route.sink().equals(sink) && routes.remove(device, route);
  }

  /** Returns whether a command waited for this. */
  boolean answered(DeviceId device, Decoded.Answer answer) {
    Waiting asked = waiting.get(answer.commandId());
    return asked != null
        && asked.device().equals(device)
        && asked.outcome().complete(answer.outcome());
  }

  /** Returns whether a command waited for this, which came by a convention. */
  boolean answered(String key, CommandOutcome outcome) {
    Waiting asked = waiting.get(key);
    return asked != null && asked.outcome().complete(outcome);
  }

  /** The connection is closed: what it was sent may or may not have happened. */
  void gone(CommandSink sink) {
    waiting.values().stream()
        .filter(asked -> asked.sink().equals(sink))
        .forEach(asked -> asked.outcome().complete(new CommandOutcome.Unanswered()));
  }

  @Override
  public void close() {
    waiting.values().forEach(asked -> asked.outcome().complete(new CommandOutcome.Unanswered()));
  }
}
