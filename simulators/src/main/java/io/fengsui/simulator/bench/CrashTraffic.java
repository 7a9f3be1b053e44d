package io.fengsui.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Packets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The traffic of one round: a virtual thread for each device, until the hub goes away or {@link
 * #stop}. Numbers of readings are never used twice, also when nobody knows what became of one; an
 * alarm is repeated from round to round until it was acknowledged, as a device would.
 */
final class CrashTraffic {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BREATH = Duration.ofMillis(10);
  private static final int LARGEST_BURST = 20;
  private static final byte[] ALARM =
      "{\"values\":{\"smoke\":true,\"battery\":87}}".getBytes(UTF_8);

  private final InetSocketAddress server;
  private final CrashBook book;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  CrashTraffic(InetSocketAddress server, CrashBook book) {
    this.server = server;
    this.book = book;
  }

  /** A sensor publishes bursts of numbered readings. */
  void sensor(Registered device, AtomicInteger numbers, Random random) {
    talk(device, Duration.ZERO, line -> readings(line, device, numbers, random));
  }

  /** A detector raises its alarm after a while, if it still has to. */
  void detector(Registered device, Duration after) {
    if (!book.hasAlarm(device.id())) {
      talk(device, after, line -> alarm(line, device));
    }
  }

  /** Ends the traffic and waits until it has. */
  void stop() throws InterruptedException {
    stopped = true;
    for (var thread : threads) {
      thread.join();
    }
  }

  /** Waits until every device has done its part. */
  void await() throws InterruptedException {
    for (var thread : threads) {
      thread.join(PATIENCE);
    }
  }

  private interface Talk {
    void over(Line line) throws IOException, InterruptedException;
  }

  private void talk(Registered device, Duration after, Talk talk) {
    threads.add(
        Thread.ofVirtual()
            .name(device.id())
            .start(
                () -> {
                  try {
                    Thread.sleep(after);
                    if (!stopped) {
                      try (var line = Line.open(server, device.login(), PATIENCE)) {
                        talk.over(line);
                      }
                    }
                  } catch (IOException hubIsGone) {
                    // that is what this test is about: the book says what was acknowledged
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private void readings(Line line, Registered device, AtomicInteger numbers, Random random)
      throws IOException, InterruptedException {
    while (!stopped) {
      int burst = 1 + random.nextInt(LARGEST_BURST);
      int first = numbers.getAndAdd(burst);
      var packets = new ByteArrayOutputStream();
      for (int i = 0; i < burst; i++) {
        packets.writeBytes(Packets.publish(device.topic(), reading(first + i), 1, i + 1));
      }
      line.send(packets.toByteArray());
      var left = new AtomicInteger(burst);
      while (left.get() > 0) {
        line.read(
            id -> {
              book.reading(device.id(), first + id - 1);
              left.decrementAndGet();
            });
      }
      Thread.sleep(BREATH);
    }
  }

  private void alarm(Line line, Registered device) throws IOException {
    line.send(Packets.publish(device.topic(), ALARM, 1, 1));
    line.read(id -> book.alarm(device.id()));
  }

  private static byte[] reading(int number) {
    return "{\"values\":{\"seq\":%d,\"temperature\":22.5,\"humidity\":45}}"
        .formatted(number)
        .getBytes(UTF_8);
  }
}
