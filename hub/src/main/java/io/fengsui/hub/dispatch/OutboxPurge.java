package io.fengsui.hub.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes what grows without end and nobody needs: rows of the outbox that were delivered or
 * refused long ago. Events, tasks and the audit log stay. Once an hour, a thousand rows at a time,
 * so that no hand-over waits for it.
 */
@Component
final class OutboxPurge {

  private static final Logger log = LoggerFactory.getLogger(OutboxPurge.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final int BATCH = 1000;

  private static final String DELETE =
      """
      delete from outbox where id in (
        select id from outbox
        where (delivered_at is not null or refused_at is not null)
          and coalesce(delivered_at, refused_at) < :limit
        limit :most)
      """;

  private final JdbcClient jdbc;
  private final Settings settings;
  private final InstantSource clock;
  private final Counter purged;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("outbox-purge").unstarted(this::run);

  /**
   * Settings {@code fengsui.dispatch.*}.
   *
   * @param keepSettled how long a hand-over can be looked at after it was delivered or refused
   */
  @ConfigurationProperties("fengsui.dispatch")
  record Settings(@DefaultValue("30d") Duration keepSettled) {
    Settings {
      if (keepSettled.compareTo(Duration.ofDays(1)) < 0) {
        throw new IllegalArgumentException(
            "fengsui.dispatch.keep-settled must be 1d or more: " + keepSettled);
      }
    }
  }

  OutboxPurge(JdbcClient jdbc, Settings settings, Clock clock, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
    this.purged =
        Counter.builder("fengsui.dispatch.purged")
            .description("Settled hand-overs that were deleted for their age")
            .register(meters);
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() {
    ended.countDown();
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Duration pause = FIRST;
      while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        purge();
        pause = PERIOD;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Deletes all that is due; the rest waits for the next time when the database is away.
   *
   * @return how many rows
   */
  int purge() {
    Instant limit = clock.instant().minus(settings.keepSettled());
    int deleted = 0;
    try {
      int some;
      do {
        some =
            jdbc.sql(DELETE)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("most", BATCH)
                .update();
        deleted += some;
      } while (some == BATCH && ended.getCount() > 0);
    } catch (DataAccessException e) {
      log.atDebug().setCause(e).log("the outbox is purged another time");
    }
    purged.increment(deleted);
    return deleted;
  }
}
