package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
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

  private record Route(CommandSink sink, int qos) {}

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
    return execute(command, route.sink(), route.qos(), now);
  }

  /** Sends by the given way, whether or not the device is known to listen there. */
  CommandOutcome execute(Command command, CommandSink sink, int qos, Instant now)
      throws InterruptedException {
    if (!underWay.tryAcquire()) {
      return new CommandOutcome.Unreachable(MAX_UNDER_WAY + " commands are under way already");
    }
    try {
      Duration patience = Duration.between(now, command.deadline());
      return patience.isPositive()
          ? send(command, new Route(sink, qos), patience)
          : new CommandOutcome.Unreachable("the command's deadline has passed");
    } finally {
      underWay.release();
    }
  }

  private CommandOutcome send(Command command, Route route, Duration patience)
      throws InterruptedException {
    var mine = new Waiting(command.device(), route.sink(), new CompletableFuture<CommandOutcome>());
    if (waiting.putIfAbsent(command.id(), mine) != null) {
      return new CommandOutcome.Unreachable("command " + command.id() + " is under way already");
    }
    try {
      String topic = new MqttTopic(command.device(), MqttTopic.Kind.COMMAND).name(tenant);
      route.sink().publish(topic, CommandWriter.encode(command), route.qos());
      return mine.outcome().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new CommandOutcome.Unanswered();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome never fails", e);
    } finally {
      waiting.remove(command.id(), mine);
    }
  }

  /** The latest listener of a device gets its commands. */
  void listens(DeviceId device, CommandSink sink, int qos) {
    routes.put(device, new Route(sink, qos));
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
