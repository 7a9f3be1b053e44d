package io.fengsui.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.web.Visitor.Window;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bypasses, walk tests and drills in a real browser. */
class ProvingBrowserTest extends RunningHub {
  private static Chromium chromium;

  @Autowired DeviceRegistry registry;
  @Autowired Bus bus;

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @Test
  void an_installer_tests_a_house_and_the_operator_sees_at_once_that_it_is_back() throws Exception {
    var street = new Street(registry, bus).built().heard();
    var house = registry.require(street.detector(8)).place().building();
    try (var installer = visitor(Window.PHONE, "zh-CN", ColorScheme.LIGHT);
        var operator = visitor(Window.WALL, "en", ColorScheme.DARK)) {
      operator.signIn(OPERATOR);
      operator.goTo("/events");
      var line = operator.page.locator("#abeyance");
      installer.signIn(INSTALLER);
      installer.goTo("/devices/" + street.detector(8));
      installer.page.locator("#bypass-state a.button").click();
      assertThat(installer.page.locator("#walk [name=building]")).hasValue(house);
      installer.keep("walk-begin");
      installer.page.locator("#walk [type=submit]").click();

      assertThat(installer.page.locator("#untried li, #heard li")).hasCount(5);
      assertThat(line).containsText("1 zone in test");
      street.smoke(8);
      assertThat(installer.page.locator("#passed li")).hasCount(1);
      installer.keep("walk-test");
      installer.page.locator("#end").click();
      installer.page.locator("#question [type=submit]").click();

      assertThat(line).not().containsText("in test");
      assertThat(line).containsText("Back in service: " + house);
      operator.keep("events-back-in-service");
      assertThat(installer.page.locator("#facts")).containsText("打印报告");
      installer.keep("walk-test-over");
      operator.goTo("/proving");
      assertThat(operator.page.locator("#ended li").first()).containsText("1 of 5 passed");
      var report =
          operator.page.waitForDownload(
              () -> operator.page.locator("#ended li a[download]").first().click());
      org.assertj.core.api.Assertions.assertThat(report.suggestedFilename()).endsWith(".html");
      installer.hasSeenNoErrors();
      operator.hasSeenNoErrors();
    }
    street.calm(8);
  }

  @ParameterizedTest
  @CsvSource({"PHONE,zh-CN,DARK,1 台设备旁路", "DESKTOP,en,LIGHT,1 device bypassed"})
  void a_device_is_bypassed_for_a_reason_and_taken_back(
      Window window, String language, ColorScheme scheme, String words) {
    var street = new Street(registry, bus).built();
    try (var operator = visitor(window, language, scheme)) {
      operator.signIn(OPERATOR);
      var page = operator.page;
      operator.goTo("/devices/" + street.detector(3));
      page.locator("#bypass-state button").first().click();
      page.fill("#bypass [name=why]", "<b>焊接</b> welding");
      operator.keep("bypass");
      page.locator("#bypass [type=submit]").click();
      assertThat(page.locator("#bypass-state")).containsText("<b>焊接</b> welding");
      assertThat(page.locator("#abeyance")).containsText(words);

      page.locator("#abeyance a").first().click();
      var bypass = item(page, street.detector(3).value());
      assertThat(bypass).containsText(OPERATOR);
      operator.keep("proving");
      bypass.locator("button").last().click();
      page.locator("#question [type=submit]").click();

      assertThat(bypass).hasCount(0);
      assertThat(page.locator("#abeyance")).not().containsText(words);
      operator.hasSeenNoErrors();
    }
  }

  @Test
  void a_missed_drill_stands_out_and_a_hub_that_does_not_answer_is_told() {
    new Street(registry, bus).built();
    try (var operator = visitor(Window.PHONE, "en", ColorScheme.LIGHT);
        var officer = visitor(Window.PHONE, "zh-CN", ColorScheme.LIGHT)) {
      operator.signIn(OPERATOR);
      var away = new Route.FulfillOptions().setStatus(503).setBody("{\"detail\":\"it is away\"}");
      var calls = Pattern.compile("/api/(bypasses|walk-tests)");
      operator.page.route(calls, route -> route.fulfill(away));
      var missed =
          """
          {"at": "10:00", "zone": "Asia/Shanghai", "nextAt": "2026-11-23T02:00:00Z", "streets": [
            {"street": "A", "missed": false}, {"street": "B", "missed": true}]}""";
      operator.page.route(
          "**/api/drills", route -> route.fulfill(new Route.FulfillOptions().setBody(missed)));

      operator.goTo("/proving");

      operator.sees("it is away");
      assertThat(operator.page.locator("#drills li").first()).containsText("missed");
      operator.keep("proving-away");
      operator.page.unroute(calls);
      operator.page.reload();
      operator.sees("No zone is in test.");
      officer.signIn(OFFICER);
      officer.goTo("/proving");
      officer.sees("没有区域在测试。");
      assertThat(officer.page.locator("#drills-card, #walk-begin")).hasCount(0);
      officer.hasSeenNoErrors();
    }
  }

  private static Locator item(Page page, String device) {
    return page.locator(
        "#bypasses .bypass",
        new Page.LocatorOptions().setHas(page.locator("a[href$='" + device + "']")));
  }

  private Visitor visitor(Window window, String language, ColorScheme scheme) {
    return new Visitor(chromium.browser, address(""), window, language, scheme);
  }
}
