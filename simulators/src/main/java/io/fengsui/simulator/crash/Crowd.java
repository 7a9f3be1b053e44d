package io.fengsui.simulator.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Packets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The devices of a campaign, a virtual thread each, from its beginning to its end. Like real ones
 * they come again by themselves whenever their connection fails.
 */
final class Crowd implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMillis(150);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
  private static final int LARGEST_BURST = 20;
  private static final int KEEP_GOING = Integer.MAX_VALUE;

  private final CrashBook book;
  private final Function<Actor.Way, Route> routes;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();
  private final Map<Actor.Way, LongAdder> acknowledged = new ConcurrentHashMap<>();
  private volatile boolean calm;
  private volatile boolean stopped;

  Crowd(CrashBook book, Function<Actor.Way, Route> routes) {
    this.book = book;
    this.routes = routes;
  }

  /** A device does what its role says, until {@link #close}. */
  void join(Actor actor) {
    join(actor, Duration.ZERO, KEEP_GOING);
  }

  /** A detector raises its alarm once after a while, and keeps it up. */
  void joinOnce(Actor actor, Duration after) {
    join(actor, after, 1);
  }

  /** No detector begins another change; those on their way are said until acknowledged. */
  void calmDown() {
    calm = true;
  }

  /** Over which ways devices speak. */
  Set<Actor.Way> ways() {
    return acknowledged.keySet();
  }

  /** How often a device was acknowledged something over a way. */
  long acknowledged(Actor.Way way) {
    return acknowledged.getOrDefault(way, new LongAdder()).sum();
  }

  /** The highest number that a device gave a message; 0 if none. */
  int sent(String device) {
    var numbers = sent.get(device);
    return numbers == null ? 0 : numbers.get();
  }

  /** Ends the traffic and waits until it has. */
  @Override
  public void close() {
    stopped = true;
    threads.forEach(Thread::interrupt);
    for (var thread : threads) {
      try {
        thread.join(Route.PATIENCE.multipliedBy(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void join(Actor actor, Duration after, int changes) {
    sent.put(actor.id(), new AtomicInteger());
    acknowledged.putIfAbsent(actor.way(), new LongAdder());
    threads.add(Thread.ofVirtual().name(actor.id()).start(() -> live(actor, after, changes)));
  }

  private void live(Actor actor, Duration after, int changes) {
    var random = new Random(actor.id().hashCode());
    try {
      Thread.sleep(after);
      while (!stopped && !(changes == 1 && book.page(actor.id()).has(1))) {
        try (var line = routes.apply(actor.way()).open(actor.device().login())) {
          switch (actor.role()) {
            case SENSOR -> readings(line, actor, random);
            case DETECTOR -> changes(line, actor, random, changes);
          }
        } catch (IOException e) {
          Thread.sleep(AGAIN.plusMillis(ThreadLocalRandom.current().nextInt(100)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readings(Line line, Actor actor, Random random)
      throws IOException, InterruptedException {
    var numbers = Objects.requireNonNull(sent.get(actor.id()));
    while (!stopped) {
      int burst = 1 + random.nextInt(LARGEST_BURST);
      int first = numbers.getAndAdd(burst) + 1;
      var packets = new ByteArrayOutputStream();
      for (int i = 0; i < burst; i++) {
        packets.writeBytes(publish(actor, reading(first + i), i + 1));
      }
      line.send(packets.toByteArray());
      var left = new AtomicInteger(burst);
      while (left.get() > 0) {
        line.read(
            id -> {
              acknowledged(actor, first + id - 1);
              left.decrementAndGet();
            });
      }
      Thread.sleep(10 + random.nextInt(50));
    }
  }

  /** Odd numbers raise the alarm, even ones clear it. */
  private void changes(Line line, Actor actor, Random random, int most)
      throws IOException, InterruptedException {
    var numbers = Objects.requireNonNull(sent.get(actor.id()));
    while (!stopped) {
      int last = numbers.get();
      boolean done = last == 0 || book.page(actor.id()).has(last);
      if (done && last >= most) {
        return;
      }
      boolean next = done && (last == 0 || !calm);
      int number = next ? numbers.incrementAndGet() : last;
      line.send(publish(actor, change(number), 1));
      line.read(id -> acknowledged(actor, number));
      Thread.sleep(calm ? SIGN_OF_LIFE : Duration.ofMillis(50 + random.nextInt(1500)));
    }
  }

  private void acknowledged(Actor actor, int number) {
    book.acknowledged(actor.id(), number);
    Objects.requireNonNull(acknowledged.get(actor.way())).increment();
  }

  private static byte[] publish(Actor actor, String payload, int packetId) {
    return Packets.publish(actor.device().topic(), payload.getBytes(UTF_8), 1, packetId);
  }

  private static String reading(int number) {
    return "{\"values\":{\"seq\":%d,\"temperature\":22.5,\"humidity\":45}}".formatted(number);
  }

  private static String change(int number) {
    return "{\"values\":{\"smoke\":%b,\"seq\":%d}}".formatted(number % 2 == 1, number);
  }
}
