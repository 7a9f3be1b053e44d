package io.fengsui.simulator.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs a plan on the calling thread. At a rate it is an open loop: a message that the server was
 * too slow to take still counts from when it was due. {@link #open} first, then {@link #run} any
 * number of times on the same connections.
 */
public final class LoadRun implements AutoCloseable {
  private static final Duration LAST_WAIT = Duration.ofSeconds(10);

  private final Plan plan;
  private final InstantSource clock;
  private final Consumer<String> problems;
  private final Selector selector;
  private final Tally tally = new Tally();
  private final List<Publisher> publishers = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private volatile boolean stopped;
  private int refused;
  private Witness atBegin = () -> {};
  private Witness atEnd = () -> {};

  /**
   * Makes a run.
   *
   * @param problems told why a connection failed, one sentence each, at most ten
   */
  public LoadRun(Plan plan, InstantSource clock, Consumer<String> problems) throws IOException {
    this.plan = plan;
    this.clock = clock;
    this.problems = problems;
    this.selector = Selector.open();
  }

  /** Opens the connections, as fast as the plan says; those that fail are counted. */
  public LoadRun open() throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < plan.logins().size() && !stopped; i++) {
      await(start + i * 1_000_000_000L / plan.connectsPerSecond());
      var login = plan.logins().get(i);
      try {
        var channel = Opening.open(plan.server(), login);
        add(channel, plan.topic().formatted(login.user()));
      } catch (IOException e) {
        if (refused++ < 10) {
          problems.accept(login.user() + ": " + e.getMessage());
        }
      }
    }
    if (publishers.isEmpty()) {
      throw new IOException("no connection to " + plan.server() + " could be opened");
    }
    return this;
  }

  /** Warms up, measures, then waits for the acknowledgements on their way. */
  public Report run() throws IOException {
    send(plan.warmUp());
    tally.restart();
    atBegin.happened();
    long cpu = ownCpu();
    long start = System.nanoTime();
    send(plan.duration());
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (ownCpu() - cpu) / 1e9;
    atEnd.happened();
    long sent = tally.sent;
    long acknowledged = tally.acknowledged;
    var latency = tally.latency.copy();
    long unanswered = drain();
    int connected = publishers.size();
    return new Report(
        connected,
        refused,
        tally.broken,
        sent,
        acknowledged,
        tally.wrong,
        unanswered,
        seconds,
        cpuSeconds,
        latency);
  }

  /** Somebody who looks at a clock of their own. */
  public interface Witness {
    /** Called on the run's thread. */
    void happened() throws IOException;
  }

  /** Tells when the counted time begins and ends. */
  public LoadRun watchedBy(Witness begin, Witness end) {
    atBegin = begin;
    atEnd = end;
    return this;
  }

  /** Lets a run on another thread end early. */
  public void stop() {
    stopped = true;
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    publishers.stream().filter(Publisher::open).forEach(each -> each.close(true));
    selector.close();
  }

  private void add(SocketChannel channel, String topic) throws IOException {
    var key = channel.register(selector, SelectionKey.OP_READ);
    var publisher = new Publisher(channel, key, new Cargo(topic, plan), plan, tally);
    key.attach(publisher);
    publishers.add(publisher);
  }

  private void send(Duration duration) throws IOException {
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    var pace = new Pace(plan.rate(), publishers, start);
    for (long now = start; now < end && !stopped && !done(); now = System.nanoTime()) {
      receive(wait(pace.nextDue(now)));
      long epochMillis = clock.millis();
      now = System.nanoTime();
      for (int i = 0; i < publishers.size(); i++) {
        var publisher = publishers.get(i);
        if (publisher.open() && pace.offer(publisher, i, now, epochMillis)) {
          guarded(publisher, Publisher::flush);
        }
      }
    }
  }

  private boolean done() {
    return plan.past().isPresent() && publishers.stream().allMatch(Publisher::done);
  }

  private long drain() throws IOException {
    long end = System.nanoTime() + LAST_WAIT.toNanos();
    while (unanswered() > 0 && System.nanoTime() < end && !stopped) {
      receive(Duration.ofMillis(10));
    }
    return unanswered();
  }

  private long unanswered() {
    return publishers.stream().mapToLong(Publisher::unanswered).sum();
  }

  private Duration wait(Duration untilDue) {
    if (plan.tick().isZero()) {
      return untilDue;
    }
    LockSupport.parkNanos(plan.tick().toNanos());
    return Duration.ZERO;
  }

  private void receive(Duration patience) throws IOException {
    if (patience.toMillis() > 0) {
      selector.select(this::serve, patience.toMillis());
    } else {
      selector.selectNow(this::serve);
    }
  }

  private void serve(SelectionKey key) {
    var publisher = (Publisher) key.attachment();
    if (key.isReadable()) {
      guarded(publisher, each -> each.receive(buffer, System.nanoTime()));
    }
    if (key.isValid() && key.isWritable()) {
      guarded(publisher, Publisher::flush);
    }
  }

  private interface Step {
    void on(Publisher publisher) throws IOException;
  }

  private void guarded(Publisher publisher, Step step) {
    try {
      step.on(publisher);
    } catch (IOException e) {
      tally.broken++;
      publisher.close(false);
      if (tally.broken <= 10) {
        problems.accept("connection lost: " + e.getMessage());
      }
    }
  }

  private static void await(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long ownCpu() {
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    if (nanos < 0) {
      throw new UncheckedIOException(new IOException("this JVM cannot tell a thread's CPU time"));
    }
    return nanos;
  }
}
