package io.fengsui.hub.dispatch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outbox of one channel. What it notes of attempts need not survive a crash of the database
 * server, since every receiver knows a notification that comes again; so these commits do not wait
 * for the disk.
 */
final class OutboxRows {
  private static final String UNSETTLED = "delivered_at is null and refused_at is null";

  /**
   * The first unsettled revision of an event is looked for row by row, in an index: a join with the
   * rows themselves is what the planner chose while it thought the outbox empty, as it mostly is,
   * and for ten thousand rows that took longer than a statement may.
   */
  private static final String ATTEMPT =
      """
      with due as materialized (
        select id from outbox o
        where channel = :channel and delivered_at is null and refused_at is null
          and next_attempt_at <= :now
          and revision = (
            select min(first.revision) from outbox first
            where first.channel = o.channel and first.event = o.event
              and first.delivered_at is null and first.refused_at is null)
        order by id limit :max for update skip locked)
      update outbox o set attempts = attempts + 1
      from due where o.id = due.id
      returning o.id, o.event, o.revision, o.type, o.at, o.payload, o.attempts
      """;

  private final JdbcClient jdbc;
  private final String channel;

  /**
   * What waits.
   *
   * @param oldest when the oldest of them happened; null when none waits
   * @param refused kept, never to be sent again
   */
  record Depth(long waiting, @Nullable Instant oldest, long refused) {}

  OutboxRows(JdbcClient jdbc, String channel) {
    this.jdbc = jdbc;
    this.channel = channel;
  }

  /**
   * Counts an attempt at what is due, at most one revision of each event. What is not settled after
   * that is due again at once: a database server that crashed may have forgotten that it was.
   */
  List<Notification> attempt(Instant now, int max) {
    doNotWaitForDisk();
    return jdbc
        .sql(ATTEMPT)
        .param("channel", channel)
        .param("now", sql(now))
        .param("max", max)
        .query(
            (row, _) ->
                new Notification(
                    row.getLong("id"),
                    row.getString("event"),
                    row.getInt("revision"),
                    row.getString("type"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("payload"),
                    row.getInt("attempts")))
        .stream()
        .sorted(Comparator.comparingLong(Notification::id))
        .toList();
  }

  /** Makes all that is unsettled due. */
  void release() {
    jdbc.sql(
            "update outbox set next_attempt_at = 'epoch' where channel = :channel and " + UNSETTLED)
        .param("channel", channel)
        .update();
  }

  void delivered(long id, Instant now, String reference) {
    settle("delivered_at = :when, last_error = null, reference = :text", id, now, reference);
  }

  void refused(long id, Instant now, String reason) {
    settle("refused_at = :when, last_error = :text", id, now, reason);
  }

  void again(long id, Instant next, String reason) {
    settle("next_attempt_at = :when, last_error = :text", id, next, reason);
  }

  Depth depth() {
    return jdbc.sql(
            """
            select count(*) filter (where refused_at is null),
              min(at) filter (where refused_at is null),
              count(*) filter (where refused_at is not null)
            from outbox where channel = :channel and delivered_at is null
            """)
        .param("channel", channel)
        .query(
            (row, _) -> {
              OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
              return new Depth(
                  row.getLong(1), oldest == null ? null : oldest.toInstant(), row.getLong(3));
            })
        .single();
  }

  private void settle(String change, long id, Instant when, String text) {
    doNotWaitForDisk();
    jdbc.sql("update outbox set " + change + " where id = :id")
        .param("when", sql(when))
        .param("text", text)
        .param("id", id)
        .update();
  }

  private void doNotWaitForDisk() {
    jdbc.sql("set local synchronous_commit = off").update();
  }

  private static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
