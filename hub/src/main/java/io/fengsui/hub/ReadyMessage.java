package io.fengsui.hub;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person who started the hub that it is ready, where, and what else they must know. */
@Component
final class ReadyMessage implements ApplicationListener<ApplicationReadyEvent> {

  private static final double MEGABYTE = 1024 * 1024;

  private final StartupNotices notices;

  ReadyMessage(StartupNotices notices) {
    this.notices = notices;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    if (!(event.getApplicationContext() instanceof WebServerApplicationContext context)
        || context.getWebServer() == null) {
      return;
    }
    Environment environment = event.getApplicationContext().getEnvironment();
    String address = address(environment, context.getWebServer().getPort());
    OptionalLong memory =
        ResidentMemory.ofHub(Path.of(environment.getProperty("fengsui.data", "data")));
    long sinceStart = ManagementFactory.getRuntimeMXBean().getUptime();
    System.out.println(line(sinceStart, address, memory));
    notices.lines(address).forEach(System.out::println);
  }

  /**
   * @param millis since the process started
   */
  static String line(long millis, String address, OptionalLong memory) {
    String megabytes =
        memory.isEmpty() ? "?" : String.format(Locale.ROOT, "%.0f", memory.getAsLong() / MEGABYTE);
    return String.format(
        Locale.ROOT,
        "Fengsui is ready in %.1f s  %s  (memory %s MB)",
        millis / 1000.0,
        address,
        megabytes);
  }

  private static String address(Environment environment, int port) {
    String host = environment.getProperty("server.address", "127.0.0.1");
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    boolean secure = environment.getProperty("server.ssl.enabled", Boolean.class, false);
    return (secure ? "https" : "http") + "://" + (everywhere ? "127.0.0.1" : host) + ":" + port;
  }
}
