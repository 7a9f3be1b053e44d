package io.fengsui.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.Alarms;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.web.Visitor.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the pages say of events that grow graver, follow others, or speak of a place. */
class EventsBrowserTest extends RunningHub {
  private static Chromium chromium;

  @Autowired DeviceRegistry registry;
  @Autowired Bus bus;
  @Autowired EventJournal journal;

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({
    "12,zh-CN,LIGHT,已升级,同时告警,误报,请再次核实",
    "14,en,DARK,escalated,Also sounding,False alarm,Look again"
  })
  void an_officer_sees_that_it_grew_and_what_else_sounds(
      int detector,
      String language,
      ColorScheme scheme,
      String grew,
      String also,
      String falseAlarm,
      String again)
      throws Exception {
    var street = new Street(registry, bus).built();
    var first = Alarms.yellow(street.detector(detector).value(), now());
    var second = Alarms.linked(street.detector(detector + 1).value(), now());
    tell(first, second);
    try (var officer = visitor(Window.PHONE, language, scheme)) {
      officer.signIn(OFFICER);
      var page = officer.page;
      var task = page.locator("#tasks .task", new LocatorOptions().setHasText(first.subjectName()));
      task.locator("a").click();
      page.locator("[data-step=accept]").click();
      page.locator("[data-step=arrive]").waitFor();

      tell(Alarms.graver(first, Severity.I, now()));

      assertThat(page.locator("#hero[data-severity=I] #state")).containsText(grew);
      assertThat(page.locator("#also-card")).containsText(also);
      assertThat(page.locator("#also li")).hasCount(1);
      officer.keep("task-escalated");
      page.locator(".back").click();
      assertThat(task).containsText(grew);
      officer.keep("tasks-escalated");
      task.locator("a").click();

      page.locator("[data-step=arrive]").click();
      page.locator("[data-step=close]").click();
      page.locator("dialog label", new LocatorOptions().setHasText(falseAlarm)).click();
      page.fill("dialog textarea", "steam");
      page.locator("dialog [type=submit]").click();

      assertThat(page.locator("#notices")).containsText(again);
      officer.keep("task-still-sounding");
      page.locator("#also a").click();
      assertThat(page.locator("#notices")).containsText(again);
      officer.keep("event-secondary");
      officer.hasSeenNoErrors();
    }
    tell(Alarms.over(first, now()), Alarms.over(second, now()));
  }

  @ParameterizedTest
  @CsvSource({"WALL,zh-CN,DARK,整层", "PHONE,en,LIGHT,Whole floor"})
  void an_operator_sees_a_place_and_its_devices(
      Window window, String language, ColorScheme scheme, String floor) throws Exception {
    var street = new Street(registry, bus).built().heard();
    var ofItsOwn = window.name().toLowerCase(java.util.Locale.ROOT);
    var alarm =
        Alarms.floor(ofItsOwn, now(), street.detector(0).value(), street.detector(1).value());
    tell(alarm, Alarms.warm(street.detector(2).value(), now()));
    try (var operator = visitor(window, language, scheme)) {
      operator.signIn(OPERATOR);
      assertThat(operator.page.locator("#open-events .event").first()).isVisible();
      operator.keep("devices-events");
      operator.goTo("/events");
      operator.sees(floor);
      operator.keep("events");

      operator.goTo("/events/" + alarm.occurrence());

      assertThat(operator.page.locator("#facts")).containsText(floor);
      assertThat(operator.page.locator("#evidence a.member")).hasCount(2);
      operator.keep("event-place");
      operator.page.locator("#evidence a.member").first().click();
      operator.sees(registry.require(street.detector(0)).name());
      operator.hasSeenNoErrors();
    }
    tell(Alarms.over(alarm, now()));
  }

  private void tell(Alarm... alarms) throws InterruptedException {
    journal.apply(Lane.LIFE_SAFETY, List.of(alarms));
  }

  private static int now() {
    return (int) Duration.between(Alarms.NOON, Instant.now()).toSeconds();
  }

  private Visitor visitor(Window window, String language, ColorScheme scheme) {
    return new Visitor(chromium.browser, address(""), window, language, scheme);
  }
}
