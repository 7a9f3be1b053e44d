package io.fengsui.hub.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts, tokens and codes in the database. */
@Component
final class AccountTable {

  /** An account with the hash of its password. */
  record Row(Account account, String passwordHash) {}

  private final JdbcClient jdbc;

  AccountTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean isEmpty() {
    return jdbc.sql("select not exists (select from account)").query(Boolean.class).single();
  }

  /** Until the transaction ends, nobody else adds an account. */
  void lock() {
    jdbc.sql("lock table account in share row exclusive mode").update();
  }

  /** Finds an account; letter case does not matter. */
  Optional<Row> find(String name) {
    return jdbc.sql("select * from account where lower(name) = lower(?)")
        .param(name)
        .query((row, n) -> new Row(account(row), row.getString("password_hash")))
        .optional();
  }

  List<Account> all() {
    return jdbc.sql("select * from account order by name").query((row, n) -> account(row)).list();
  }

  void insert(Account account, String passwordHash, String by) {
    jdbc.sql("insert into account values (?, ?, ?::text[], ?, ?)")
        .params(
            account.name(),
            passwordHash,
            "{" + String.join(",", account.roles().stream().map(Role::name).toList()) + "}",
            utc(account.createdAt()),
            by)
        .update();
  }

  void insertToken(byte[] hash, String account, Instant now, Instant expires) {
    jdbc.sql("delete from api_token where expires_at < ?").param(utc(now)).update();
    jdbc.sql("insert into api_token values (?, ?, ?, ?, null) on conflict (hash) do nothing")
        .params(hash, account, utc(now), utc(expires))
        .update();
  }

  Optional<Account> findByToken(byte[] hash, Instant now) {
    return jdbc.sql(
            """
            select a.* from api_token t join account a on a.name = t.account
            where t.hash = ? and t.expires_at > ?
            """)
        .params(hash, utc(now))
        .query((row, n) -> account(row))
        .optional();
  }

  void tokenUsed(byte[] hash, Instant now) {
    jdbc.sql("update api_token set last_used_at = ? where hash = ?")
        .params(utc(now), hash)
        .update();
  }

  boolean deleteToken(byte[] hash) {
    return jdbc.sql("delete from api_token where hash = ?").param(hash).update() > 0;
  }

  void insertSetupCode(byte[] hash, Instant now, Instant expires) {
    jdbc.sql("delete from one_time_code where account is null").update();
    jdbc.sql("insert into one_time_code values (?, null, ?, ?)")
        .params(hash, utc(now), utc(expires))
        .update();
  }

  boolean takeSetupCode(byte[] hash) {
    return jdbc.sql("delete from one_time_code where hash = ? and account is null")
            .param(hash)
            .update()
        > 0;
  }

  void insertSignInCode(byte[] hash, String account, Instant now, Instant expires) {
    jdbc.sql("delete from one_time_code where expires_at < ?").param(utc(now)).update();
    jdbc.sql("insert into one_time_code values (?, ?, ?, ?)")
        .params(hash, account, utc(now), utc(expires))
        .update();
  }

  /** Uses a sign-in code up; empty if there is none or it expired. */
  Optional<Account> takeSignInCode(byte[] hash, Instant now) {
    return jdbc.sql(
            """
            with used as (
              delete from one_time_code where hash = ? and account is not null
              returning account, expires_at)
            select a.* from used u join account a on a.name = u.account where u.expires_at > ?
            """)
        .params(hash, utc(now))
        .query((row, n) -> account(row))
        .optional();
  }

  private static Account account(ResultSet row) throws SQLException {
    Array roles = row.getArray("roles");
    return new Account(
        row.getString("name"),
        Arrays.stream((String[]) roles.getArray()).map(Role::valueOf).toList(),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
