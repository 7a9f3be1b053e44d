package io.fengsui.hub.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
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
  private static final int BATCH = 1000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final JsonMapper json = JsonMapper.shared();

  public AuditLog(DataSource database, TransactionTemplate transactions, InstantSource clock) {
    this.jdbc = new JdbcTemplate(database);
    this.jdbc.setFetchSize(BATCH);
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What was changed.
   *
   * @param subject for instance a device's id
   * @param details further facts, written as JSON; never a secret
   */
  public record Change(String subject, Map<String, ?> details) {}

  /** Adds one row; see {@link #addAll}. */
  public void add(Actor actor, String action, String subject, Map<String, ?> details) {
    addAll(actor, action, List.of(new Change(subject, details)));
  }

  /**
   * Adds rows within the caller's transaction, so that a change and its row exist together or not
   * at all. Changes wait for each other from here to their commit: call it last.
   */
  public void addAll(Actor actor, String action, List<Change> changes) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an audit row needs the transaction of its change");
    }
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, CHAIN_LOCK);
    Link last =
        jdbc
            .query(
                "select number, hash from audit order by number desc limit 1",
                (row, n) -> new Link(row.getLong(1), row.getBytes(2)))
            .stream()
            .findFirst()
            .orElseGet(() -> new Link(0, new byte[HASH_LENGTH]));
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Chained> rows = new ArrayList<>();
    for (Change change : changes) {
      String details = json.writeValueAsString(new TreeMap<>(change.details()));
      var row = new AuditRow(last.number() + 1, at, actor, action, change.subject(), details);
      var chained = new Chained(row, last.hash(), row.hash(last.hash()));
      rows.add(chained);
      last = new Link(row.number(), chained.hash());
    }
    jdbc.batchUpdate(
        "insert into audit values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows, BATCH, AuditLog::bind);
  }

  private static void bind(PreparedStatement statement, Chained chained) throws SQLException {
    AuditRow row = chained.row();
    statement.setLong(1, row.number());
    statement.setObject(2, row.at().atOffset(ZoneOffset.UTC));
    statement.setString(3, row.actor().name());
    statement.setString(4, row.actor().address());
    statement.setString(5, row.action());
    statement.setString(6, row.subject());
    statement.setString(7, row.details());
    statement.setBytes(8, chained.previous());
    statement.setBytes(9, chained.hash());
  }

  /**
   * What a check of the chain found.
   *
   * @param rows sound rows from the first on
   * @param firstBroken number of the first row that is wrong or missing
   * @param head hash of the last sound row, in hexadecimal; whoever noted it down earlier finds out
   *     that rows after it are missing
   */
  public record Verdict(long rows, OptionalLong firstBroken, String head) {
    public boolean whole() {
      return firstBroken.isEmpty();
    }
  }

  /** Checks the whole chain, row by row as the database hands them over. */
  public Verdict verify() {
    return Objects.requireNonNull(transactions.execute(status -> walk()));
  }

  private Verdict walk() {
    try (var rows =
        jdbc.queryForStream("select * from audit order by number", (row, n) -> read(row))) {
      byte[] previous = new byte[HASH_LENGTH];
      long sound = 0;
      for (Iterator<Chained> all = rows.iterator(); all.hasNext(); sound++) {
        Chained next = all.next();
        if (next.row.number() != sound + 1
            || !Arrays.equals(next.previous, previous)
            || !Arrays.equals(next.hash, next.row.hash(previous))) {
          return new Verdict(sound, OptionalLong.of(sound + 1), hex(previous));
        }
        previous = next.hash;
      }
      return new Verdict(sound, OptionalLong.empty(), hex(previous));
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
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
