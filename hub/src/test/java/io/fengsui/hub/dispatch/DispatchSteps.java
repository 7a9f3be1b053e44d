package io.fengsui.hub.dispatch;

import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.hub.event.EventRevision;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The worker of one channel, stepped in the test's thread: one notification a turn. */
public final class DispatchSteps {
  private final String channel;
  private final OutboxWorker worker;

  public DispatchSteps(
      Channel channel,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      DatabasePatience patience,
      InstantSource clock,
      RandomGenerator random) {
    this.channel = channel.name();
    this.worker =
        new OutboxWorker(
            new OneByOne(channel),
            new OutboxRows(jdbc, channel.name()),
            transactions,
            patience,
            new BackOff(random),
            clock,
            new OutboxMeters(new SimpleMeterRegistry(), channel.name(), clock),
            1);
  }

  public String channel() {
    return channel;
  }

  public void begin() throws InterruptedException {
    worker.begin();
  }

  /** Hands one notification over if one is due; answers whether one was. */
  public boolean turn() throws InterruptedException {
    return worker.turn() > 0;
  }

  /** Starts no thread: the first notification of a turn is the caller's. */
  private record OneByOne(Channel channel) implements Channel {
    @Override
    public String name() {
      return channel.name();
    }

    @Override
    public boolean wants(EventRevision revision) {
      return channel.wants(revision);
    }

    @Override
    public Delivery deliver(Notification notification) throws InterruptedException {
      return channel.deliver(notification);
    }

    @Override
    public int parallelism() {
      return 1;
    }
  }
}
