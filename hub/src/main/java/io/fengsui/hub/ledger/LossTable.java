package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the ledger's writer does in the database. Its commits do not wait for the disk: a power cut
 * may take the last second of the ledger, a killed hub does not.
 */
final class LossTable {

  private static final int BATCH = 500;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  LossTable(DataSource database, TransactionTemplate transactions) {
    this.jdbc = new JdbcTemplate(database);
    this.transactions = transactions;
  }

  /**
   * How much there is.
   *
   * @param lastId the highest number of a row; 0 if there is none
   */
  record Extent(long rows, long bytes, long lastId) {}

  Extent extent() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*), coalesce(sum(bytes), 0), coalesce(max(id), 0) from loss",
            (row, _) -> new Extent(row.getLong(1), row.getLong(2), row.getLong(3))));
  }

  List<LossCount> counts() {
    return jdbc.query(
        "select link, device, reason, count, first_at, last_at from loss_count",
        (row, _) -> {
          String device = row.getString("device");
          return new LossCount(
              row.getString("link"),
              device.isEmpty() ? null : new DeviceId(device),
              LossReason.ofKey(row.getString("reason")),
              row.getLong("count"),
              row.getObject("first_at", OffsetDateTime.class).toInstant(),
              row.getObject("last_at", OffsetDateTime.class).toInstant());
        });
  }

  /** Writes both or neither. Doing it again has no further effect. */
  void write(List<LossCount> counts, List<OpenRow> rows) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.execute("set local synchronous_commit = off");
          jdbc.batchUpdate(
              """
              insert into loss_count values (?, ?, ?, ?, ?, ?)
              on conflict (link, device, reason)
              do update set count = excluded.count, last_at = excluded.last_at
              """,
              counts,
              BATCH,
              LossTable::bind);
          jdbc.batchUpdate(
              """
              insert into loss (id, first_at, last_at, count, link, device, life_safety, reason,
                sentence, sample_kind, source, sample, whole)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              on conflict (id) do update set last_at = excluded.last_at, count = excluded.count,
                life_safety = loss.life_safety or excluded.life_safety,
                sample_kind = coalesce(excluded.sample_kind, loss.sample_kind),
                source = coalesce(excluded.source, loss.source),
                sample = coalesce(excluded.sample, loss.sample),
                whole = coalesce(excluded.whole, loss.whole)
              """,
              rows,
              BATCH,
              LossTable::bind);
        });
  }

  /** Deletes the oldest rows, unreplayed ones of life safety last. */
  void deleteOldest(long rows) {
    jdbc.update(
        """
        delete from loss where id in (
          select id from loss order by (life_safety and replayed_at is null), last_at, id limit ?)
        """,
        rows);
  }

  void deleteBefore(Instant time) {
    jdbc.update("delete from loss where last_at < ?", sql(time));
  }

  private static void bind(PreparedStatement statement, LossCount count) throws SQLException {
    DeviceId device = count.device();
    statement.setString(1, count.link());
    statement.setString(2, device == null ? "" : device.value());
    statement.setString(3, count.reason().key());
    statement.setLong(4, count.count());
    statement.setObject(5, sql(count.firstAt()));
    statement.setObject(6, sql(count.lastAt()));
  }

  private static void bind(PreparedStatement statement, OpenRow row) throws SQLException {
    Loss latest = row.latest();
    DeviceId device = row.device;
    Sample sample = row.sample();
    statement.setLong(1, row.id);
    statement.setObject(2, sql(row.firstAt));
    statement.setObject(3, sql(latest.at()));
    statement.setLong(4, row.count());
    statement.setString(5, latest.link());
    statement.setString(6, device == null ? null : device.value());
    statement.setBoolean(7, latest.lifeSafety());
    statement.setString(8, latest.reason().key());
    statement.setString(9, storable(row.sentence));
    statement.setString(10, sample == null ? null : key(sample.kind()));
    statement.setString(11, sample == null ? null : storable(sample.source()));
    statement.setBytes(12, sample == null ? null : sample.bytes());
    statement.setObject(13, sample == null ? null : sample.whole());
  }

  static String key(Sample.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** Texts lose what no database keeps: NUL and half characters. */
  private static String storable(String text) {
    byte[] wellFormed = text.getBytes(StandardCharsets.UTF_8);
    return new String(wellFormed, StandardCharsets.UTF_8).replace('\0', '\ufffd');
  }
}
