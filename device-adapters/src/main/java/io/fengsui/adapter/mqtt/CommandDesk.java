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

  private record Route(Connection connection, int qos) {}

  private record Waiting(
      DeviceId device, Connection connection, CompletableFuture<CommandOutcome> outcome) {}

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
    if (!underWay.tryAcquire()) {
      return new CommandOutcome.Unreachable(MAX_UNDER_WAY + " commands are under way already");
    }
    try {
      return send(command, route, Duration.between(now, command.deadline()));
    } finally {
      underWay.release();
    }
  }

  private CommandOutcome send(Command command, Route route, Duration patience)
      throws InterruptedException {
    var mine =
        new Waiting(command.device(), route.connection(), new CompletableFuture<CommandOutcome>());
    if (waiting.putIfAbsent(command.id(), mine) != null) {
      return new CommandOutcome.Unreachable("command " + command.id() + " is under way already");
    }
    try {
      String topic = new MqttTopic(command.device(), MqttTopic.Kind.COMMAND).name(tenant);
      route.connection().publish(topic, MqttCodec.encode(command), route.qos());
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
  void listens(DeviceId device, Connection connection, int qos) {
    routes.put(device, new Route(connection, qos));
  }

  /** Returns whether the connection was the listener. */
  boolean stopsListening(DeviceId device, Connection connection) {
    Route route = routes.get(device);
    return route != null && route.connection() == connection && routes.remove(device, route);
  }

  /** Returns whether a command waited for this. */
  boolean answered(DeviceId device, Decoded.Answer answer) {
    Waiting asked = waiting.get(answer.commandId());
    return asked != null
        && asked.device().equals(device)
        && asked.outcome().complete(answer.outcome());
  }

  /** The connection is closed: what it was sent may or may not have happened. */
  void gone(Connection connection) {
    waiting.values().stream()
        .filter(asked -> asked.connection() == connection)
        .forEach(asked -> asked.outcome().complete(new CommandOutcome.Unanswered()));
  }

  @Override
  public void close() {
    waiting.values().forEach(asked -> asked.outcome().complete(new CommandOutcome.Unanswered()));
  }
}
