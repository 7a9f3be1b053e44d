package io.fengsui.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.web.Visitor.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What people see of the rules, and how they change them. */
class RulesBrowserTest extends RunningHub {
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

  @ParameterizedTest
  @CsvSource({"WALL,zh-CN,DARK,触发中", "PHONE,en,LIGHT,up"})
  void an_operator_sees_what_a_rule_says_and_where_its_alarms_stand(
      Window window, String language, ColorScheme scheme, String up) throws Exception {
    var street = new Street(registry, bus).built().heard();
    street.smoke(17);
    try (var operator = visitor(window, language, scheme)) {
      operator.signIn(OPERATOR);
      operator.goTo("/rules");
      var smoke = operator.page.locator(".rule a[href='/rules/smoke']");
      assertThat(smoke).isVisible();
      operator.keep("rules");

      smoke.click();

      assertThat(operator.page.locator("#definition")).containsText("smoke.density");
      assertThat(operator.page.locator("#subjects")).containsText(up);
      operator.page.locator("#subjects button").first().click();
      assertThat(operator.page.locator("#explanation .part").first()).isVisible();
      operator.keep("rule");
      operator.hasSeenNoErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"DESKTOP,en,LIGHT,1 new,It is in force", "PHONE,zh-CN,DARK,新增 1,已生效"})
  void an_administrator_checks_rehearses_and_puts_in_force(
      Window window, String language, ColorScheme scheme, String added, String inForce) {
    var name = "tried-" + language.toLowerCase(java.util.Locale.ROOT);
    try (var admin = visitor(window, language, scheme)) {
      admin.signIn(ADMIN);
      var page = admin.page;
      admin.goTo("/rules/files/" + name + ".yaml");

      page.fill("#text", rule(name, "temprature"));
      page.locator("#check").click();
      assertThat(page.locator("#checked button.mistake").first()).containsText("temperature");
      admin.keep("rule-mistake");

      page.fill("#text", rule(name, "temperature"));
      page.locator("#rehearse").click();
      assertThat(page.locator("#outcome")).containsText(name);
      page.locator("#apply").click();
      assertThat(page.locator("#change-plan")).containsText(added);
      admin.keep("rule-plan");
      page.fill("#change [name=reason]", "tried");
      page.locator("#change-do").click();

      assertThat(page.locator("#checked")).containsText(inForce);
      admin.keep("rule-in-force");
      admin.goTo("/rules");
      assertThat(page.locator("#versions")).containsText("tried");
    }
  }

  private static String rule(String id, String metric) {
    return """
        rules:
          %s:
            title: { zh: 试用, en: Tried }
            when: { metric: %s, above: 90 Cel }
            severity: IV
            category: device
            advice: { zh: 查看, en: Have a look }
        """
        .formatted(id, metric);
  }

  private Visitor visitor(Window window, String language, ColorScheme scheme) {
    return new Visitor(chromium.browser, address(""), window, language, scheme);
  }
}
