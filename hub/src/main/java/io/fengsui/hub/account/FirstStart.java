package io.fengsui.hub.account;

import io.fengsui.hub.Phases;
import io.fengsui.hub.StartupNotices;
import io.fengsui.hub.audit.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets the first person in. While no account exists, each start makes a new set-up code and prints
 * it; there is no default password. A demo gets its account and a link that signs in once.
 */
@Component
final class FirstStart implements SmartLifecycle {

  /** How long a code that nobody used stays good; a new start makes a new one anyway. */
  private static final Duration CODE_LIFE = Duration.ofDays(3650);

  private static final Duration DEMO_LINK_LIFE = Duration.ofHours(12);
  private static final String DEMO = "demo";
  private static final int MIN_TOKEN = 32;

  /**
   * Settings {@code fengsui.*} that concern accounts.
   *
   * @param demo whether this is a demonstration, with an account that has all roles
   * @param demoToken an API token for that account, made by whoever starts the demonstration; at
   *     least 32 random characters
   */
  @ConfigurationProperties("fengsui")
  record Settings(@DefaultValue("false") boolean demo, @Nullable String demoToken) {
    Settings {
      if (demoToken != null && demoToken.length() < MIN_TOKEN) {
        throw new IllegalArgumentException("fengsui.demo-token is shorter than 32 characters");
      }
    }
  }

  private final Settings settings;
  private final Accounts accounts;
  private final Tokens tokens;
  private final AccountTable table;
  private final StartupNotices notices;
  private final InstantSource clock;
  private volatile boolean running;

  FirstStart(
      Settings settings,
      Accounts accounts,
      Tokens tokens,
      AccountTable table,
      StartupNotices notices,
      InstantSource clock) {
    this.settings = settings;
    this.accounts = accounts;
    this.tokens = tokens;
    this.table = table;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  public void start() {
    if (settings.demo()) {
      prepareDemo();
    } else if (!accounts.isSetUp()) {
      printSetUpCode();
    }
    running = true;
  }

  private void printSetUpCode() {
    String code = OneTimeText.code();
    Instant now = clock.instant();
    table.insertSetupCode(OneTimeText.codeHash(code), now, now.plus(CODE_LIFE));
    notices.add(
        address ->
            "No account yet 尚无账号. Set-up code 设置码 %s  (%s/setup or ./fengsui setup)"
                .formatted(code, address));
  }

  private void prepareDemo() {
    Account demo =
        table
            .find(DEMO)
            .map(AccountTable.Row::account)
            .orElseGet(
                () ->
                    accounts.create(DEMO, OneTimeText.token(), List.of(Role.values()), Actor.HUB));
    if (settings.demoToken() != null) {
      tokens.adopt(settings.demoToken(), demo);
    }
    var link = tokens.link(DEMO, DEMO_LINK_LIFE, Actor.HUB);
    notices.add(address -> "Sign in once 一次性登录 " + address + link.path());
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.DISPATCH - 1;
  }
}
