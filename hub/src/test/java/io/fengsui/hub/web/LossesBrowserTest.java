package io.fengsui.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.Raw;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.ledger.LedgerLog;
import io.fengsui.hub.ledger.LossReason;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.ledger.Sample;
import io.fengsui.hub.web.Visitor.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The loss ledger in a real browser. */
class LossesBrowserTest extends RunningHub {
  private static Chromium chromium;

  @Autowired DeviceRegistry registry;
  @Autowired Bus bus;
  @Autowired Losses losses;
  @Autowired LedgerLog log;

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"PHONE,zh-CN,DARK", "WALL,en,DARK", "DESKTOP,en,LIGHT"})
  void an_operator_sees_what_was_lost_and_what_came(
      Window window, String language, ColorScheme scheme) {
    DeviceId detector = someWasLost();
    try (var operator = visitor(window, language, scheme)) {
      operator.signIn(OPERATOR);
      operator.goTo("/losses?device=" + detector + "&reason=malformed");
      var entry = operator.page.locator("#losses .loss").first();
      entry.locator("summary").click();
      assertThat(entry.locator("pre")).containsText("{\"smoke\": tru\\u{1b}[31m\\xff");
      operator.keep("losses-open");

      entry.locator(".tabs button").last().click();
      assertThat(entry.locator("pre")).containsText("0000  7b 22 73 6d");

      operator.goTo("/losses");
      assertThat(operator.page.locator("#counts li")).not().hasCount(0);
      operator.keep("losses");
      operator.goTo("/devices/" + detector);
      assertThat(operator.page.locator("#losses-card")).isVisible();
      operator.hasSeenNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"PHONE,zh-CN,LIGHT,重放预览", "DESKTOP,en,DARK,What a replay would do"})
  void an_operator_replays_after_seeing_what_it_would_do(
      Window window, String language, ColorScheme scheme, String preview) {
    DeviceId detector = someWasLost();
    try (var operator = visitor(window, language, scheme)) {
      operator.signIn(OPERATOR);
      operator.goTo("/losses?reason=unknown-device&open=true&device=" + detector);
      var page = operator.page;
      page.locator("#all").check();
      page.locator("#preview").click();
      operator.sees(preview);
      assertThat(page.locator("#results")).containsText(detector.value());
      operator.keep("losses-replay");

      page.locator("#run").click();
      assertThat(page.locator("#back")).isHidden();
      operator.keep("losses-replayed");
      page.locator("#run").click();

      assertThat(page.locator("#losses .loss")).hasCount(0);
      operator.hasSeenNoErrors();
    }
  }

  @Test
  void nothing_found_is_said_so() {
    try (var operator = visitor(Window.PHONE, "zh-CN", ColorScheme.LIGHT)) {
      operator.signIn(INSTALLER);
      operator.goTo("/losses?device=nobody");

      operator.sees("没有符合条件的条目");
      assertThat(operator.page.locator("#bar")).isHidden();
      operator.keep("losses-none");
      operator.hasSeenNoErrors();
    }
  }

  @Test
  void officers_have_other_work() {
    try (var officer = visitor(Window.PHONE, "zh-CN", ColorScheme.LIGHT)) {
      officer.signIn(OFFICER);
      assertThat(officer.page.locator(".nav a", new LocatorOptions().setHasText("损失"))).hasCount(0);
    }
  }

  /** A detector that was heard before it was registered, and stammers; it is in the ledger. */
  private DeviceId someWasLost() {
    DeviceId detector = new Street(registry, bus).built().detector(0);
    var open = new LedgerLog.Filter(detector.value(), "", null, true);
    long before = log.count(open);
    byte[] garbage = "{\"smoke\": tru\u001b[31m\0".getBytes(StandardCharsets.UTF_8);
    garbage[garbage.length - 1] = (byte) 0xff;
    var topic = "hub/street/" + detector + "/telemetry";
    var why = "the payload is not JSON at byte 13";
    losses.add("mqtt", detector, LossReason.MALFORMED, why, Sample.of(Raw.of(topic, garbage)));
    var fire = new Occurrence(detector, null, "fire", Map.of());
    losses.add(
        "mqtt",
        detector,
        LossReason.UNKNOWN_DEVICE,
        "no device " + detector + " is registered",
        Sample.of(fire));
    losses.add("mqtt", detector, LossReason.LATE, "observed long before it came", null);
    await().atMost(Duration.ofSeconds(30)).until(() -> log.count(open) == before + 2);
    return detector;
  }

  private Visitor visitor(Window window, String language, ColorScheme scheme) {
    return new Visitor(chromium.browser, address(""), window, language, scheme);
  }
}
