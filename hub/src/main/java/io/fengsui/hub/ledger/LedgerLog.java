package io.fengsui.hub.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is in the ledger, as of a second ago. Thread-safe. */
public final class LedgerLog {

  private static final String WHERE =
      """
       where (:device = '' or device = :device) and (:link = '' or link = :link)
         and (:reason = '' or reason = :reason)
         and (:open = '' or (replayed_at is null and sample is not null and whole) = (:open = 'yes'))
      """;

  private final JdbcClient jdbc;

  LedgerLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which entries.
   *
   * @param device id; empty for any
   * @param link name; empty for any
   * @param reason null for any
   * @param open true for those that can be replayed, false for the others, null for any
   */
  public record Filter(
      String device, String link, @Nullable LossReason reason, @Nullable Boolean open) {

    private String reasonKey() {
      return reason == null ? "" : reason.key();
    }

    private String openWord() {
      return open == null ? "" : open ? "yes" : "no";
    }
  }

  /** One page, the latest first. */
  public List<LedgerEntry> list(Filter filter, int page, int size) {
    return asked("select * from loss" + WHERE + " order by last_at desc, id desc", filter, size)
        .param("skip", (long) page * size)
        .query((row, _) -> read(row))
        .list();
  }

  public long count(Filter filter) {
    return jdbc.sql("select count(*) from loss" + WHERE)
        .param("device", filter.device())
        .param("link", filter.link())
        .param("reason", filter.reasonKey())
        .param("open", filter.openWord())
        .query(Long.class)
        .single();
  }

  /** Numbers of entries in the order in which they came. */
  public List<Long> ids(Filter filter, int most) {
    return asked("select id from loss" + WHERE + " order by last_at, id", filter, most)
        .param("skip", 0)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  public Optional<LedgerEntry> find(long id) {
    return jdbc.sql("select * from loss where id = :id")
        .param("id", id)
        .query((row, _) -> read(row))
        .optional();
  }

  /** The same, held against others until the caller's transaction ends. */
  Optional<LedgerEntry> hold(long id) {
    return jdbc.sql("select * from loss where id = :id for update")
        .param("id", id)
        .query((row, _) -> read(row))
        .optional();
  }

  void replayed(long id, LedgerEntry.Replayed replayed) {
    jdbc.sql(
            """
            update loss set replayed_at = :at, replayed_by = :by, messages = :messages
            where id = :id
            """)
        .param("at", LossTable.sql(replayed.at()))
        .param("by", replayed.by())
        .param("messages", replayed.messages())
        .param("id", id)
        .update();
  }

  private JdbcClient.StatementSpec asked(String sql, Filter filter, int most) {
    return jdbc.sql(sql + " offset :skip limit :most")
        .param("device", filter.device())
        .param("link", filter.link())
        .param("reason", filter.reasonKey())
        .param("open", filter.openWord())
        .param("most", most);
  }

  private static LedgerEntry read(ResultSet row) throws SQLException {
    Instant replayedAt = LossTable.instant(row.getObject("replayed_at", OffsetDateTime.class));
    return new LedgerEntry(
        row.getLong("id"),
        row.getObject("first_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_at", OffsetDateTime.class).toInstant(),
        row.getLong("count"),
        row.getString("link"),
        row.getString("device"),
        row.getBoolean("life_safety"),
        LossReason.ofKey(row.getString("reason")),
        row.getString("sentence"),
        sample(row),
        replayedAt == null
            ? null
            : new LedgerEntry.Replayed(
                replayedAt, row.getString("replayed_by"), row.getInt("messages")));
  }

  private static @Nullable Sample sample(ResultSet row) throws SQLException {
    String kind = row.getString("sample_kind");
    return kind == null
        ? null
        : new Sample(
            Sample.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
            row.getString("source"),
            row.getBytes("sample"),
            row.getBoolean("whole"));
  }
}
