package io.fengsui.simulator.gb26875;

import io.fengsui.simulator.gb26875.Cable.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that a transmitter begins: each is sent with a serial number of its own until it is
 * confirmed or given up. Alarms go before the rest. On its cable's thread.
 */
final class Outbox {
  private static final int WINDOW = 8;
  private static final int MOST = 1000;

  /** Puts frames on the wire, when there is one. */
  interface Door {
    boolean isOpen();

    void send(int serial, int command, byte[] data);
  }

  /** One frame until it is confirmed. */
  private static final class Exchange {
    final int command;
    final byte[] data;
    final CompletableFuture<Void> done;
    int serial;
    int tries;
    @Nullable Timer timer;

    Exchange(int command, byte[] data, CompletableFuture<Void> done) {
      this.command = command;
      this.data = data;
      this.done = done;
    }

    void rest() {
      if (timer != null) {
        timer.cancel();
      }
    }
  }

  private final Cable cable;
  private final Door door;
  private final Duration answer;
  private final int repeats;
  private final boolean serialZero;
  private final Tally tally;
  private final Deque<Exchange> queue = new ArrayDeque<>();
  private final Map<Integer, Exchange> underWay = new LinkedHashMap<>();
  private int next;

  Outbox(Cable cable, Door door, Settings settings, Tally tally) {
    this.cable = cable;
    this.door = door;
    this.answer = settings.answer();
    this.repeats = settings.repeats();
    this.serialZero = settings.has(Quirk.SERIAL_ZERO);
    this.tally = tally;
  }

  /** Sends when it is its turn; what finds no room fails at once. */
  void add(int command, byte[] data, boolean urgent, CompletableFuture<Void> done) {
    if (queue.size() >= MOST) {
      done.completeExceptionally(new IllegalStateException(MOST + " frames wait already"));
      return;
    }
    var exchange = new Exchange(command, data, done);
    if (urgent) {
      queue.addFirst(exchange);
    } else {
      queue.addLast(exchange);
    }
    proceed();
  }

  void confirmed(int serial) {
    var exchange = underWay.remove(serial);
    if (exchange == null) {
      tally.stray().increment();
      return;
    }
    exchange.rest();
    tally.confirmed().increment();
    exchange.done.complete(null);
    proceed();
  }

  /** It arrived damaged, so it is sent again. */
  void denied(int serial) {
    var exchange = underWay.get(serial);
    if (exchange == null) {
      tally.stray().increment();
      return;
    }
    tally.denied().increment();
    again(exchange);
  }

  /** There is a wire again: what was under way is sent anew. */
  void opened() {
    next = 0;
    var all = List.copyOf(underWay.values());
    underWay.clear();
    for (int i = all.size() - 1; i >= 0; i--) {
      queue.addFirst(all.get(i));
    }
    proceed();
  }

  /** There is no wire: nobody can answer. */
  void shut() {
    underWay.values().forEach(Exchange::rest);
  }

  /** Gives up all. */
  void close() {
    shut();
    queue.addAll(underWay.values());
    underWay.clear();
    var over = new IllegalStateException("the transmitter was switched off");
    queue.forEach(exchange -> exchange.done.completeExceptionally(over));
    queue.clear();
  }

  private void proceed() {
    while (door.isOpen() && !queue.isEmpty() && underWay.size() < (serialZero ? 1 : WINDOW)) {
      var exchange = queue.removeFirst();
      exchange.serial = serialZero ? 0 : next;
      next = next + 1 & 0xFFFF;
      underWay.put(exchange.serial, exchange);
      (exchange.tries == 0 ? tally.sent() : tally.repeated()).increment();
      send(exchange);
    }
  }

  private void send(Exchange exchange) {
    exchange.rest();
    exchange.tries++;
    exchange.timer = cable.later(answer, () -> again(exchange));
    door.send(exchange.serial, exchange.command, exchange.data);
  }

  private void again(Exchange exchange) {
    if (exchange.tries <= repeats) {
      tally.repeated().increment();
      send(exchange);
      return;
    }
    exchange.rest();
    underWay.remove(exchange.serial);
    tally.unanswered().increment();
    exchange.done.completeExceptionally(
        new TimeoutException("not confirmed, sent %d times".formatted(exchange.tries)));
    proceed();
  }
}
