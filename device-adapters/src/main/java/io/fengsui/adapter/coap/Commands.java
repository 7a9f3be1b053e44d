package io.fengsui.adapter.coap;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.observe.ObserveRelation;

/**
 * Brings commands to devices that observe {@code rpc} and their results back. A device has one
 * listener, the latest, and gets one command at a time, because a notification that is under way
 * would be replaced by the next. Thread-safe.
 */
final class Commands implements AutoCloseable {

  private static final int MAX_UNDER_WAY = 1_000;

  private record Ear(Exchange exchange, ObserveRelation relation, Semaphore turn) {}

  private record Waiting(DeviceId device, CompletableFuture<CommandOutcome> outcome) {}

  private final Map<DeviceId, Ear> listening = new ConcurrentHashMap<>();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
  private final AtomicInteger ids = new AtomicInteger();

  /** The latest listener of a device gets its commands; the earlier one is let go. */
  void listens(DeviceId device, Exchange exchange) {
    ObserveRelation relation = exchange.getRelation();
    Ear earlier = listening.get(device);
    Semaphore turn = earlier == null ? new Semaphore(1) : earlier.turn();
    listening.put(device, new Ear(exchange, relation, turn));
    if (earlier != null && !earlier.relation().equals(relation)) {
      earlier.exchange().execute(() -> earlier.relation().cancel());
    }
    exchange.sendResponse(new Response(ResponseCode.CONTENT));
  }

  void gone(ObserveRelation relation) {
    listening.values().removeIf(ear -> ear.relation().equals(relation));
  }

  CommandOutcome execute(Command command, Instant now) throws InterruptedException {
    Ear ear = listening.get(command.device());
    if (ear == null) {
      return new CommandOutcome.Unreachable(command.device() + " does not listen for commands");
    }
    long nanos = Duration.between(now, command.deadline()).toNanos();
    long end = System.nanoTime() + nanos;
    if (nanos <= 0 || !underWay.tryAcquire()) {
      return new CommandOutcome.Unreachable("the deadline has passed, or too much is under way");
    }
    try {
      if (!ear.turn().tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        return new CommandOutcome.Unreachable("an earlier command is still under way");
      }
      try {
        return send(command, ear, end);
      } finally {
        ear.turn().release();
      }
    } finally {
      underWay.release();
    }
  }

  private CommandOutcome send(Command command, Ear ear, long end) throws InterruptedException {
    String id = String.valueOf(ids.incrementAndGet() & Integer.MAX_VALUE);
    var mine = new Waiting(command.device(), new CompletableFuture<>());
    waiting.put(id, mine);
    try {
      var notification = new Response(ResponseCode.CONTENT);
      notification.setType(CoAP.Type.CON);
      notification.setPayload(Rpc.request(id, command));
      notification.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
      ear.exchange().execute(() -> ear.exchange().sendResponse(notification));
      return mine.outcome().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new CommandOutcome.Unanswered();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome never fails", e);
    } finally {
      waiting.remove(id);
    }
  }

  /** Returns whether a command waited for this. */
  boolean answered(DeviceId device, String id, byte[] body) {
    Waiting asked = waiting.get(id);
    return asked != null
        && asked.device().equals(device)
        && asked.outcome().complete(Rpc.answer(body));
  }

  @Override
  public void close() {
    waiting.values().forEach(asked -> asked.outcome().complete(new CommandOutcome.Unanswered()));
  }
}
