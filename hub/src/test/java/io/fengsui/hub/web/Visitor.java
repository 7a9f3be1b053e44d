package io.fengsui.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser window, who notices errors and pages that do not fit. */
final class Visitor implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** A kind of window. */
  enum Window {
    PHONE(360, 740, 2),
    DESKTOP(1440, 900, 1),
    WALL(1920, 1080, 1);

    private final int width;
    private final int height;
    private final int density;

    Window(int width, int height, int density) {
      this.width = width;
      this.height = height;
      this.density = density;
    }
  }

  final BrowserContext context;
  final Page page;
  private final String address;
  private final String look;
  private final List<String> errors = new ArrayList<>();

  Visitor(Browser browser, String address, Window window, String language, ColorScheme scheme) {
    this.address = address;
    this.look = "%s-%s-%s".formatted(window, language, scheme).toLowerCase(java.util.Locale.ROOT);
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(window.width, window.height)
                .setDeviceScaleFactor(window.density)
                .setHasTouch(window == Window.PHONE)
                .setLocale(language)
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(scheme));
    context.setDefaultTimeout(15_000);
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
  }

  void goTo(String path) {
    page.navigate(address + path);
  }

  void signIn(String name) {
    goTo("/sign-in");
    page.fill("[name=name]", name);
    page.fill("[name=password]", RunningHub.PASSWORD);
    page.click("form button.primary");
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  /** Waits until the words are to be seen. */
  void sees(String words) {
    page.getByText(words).first().waitFor();
  }

  /** Keeps what is on the screen, and makes sure that nothing sticks out to the side. */
  void keep(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-" + look + ".png")));
    var over = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    assertThat(((Number) over).intValue()).as("%s sticks out to the side", name).isZero();
  }

  /** Nothing was blocked by the content security policy, and no script failed. */
  void hasSeenNoErrors() {
    assertThat(errors).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
