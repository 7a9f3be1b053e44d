package io.fengsui.hub.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.hub.StartupNotices;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String HERE = "127.0.0.1";
  private static final String GOOD = "beacon-tower-1";

  private final HandClock clock = new HandClock();
  private final AccountTable table = new AccountTable(JdbcClient.create(database.dataSource()));
  private final AuditLog audit =
      new AuditLog(database.dataSource(), database.transactions(), clock);
  private final Accounts accounts = new Accounts(table, audit, database.transactions(), clock);
  private final Tokens tokens = new Tokens(table, audit, database.transactions(), clock);

  @BeforeEach
  void nobody() {
    database.jdbc().sql("delete from account").update();
  }

  @Test
  void the_first_person_gets_in_with_the_printed_code_once() {
    String code = printed(start(false)).replaceAll("(?s).*设置码 (\\S+).*", "$1");

    assertThatThrownBy(() -> accounts.setUp("wrong", "wang.wei", GOOD, HERE))
        .matches(e -> kind(e) == Kind.NOT_ALLOWED);
    Account first = accounts.setUp(code.toUpperCase(java.util.Locale.ROOT), "wang.wei", GOOD, HERE);

    assertThat(first.roles()).containsExactly(Role.ADMIN);
    assertThatThrownBy(() -> accounts.setUp(code, "other.one", GOOD, HERE))
        .matches(e -> kind(e) == Kind.CONFLICT);
    assertThat(start(false).lines("")).isEmpty();
  }

  @Test
  void a_demo_prints_a_link_that_works_once() {
    String code = printed(start(true)).replaceAll("(?s).*code=(\\S+).*", "$1");

    assertThat(tokens.redeem(code, HERE).roles()).containsExactly(Role.values());
    assertThatThrownBy(() -> tokens.redeem(code, HERE)).matches(e -> kind(e) == Kind.NOT_SIGNED_IN);
  }

  @Test
  void a_link_expires() {
    create("li.na");
    var link = tokens.link("li.na", Duration.ofMinutes(5), Actor.HUB);
    clock.move(Duration.ofMinutes(6));

    String code = link.path().substring(link.path().indexOf('=') + 1);
    assertThatThrownBy(() -> tokens.redeem(code, HERE)).isInstanceOf(RefusedException.class);
  }

  @Test
  void only_the_right_password_gets_in_and_guessing_is_slowed_down() {
    create("li.na");
    assertThat(accounts.authenticate("LI.na", GOOD, HERE).name()).isEqualTo("li.na");

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> accounts.authenticate("li.na", "guess", HERE))
          .matches(e -> kind(e) == Kind.NOT_SIGNED_IN);
    }
    assertThatThrownBy(() -> accounts.authenticate("li.na", GOOD, HERE))
        .matches(e -> kind(e) == Kind.TOO_MANY);
    assertThat(accounts.authenticate("li.na", GOOD, "10.0.0.9")).isNotNull();
    clock.move(Duration.ofMinutes(1));
    assertThat(accounts.authenticate("li.na", GOOD, HERE)).isNotNull();
  }

  @Test
  void weak_passwords_and_odd_names_are_refused_together() {
    assertThatThrownBy(() -> accounts.create(" x", "short", List.of(), Actor.HUB))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.problems())
                    .extracting(FieldProblem::field)
                    .containsExactly("name", "password", "roles"));
    assertThatThrownBy(() -> create("李娜", "aaaaaaaaaaaa")).isInstanceOf(RefusedException.class);
  }

  @Test
  void a_token_is_kept_only_as_a_hash_and_ends_when_revoked_or_expired() {
    Account account = create("sim");
    IssuedToken issued = tokens.issue(account, HERE);

    assertThat(issued.token()).startsWith("fst_");
    assertThat(tokens.accountOf(issued.token())).contains(account);
    assertThat(issued.toString()).doesNotContain(issued.token());
    tokens.revoke(issued.token(), new Actor("sim", HERE));
    assertThat(tokens.accountOf(issued.token())).isEmpty();

    IssuedToken old = tokens.issue(account, HERE);
    clock.move(Duration.ofDays(91));
    assertThat(tokens.accountOf(old.token())).isEmpty();
  }

  private Account create(String name) {
    return create(name, GOOD);
  }

  private Account create(String name, String password) {
    return accounts.create(name, password, List.of(Role.OPERATOR), Actor.HUB);
  }

  private StartupNotices start(boolean demo) {
    var notices = new StartupNotices();
    var settings = new FirstStart.Settings(demo, null);
    new FirstStart(settings, accounts, tokens, table, notices, clock).start();
    return notices;
  }

  private static String printed(StartupNotices notices) {
    return String.join("\n", notices.lines("http://here"));
  }

  private static Kind kind(Throwable e) {
    return ((RefusedException) e).kind();
  }
}
