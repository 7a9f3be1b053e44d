package io.fengsui.hub.account;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What an account carries instead of its password: API tokens and one-time links. Thread-safe. */
@Component
public final class Tokens {

  private static final Duration TOKEN_LIFE = Duration.ofDays(90);
  private static final Duration LONGEST_LINK = Duration.ofDays(7);
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
  private static final int USES_KEPT = 10_000;

  private final AccountTable table;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Attempts attempts;
  private final Map<String, Instant> noted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > USES_KEPT;
        }
      };

  public Tokens(
      AccountTable table, AuditLog audit, TransactionTemplate transactions, InstantSource clock) {
    this.table = table;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
    this.attempts = new Attempts(clock);
  }

  /** Issues a token for 90 days. */
  public IssuedToken issue(Account account, String address) {
    String token = OneTimeText.token();
    Instant expires = keep(token, account, new Actor(account.name(), address));
    return new IssuedToken(token, expires, account);
  }

  /** Takes a token that was made elsewhere, for 90 days. */
  void adopt(String token, Account account) {
    keep(token, account, Actor.HUB);
  }

  private Instant keep(String token, Account account, Actor by) {
    Instant now = clock.instant();
    Instant expires = now.plus(TOKEN_LIFE);
    transactions.executeWithoutResult(
        status -> {
          table.insertToken(OneTimeText.hash(token), account.name(), now, expires);
          audit.add(by, "token.issue", account.name(), Map.of());
        });
    return expires;
  }

  /** Whose token this is; empty if it is unknown or expired. */
  public Optional<Account> accountOf(String token) {
    byte[] hash = OneTimeText.hash(token);
    Instant now = clock.instant();
    Optional<Account> account = table.findByToken(hash, now);
    if (account.isPresent() && toBeNoted(hash, now)) {
      table.tokenUsed(hash, now);
    }
    return account;
  }

  /** Ends a token; does nothing if it is unknown. */
  public void revoke(String token, Actor by) {
    transactions.executeWithoutResult(
        status -> {
          if (table.deleteToken(OneTimeText.hash(token))) {
            audit.add(by, "token.revoke", by.name(), Map.of());
          }
        });
  }

  /**
   * Makes a link that signs an account in once.
   *
   * @throws RefusedException if there is no such account or the time is not 1 minute to 7 days
   */
  public SignInLink link(String account, Duration validFor, Actor by) {
    if (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(LONGEST_LINK) > 0) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("minutes", "有效期为 1 至 10080 分钟", "1 to 10080 minutes, please")));
    }
    Account owner =
        table
            .find(account)
            .map(AccountTable.Row::account)
            .orElseThrow(
                () ->
                    RefusedException.invalid(
                        List.of(new FieldProblem("account", "没有此账号", "no such account"))));
    String code = OneTimeText.code();
    Instant now = clock.instant();
    Instant expires = now.plus(validFor);
    transactions.executeWithoutResult(
        status -> {
          table.insertSignInCode(OneTimeText.codeHash(code), owner.name(), now, expires);
          audit.add(by, "sign-in-link.issue", owner.name(), Map.of("until", expires.toString()));
        });
    return new SignInLink("/sign-in/link?code=" + code, expires);
  }

  /**
   * Uses a link's code up.
   *
   * @throws RefusedException if it is wrong, used or expired, or after ten tries in a minute
   */
  public Account redeem(String code, String address) {
    attempts.count(address);
    Account account =
        table
            .takeSignInCode(OneTimeText.codeHash(code), clock.instant())
            .orElseThrow(
                () ->
                    new RefusedException(
                            Kind.NOT_SIGNED_IN,
                            "链接无效、已用过或已过期",
                            "the link is wrong, used or expired")
                        .hint("请管理员再发一个", "Ask an administrator for a new one"));
    attempts.forget(address);
    transactions.executeWithoutResult(
        status ->
            audit.add(
                new Actor(account.name(), address), "sign-in-link.use", account.name(), Map.of()));
    return account;
  }

  private boolean toBeNoted(byte[] hash, Instant now) {
    String key = HexFormat.of().formatHex(hash);
    synchronized (noted) {
      Instant last = noted.get(key);
      if (last != null && now.isBefore(last.plus(USE_NOTED_EVERY))) {
        return false;
      }
      noted.remove(key);
      noted.put(key, now);
      return true;
    }
  }
}
