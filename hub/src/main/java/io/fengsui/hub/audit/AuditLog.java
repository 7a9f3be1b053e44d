package io.fengsui.hub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes and checks the audit log. Thread-safe. */
@Component
public final class AuditLog {

  /** Any constant will do; it keeps two changes from taking the same place in the chain. */
  private static final long CHAIN_LOCK = 0x66656e67_61756474L;

  private static final int HASH_LENGTH = 32;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final JsonMapper json = JsonMapper.shared();

  public AuditLog(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Adds a row within the caller's transaction, so that a change and its row exist together or not
   * at all. Changes wait for each other from here to their commit: call it last.
   */
  public void add(Actor actor, String action, String subject, Map<String, ?> details) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an audit row needs the transaction of its change");
    }
    jdbc.sql("select pg_advisory_xact_lock(?)").param(CHAIN_LOCK).query().singleRow();
    Optional<Link> last =
        jdbc.sql("select number, hash from audit order by number desc limit 1")
            .query((row, n) -> new Link(row.getLong(1), row.getBytes(2)))
            .optional();
    byte[] previous = last.map(Link::hash).orElseGet(() -> new byte[HASH_LENGTH]);
    var row =
        new AuditRow(
            last.map(Link::number).orElse(0L) + 1,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor,
            action,
            subject,
            json.writeValueAsString(new TreeMap<>(details)));
    jdbc.sql("insert into audit values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            row.number(),
            row.at().atOffset(ZoneOffset.UTC),
            actor.name(),
            actor.address(),
            action,
            subject,
            row.details(),
            previous,
            row.hash(previous))
        .update();
  }

  /** Checks the whole chain; the number of the first row that is wrong or missing, if any is. */
  public OptionalLong firstBroken() {
    return Objects.requireNonNull(transactions.execute(status -> walk()));
  }

  private OptionalLong walk() {
    try (var rows =
        jdbc
            .sql("select * from audit order by number")
            .withFetchSize(1000)
            .query((row, n) -> read(row))
            .stream()) {
      byte[] previous = new byte[HASH_LENGTH];
      long expected = 1;
      for (Iterator<Chained> all = rows.iterator(); all.hasNext(); expected++) {
        Chained next = all.next();
        boolean sound =
            next.row.number() == expected
                && Arrays.equals(next.previous, previous)
                && Arrays.equals(next.hash, next.row.hash(previous));
        if (!sound) {
          return OptionalLong.of(expected);
        }
        previous = next.hash;
      }
      return OptionalLong.empty();
    }
  }

  private static Chained read(ResultSet row) throws SQLException {
    Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
    var actor = new Actor(row.getString("actor"), row.getString("address"));
    return new Chained(
        new AuditRow(
            row.getLong("number"),
            at,
            actor,
            row.getString("action"),
            row.getString("subject"),
            row.getString("details")),
        row.getBytes("prev_hash"),
        row.getBytes("hash"));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Link(long number, byte[] hash) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Chained(AuditRow row, byte[] previous, byte[] hash) {}
}
