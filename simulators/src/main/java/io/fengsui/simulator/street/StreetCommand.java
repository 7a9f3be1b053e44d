package io.fengsui.simulator.street;

import io.fengsui.simulator.Address;
import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.scenario.Scenario;
import io.fengsui.simulator.scenario.ScenarioFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code street}: runs a scenario until told to end. */
@Command(
    name = "street",
    mixinStandardHelpOptions = true,
    description = "Runs a simulated street against a hub until Ctrl-C.")
public final class StreetCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      defaultValue = "demo",
      description = "a scenario file, or 'demo'")
  private String scenario = "demo";

  @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "the hub's API")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--mqtt",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:1883",
      converter = Address.class)
  private InetSocketAddress mqtt = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1883);

  @Option(names = "--port", description = "only the MQTT port, on this machine")
  private @Nullable Integer port;

  @Option(
      names = "--coap",
      paramLabel = "HOST:PORT",
      converter = Address.class,
      description = "where CoAP is; as far from 5683 as MQTT's port is from 1883 unless said")
  private @Nullable InetSocketAddress coap;

  @Option(
      names = "--lwm2m",
      paramLabel = "HOST:PORT",
      converter = Address.class,
      description = "likewise from 5784")
  private @Nullable InetSocketAddress lwm2m;

  @Option(
      names = "--gb26875",
      paramLabel = "HOST:PORT",
      converter = Address.class,
      description = "likewise from 5200")
  private @Nullable InetSocketAddress gb26875;

  @Option(
      names = "--token",
      defaultValue = "${env:FENGSUI_TOKEN}",
      description = "API token of an installer (default: $FENGSUI_TOKEN)")
  private @Nullable String token;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "remembers the devices' ids and credentials, so that they are registered once")
  private @Nullable Path state;

  @Option(names = "--lang", defaultValue = "${env:FENGSUI_LANG:-${env:LANG:-en}}")
  private String lang = "en";

  @Override
  public Integer call() throws IOException, InterruptedException {
    var read = read();
    if (read.isEmpty()) {
      return 2;
    }
    if (token == null || token.isEmpty()) {
      System.err.println("A token is missing: --token, or the environment variable FENGSUI_TOKEN.");
      return 2;
    }
    var journal = new Journal(System.out, lang);
    try (var hub = new HubApi(url, token)) {
      run(read.get(), hub, journal);
      return 0;
    } catch (IOException e) {
      journal.tell("无法使用 %s：%s", "cannot use %s: %s", url, e);
      return 3;
    } catch (TimeoutException e) {
      journal.tell("MQTT 连接超时：%s", "not all devices could connect to %s", server());
      return 3;
    }
  }

  private void run(Scenario street, HubApi hub, Journal journal)
      throws IOException, InterruptedException, TimeoutException {
    var roster = new Roster(Optional.ofNullable(state).orElseGet(this::usualState));
    var registered = Registration.of(street, hub, roster, journal);
    var end = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> signal(end, ended)));
    try (var running = new Street(street, registered, doors(), Clock.systemUTC(), journal)) {
      running.start(PATIENCE);
      end.await();
    } finally {
      ended.countDown();
    }
  }

  /** Tells the main thread to end, and holds the JVM until it has. */
  private static void signal(CountDownLatch end, CountDownLatch ended) {
    end.countDown();
    try {
      if (!ended.await(5, TimeUnit.SECONDS)) {
        System.err.println("The street did not end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Doors doors() {
    Doors usual = Doors.beside(server());
    return new Doors(
        usual.mqtt(),
        coap == null ? usual.coap() : coap,
        lwm2m == null ? usual.lwm2m() : lwm2m,
        gb26875 == null ? usual.gb26875() : gb26875);
  }

  private InetSocketAddress server() {
    return port == null ? mqtt : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** One file for each hub and scenario, beside the user's other state. */
  private Path usualState() {
    String name = (url.getAuthority() + "-" + scenario).replaceAll("[^\\p{Alnum}]+", "-");
    return Path.of(System.getProperty("user.home"), ".local", "state", "fengsui", name + ".json");
  }

  private Optional<Scenario> read() throws IOException {
    String text;
    if (scenario.equals("demo")) {
      text = DemoStreet.text();
    } else if (Files.isReadable(Path.of(scenario))) {
      text = Files.readString(Path.of(scenario));
    } else {
      System.err.println(scenario + " cannot be read.");
      return Optional.empty();
    }
    return switch (ScenarioFile.read(scenario, text)) {
      case ScenarioFile.Result.Good good -> Optional.of(good.scenario());
      case ScenarioFile.Result.Bad bad -> {
        bad.problems().forEach(System.err::println);
        System.err.printf(Locale.ROOT, "%d problems in %s%n", bad.problems().size(), scenario);
        yield Optional.empty();
      }
    };
  }
}
