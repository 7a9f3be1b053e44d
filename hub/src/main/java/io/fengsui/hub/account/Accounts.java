package io.fengsui.hub.account;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may sign in with a name and a password. Thread-safe; every call may wait for the database.
 */
@Component
public final class Accounts {

  private static final int BCRYPT_STRENGTH = 10;

  /** Passwords are slow to check by design; more at once would only starve the alarms. */
  private static final int CHECKS_AT_ONCE = 2;

  /**
   * Checked for a name that does not exist, so that the answer takes as long as for one that does;
   * no password is known to fit it.
   */
  private static final String NOBODY =
      "{bcrypt}$2a$" + BCRYPT_STRENGTH + "$" + "fengsui".repeat(8).substring(0, 53);

  private final AccountTable table;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Attempts attempts;
  private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
  private final PasswordEncoder passwords =
      new DelegatingPasswordEncoder(
          "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(BCRYPT_STRENGTH)));

  public Accounts(
      AccountTable table, AuditLog audit, TransactionTemplate transactions, InstantSource clock) {
    this.table = table;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
    this.attempts = new Attempts(clock);
  }

  /** Whether the first account exists. */
  public boolean isSetUp() {
    return !table.isEmpty();
  }

  public List<Account> all() {
    return table.all();
  }

  /**
   * Checks a name and a password.
   *
   * @throws RefusedException if they do not fit, or after ten tries in a minute
   */
  public Account authenticate(String name, String password, String address) {
    String key = address + ' ' + name.toLowerCase(Locale.ROOT);
    attempts.count(key);
    var row = table.find(name);
    boolean right = matches(password, row.map(AccountTable.Row::passwordHash).orElse(NOBODY));
    if (row.isEmpty() || !right) {
      throw new RefusedException(
          Kind.NOT_SIGNED_IN, "用户名或密码不正确", "the name or the password is not right");
    }
    attempts.forget(key);
    return row.get().account();
  }

  /**
   * Creates an account.
   *
   * @throws RefusedException with all that is wrong with it
   */
  public Account create(String name, String password, List<Role> roles, Actor by) {
    AccountRules.require(name, password, roles);
    String hash = passwords.encode(password);
    return within(() -> insert(name, hash, roles, by));
  }

  /**
   * Makes the first account, an administrator, with the code printed at start.
   *
   * @throws RefusedException if the code is wrong or an account exists already
   */
  public Account setUp(String code, String name, String password, String address) {
    attempts.count(address + " set-up");
    if (isSetUp()) {
      throw alreadySetUp();
    }
    AccountRules.require(name, password, List.of(Role.ADMIN));
    String hash = passwords.encode(password);
    return within(
        () -> {
          table.lock();
          if (isSetUp()) {
            throw alreadySetUp();
          }
          if (!table.takeSetupCode(OneTimeText.codeHash(code))) {
            throw new RefusedException(Kind.NOT_ALLOWED, "设置码不正确", "the set-up code is not right")
                .hint("启动时的输出中有设置码", "The hub prints it when it starts");
          }
          return insert(name, hash, List.of(Role.ADMIN), new Actor(name, address));
        });
  }

  /** Runs a change in one transaction. */
  private <T> T within(Supplier<T> change) {
    T result = transactions.execute(status -> change.get());
    if (result == null) {
      throw new IllegalStateException("a change without a result");
    }
    return result;
  }

  private Account insert(String name, String hash, List<Role> roles, Actor by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var account = new Account(name, roles, now);
    try {
      table.insert(account, hash, by.name());
    } catch (DuplicateKeyException e) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("name", "用户名已被使用", "the name is taken")));
    }
    audit.add(by, "account.create", name, Map.of("roles", account.roles()));
    return account;
  }

  private boolean matches(String password, String hash) {
    checks.acquireUninterruptibly();
    try {
      return passwords.matches(password, hash);
    } finally {
      checks.release();
    }
  }

  private static RefusedException alreadySetUp() {
    return new RefusedException(Kind.CONFLICT, "已完成初始设置", "the hub is set up already")
        .hint("请登录", "Sign in instead");
  }
}
