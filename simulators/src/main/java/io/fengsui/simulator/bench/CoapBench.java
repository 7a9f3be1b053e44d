package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.coap.CoapSwarm;
import io.fengsui.simulator.coap.DtlsSwarm;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.load.LoadCommand;
import io.fengsui.simulator.target.CpuMeter;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.LinkCounts;
import io.fengsui.simulator.target.Processes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench coap}: posts a second, what one costs, and what a DTLS session costs. */
@Command(
    name = "coap",
    mixinStandardHelpOptions = true,
    description = "CoAP posts as fast as they are answered, durably; DTLS handshakes and sessions.")
final class CoapBench implements Callable<Integer> {
  private static final int MQTT = 1883;
  private static final int COAP = 5683;
  private static final int COAPS = 5684;
  private static final String BODY =
      "{\"smoke\":false,\"temperature\":21.5,\"battery\":90,\"signal\":-87}";

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--peers", defaultValue = "200")
  private int peers;

  @Option(names = "--sessions", defaultValue = "1000", description = "DTLS sessions")
  private int sessions;

  @Option(names = "--warm-up", defaultValue = "5s", converter = Span.class)
  private Duration warmUp = Duration.ZERO;

  @Option(names = "--duration", defaultValue = "20s", converter = Span.class)
  private Duration duration = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "coap");
    return hub.inFreshFolder(
        data -> {
          try (var running = hub.start(data)) {
            boolean sound = posts(running, figures);
            return sessions(running, figures) && sound ? 0 : 1;
          }
        });
  }

  private boolean posts(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    List<String> tokens =
        enrol(running, "coap", peers).stream()
            .map(each -> each.id() + ":" + each.password())
            .toList();
    var before = LinkCounts.now(running.api());
    try (var swarm = new CoapSwarm(beside(running, COAP), tokens, BODY)) {
      CoapSwarm.Outcome warm = swarm.run(warmUp);
      var meter = new CpuMeter(running.pids());
      meter.begin();
      CoapSwarm.Outcome outcome = swarm.run(duration);
      meter.end();
      var taken = LinkCounts.now(running.api()).since(before);
      figures.say(
          "%,d posts accepted, %,d refused, %,d repeated; the hub took %,d"
              .formatted(
                  outcome.accepted(), outcome.refused(), outcome.repeated(), taken.accepted()));
      figures.figure("rate", outcome.rate(), "msg/s");
      figures.figure("cpu", meter.seconds() * 1e6 / Math.max(1, outcome.accepted()), "us/msg");
      figures.figure("ack-p50", outcome.micros().getValueAtPercentile(50) / 1e3, "ms");
      figures.figure("ack-p99", outcome.micros().getValueAtPercentile(99) / 1e3, "ms");
      figures.figure("refused", (double) outcome.refused(), "messages");
      return taken.accepted() >= warm.accepted() + outcome.accepted();
    }
  }

  private boolean sessions(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    List<DtlsSwarm.Login> logins =
        enrol(running, "coaps", sessions).stream()
            .map(each -> new DtlsSwarm.Login(each.id(), each.password()))
            .toList();
    double before = Processes.residentMegabytes(running.pids());
    var meter = new CpuMeter(running.pids());
    try (var swarm = new DtlsSwarm(beside(running, COAPS), logins)) {
      meter.begin();
      long begin = System.nanoTime();
      long open = swarm.open(BODY);
      double seconds = (System.nanoTime() - begin) / 1e9;
      meter.end();
      double grown = Processes.residentMegabytes(running.pids()) - before;
      figures.figure("handshakes", open / seconds, "1/s");
      figures.figure("handshake-cpu", meter.seconds() * 1e6 / Math.max(1, open), "us");
      figures.figure("session-memory", Math.max(0, grown) * 1024 / Math.max(1, open), "kB");
      return open == sessions;
    }
  }

  private static List<Registered> enrol(HubProcess running, String link, int count)
      throws IOException, InterruptedException {
    List<NewDevice> devices =
        LoadCommand.sensors(count).stream()
            .map(
                each ->
                    new NewDevice(
                        each.type(),
                        link,
                        "",
                        "",
                        each.name(),
                        each.grid(),
                        each.supervision(),
                        each.latitude(),
                        each.longitude(),
                        each.place()))
            .toList();
    return Enrolment.of(running.api(), devices);
  }

  private static InetSocketAddress beside(HubProcess running, int port) {
    InetSocketAddress mqtt = running.mqtt();
    return new InetSocketAddress(mqtt.getAddress(), port + mqtt.getPort() - MQTT);
  }
}
