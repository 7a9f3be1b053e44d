package io.fengsui.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.store.History;
import io.fengsui.hub.web.Visitor.Window;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages in a real browser; screenshots go to {@code target/screenshots}. */
class PagesBrowserTest extends RunningHub {
  private static Chromium chromium;

  @Autowired DeviceRegistry registry;
  @Autowired Bus bus;
  @Autowired History history;

  @BeforeAll
  static void openBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void closeBrowser() {
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"PHONE,zh-CN,LIGHT", "DESKTOP,en,DARK"})
  void the_door_speaks_the_visitors_language(Window window, String language, ColorScheme scheme) {
    try (var visitor = visitor(window, language, scheme)) {
      visitor.goTo("/sign-in");

      visitor.sees(language.equals("en") ? "Sign in" : "登录");
      visitor.keep("sign-in");
      visitor.hasSeenNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DESKTOP,zh-CN,LIGHT",
    "DESKTOP,en,DARK",
    "WALL,zh-CN,DARK",
    "WALL,en,LIGHT",
    "PHONE,zh-CN,DARK"
  })
  void an_operator_sees_every_device_and_its_health(
      Window window, String language, ColorScheme scheme) throws Exception {
    var street = new Street(registry, bus).built().heard();
    try (var operator = visitor(window, language, scheme)) {
      operator.signIn(OPERATOR);

      assertThat(operator.page.locator("#rows tr")).hasCount(20);
      assertThat(operator.page.locator(".tile[data-health=ONLINE] .tile-count")).hasText("17");
      operator.sees("mqtt");
      operator.keep("devices");

      operator.page.locator(".tile[data-health=UNKNOWN]").click();
      assertThat(operator.page.locator("#rows tr")).hasCount(3);

      operator.goTo("/devices/" + street.detector(0));
      operator.sees("87%");
      operator.keep("device");
      operator.hasSeenNoErrors();
    }
  }

  @Test
  void what_a_device_says_is_on_an_open_page_at_once() throws Exception {
    var street = new Street(registry, bus).built().heard();
    try (var operator = visitor(Window.DESKTOP, "en", ColorScheme.LIGHT)) {
      operator.signIn(OPERATOR);
      operator.goTo("/devices/" + street.detector(1));
      operator.sees("no smoke");

      street.smoke(1);

      assertThat(operator.page.locator("#readings")).containsText("48.5 °C");
      operator.hasSeenNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"PHONE,zh-CN,DARK,温度：最低 48.5 °C", "DESKTOP,en,LIGHT,Temperature: lowest 48.5 °C"})
  void the_last_day_of_a_device_is_drawn(
      Window window, String language, ColorScheme scheme, String words) throws Exception {
    var street = new Street(registry, bus).built().heard();
    street.smoke(2);
    var device = street.detector(2);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> history.store().orElseThrow().metrics(device.value()).contains("temperature"));
    try (var operator = visitor(window, language, scheme)) {
      operator.signIn(OPERATOR);
      operator.goTo("/devices/" + device.value());

      assertThat(operator.page.locator("#history svg[aria-label^='" + words + "']")).isVisible();
      operator.page.locator("#history").scrollIntoViewIfNeeded();
      operator.keep("device-history");
      operator.hasSeenNoErrors();
    }
  }

  @Test
  void a_device_without_history_and_a_history_that_is_away_are_told() throws Exception {
    var street = new Street(registry, bus).built();
    try (var operator = visitor(Window.PHONE, "en", ColorScheme.LIGHT)) {
      operator.signIn(OPERATOR);
      operator.goTo("/devices/" + street.detector(19));
      operator.sees("No readings in the last 24 hours.");
      operator.hasSeenNoErrors();

      operator.page.route(
          "**/history/metrics",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setStatus(503)
                      .setBody("{\"detail\":\"the history is away\"}")));
      operator.goTo("/devices/" + street.detector(19));
      operator.sees("the history is away");
    }
  }

  @Test
  void an_officer_without_tasks_sees_that_all_is_calm() {
    try (var officer = visitor(Window.PHONE, "zh-CN", ColorScheme.LIGHT)) {
      officer.signIn(OFFICER);
      officer.page.locator("#tabs [value=mine]").click();

      officer.sees("您手上没有任务");
      officer.keep("tasks-empty");
      officer.hasSeenNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"5,zh-CN,LIGHT,我已到场,结束任务,误报,已结束", "9,en,DARK,I am on site,Close,False alarm,Closed"})
  void an_officer_takes_a_fire_from_alarm_to_close_with_one_thumb(
      int detector,
      String language,
      ColorScheme scheme,
      String arrive,
      String close,
      String falseAlarm,
      String closed)
      throws Exception {
    var street = new Street(registry, bus).built().heard();
    try (var officer = visitor(Window.PHONE, language, scheme)) {
      officer.signIn(OFFICER);
      var page = officer.page;
      var task = page.locator("#tasks .task", withPlaceOf(street, detector));
      var another = page.locator("#tasks .task", withPlaceOf(street, detector + 1));

      street.smoke(detector);
      street.smoke(detector + 1);
      assertThat(task).hasCount(1);
      assertThat(another).hasCount(1);
      officer.keep("tasks");
      task.locator("a").click();
      page.locator("[data-step=accept]").waitFor();
      officer.keep("task");

      page.locator("[data-step=accept]").click();
      page.locator("[data-step=arrive]", named(arrive)).click();
      page.locator("[data-step=close]", named(close)).click();
      page.locator("dialog label", named(falseAlarm)).click();
      page.fill("dialog textarea", "有人煮饭，无火情 / cooking, no fire");
      officer.keep("task-close");
      page.locator("dialog [type=submit]").click();

      assertThat(page.locator("#state")).containsText(closed);
      assertThat(page.locator("#outcome")).containsText(falseAlarm);
      officer.keep("task-closed");
      officer.hasSeenNoErrors();
    }
  }

  @Test
  void a_page_that_has_lost_the_hub_says_so_and_recovers() throws Exception {
    new Street(registry, bus).built().heard();
    try (var operator = visitor(Window.DESKTOP, "zh-CN", ColorScheme.LIGHT)) {
      operator.signIn(OPERATOR);
      assertThat(operator.page.locator("#rows tr")).hasCount(20);
      operator.page.waitForTimeout(300);

      operator.context.setOffline(true);
      operator.page.evaluate("() => dispatchEvent(new Event('pagehide'))");
      assertThat(operator.page.locator("#banner"))
          .isVisible(new IsVisibleOptions().setTimeout(9_000));
      operator.keep("hub-down");

      operator.context.setOffline(false);
      assertThat(operator.page.locator("#banner")).isHidden();
    }
  }

  private Visitor visitor(Window window, String language, ColorScheme scheme) {
    return new Visitor(chromium.browser, address(""), window, language, scheme);
  }

  private LocatorOptions withPlaceOf(Street street, int detector) {
    return named(registry.require(street.detector(detector)).name());
  }

  private static LocatorOptions named(String words) {
    return new LocatorOptions().setHasText(words);
  }
}
