package io.fengsui.simulator.load;

import io.fengsui.simulator.Address;
import io.fengsui.simulator.Span;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.wire.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code load}: publishes and counts. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes from many connections and checks every acknowledgement.",
      "Who connects: the devices of --credentials, else fresh ones registered with --token,",
      "else load-00001 and so on without a registration (for brokers that let anybody in)."
    })
public final class LoadCommand implements Callable<Integer> {
  @Option(
      names = "--mqtt",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:1883",
      converter = Address.class)
  private InetSocketAddress mqtt = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1883);

  @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "the hub's API")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(names = "--token", description = "API token of an installer")
  private @Nullable String token;

  @Option(names = "--credentials", description = "file with one 'id password' a line")
  private @Nullable Path credentials;

  @Option(names = "--connections", defaultValue = "200")
  private int connections;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "messages/s over all; 0 = all it takes")
  private double rate;

  @Option(names = "--warm-up", defaultValue = "2s", converter = Span.class)
  private Duration warmUp = Duration.ZERO;

  @Option(names = "--duration", defaultValue = "10s", converter = Span.class)
  private Duration duration = Duration.ZERO;

  @Option(names = "--qos", defaultValue = "1")
  private int qos;

  @Option(names = "--window", defaultValue = "64", description = "unacknowledged per connection")
  private int window;

  @Option(names = "--tick", defaultValue = "0ms", converter = Span.class)
  private Duration tick = Duration.ZERO;

  @Option(names = "--connects", defaultValue = "500", description = "new connections a second")
  private int connectsPerSecond;

  @Option(names = "--topic", defaultValue = "hub/street/%s/telemetry")
  private String topic = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    var plan =
        new Plan(
            mqtt, topic, logins(), rate, warmUp, duration, qos, window, tick, connectsPerSecond);
    Consumer<String> complain = System.err::println;
    try (var run = new LoadRun(plan, Clock.systemUTC(), complain)) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
      var report = run.open().run();
      System.out.println(report.text());
      return report.wrong() + report.broken() + report.refused() == 0 ? 0 : 1;
    } catch (IOException e) {
      complain.accept(e.getMessage());
      return 3;
    }
  }

  private List<Login> logins() throws IOException, InterruptedException {
    if (credentials != null) {
      return Files.readAllLines(credentials).stream()
          .map(line -> line.strip().split("\\s+", 2))
          .map(pair -> new Login(pair[0], pair[0], pair[1]))
          .limit(connections)
          .toList();
    }
    if (token == null) {
      return IntStream.rangeClosed(1, connections)
          .mapToObj("load-%05d"::formatted)
          .map(id -> new Login(id, id, id))
          .toList();
    }
    try (var hub = new HubApi(url, token)) {
      return Enrolment.of(hub, sensors(connections)).stream().map(Registered::login).toList();
    }
  }

  /** Environment sensors for a load. */
  public static List<NewDevice> sensors(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n ->
                new NewDevice(
                    "environment-sensor",
                    "压力测试环境站 " + n,
                    "440111010001001",
                    "30m",
                    23.17,
                    113.22,
                    Map.of()))
        .toList();
  }
}
