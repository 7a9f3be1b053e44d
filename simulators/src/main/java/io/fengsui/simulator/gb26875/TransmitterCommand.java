package io.fengsui.simulator.gb26875;

import io.fengsui.simulator.Address;
import io.fengsui.simulator.Span;
import io.fengsui.simulator.gb26875.Report.ComponentState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gb26875}: transmitters that live, and raise alarms when told to. */
@Command(
    name = "gb26875",
    mixinStandardHelpOptions = true,
    description = {
      "Connects fire transmitters (GB/T 26875.3) to a monitoring centre. They send",
      "heartbeats, answer what they are asked and follow orders. Exit status 1:",
      "something was not confirmed; 3: the centre is not reachable."
    })
public final class TransmitterCommand implements Callable<Integer> {
  private static final Duration ACCOUNT = Duration.ofSeconds(10);
  private static final int SMOKE_DETECTOR = 42;

  @Parameters(paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:5200", converter = Address.class)
  private InetSocketAddress centre = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5200);

  @Option(names = "--count", defaultValue = "1", description = "how many transmitters")
  private int count;

  @Option(
      names = "--address",
      defaultValue = "10010",
      description = "of the first; the others follow")
  private long address;

  @Option(
      names = "--heartbeat",
      defaultValue = "empty",
      converter = Heartbeat.Reader.class,
      description = "empty, state, time, ff, fe or byte-16")
  private Heartbeat heartbeat = Heartbeat.EMPTY;

  @Option(
      names = "--every",
      defaultValue = "30s",
      converter = Span.class,
      description = "between heartbeats; 0s = none")
  private Duration every = Duration.ZERO;

  @Option(
      names = "--duration",
      defaultValue = "0s",
      converter = Span.class,
      description = "0s = until Ctrl-C")
  private Duration duration = Duration.ZERO;

  @Option(names = "--fire", description = "each raises a fire at --zone and --point")
  private boolean fire;

  @Option(names = "--restore", description = "and says 2 s later that it is over")
  private boolean restore;

  @Option(names = "--zone", defaultValue = "3")
  private int zone;

  @Option(names = "--point", defaultValue = "17")
  private int point;

  @Option(
      names = "--text",
      defaultValue = "3\u53f7\u697c2\u5c42\u8d70\u5eca\u611f\u70df",
      description = "where that is")
  private String text = "";

  @Option(
      names = "--quirk",
      converter = Quirk.Reader.class,
      description = "may be given several times: ${COMPLETION-CANDIDATES}",
      completionCandidates = Quirk.Names.class)
  private Set<Quirk> quirks = Set.of();

  @Option(
      names = "--answer",
      defaultValue = "10s",
      converter = Span.class,
      description = "how long a confirmation is waited for; then it is repeated, three times")
  private Duration answer = Duration.ZERO;

  @Option(
      names = "--guard",
      converter = Span.class,
      description = "until somebody answers an on-duty check; nobody does unless said")
  private @Nullable Duration guard;

  @Option(names = "--udp", description = "datagrams instead of connections")
  private boolean udp;

  @Option(names = "--connects", defaultValue = "500", description = "new connections a second")
  private int connects;

  @Override
  public Integer call() throws InterruptedException {
    if (udp && quirks.stream().anyMatch(Quirk::needsStream)) {
      System.err.println(
          "--udp: a datagram is one frame, so quirks that cut or join cannot be had");
      return 2;
    }
    var all = LongStream.range(address, address + count).mapToObj(this::settings).toList();
    try (var crowd = Crowd.open(all, centre, connects)) {
      System.out.println(crowd.connected() + " connected");
      if (fire) {
        burn(crowd, Report.NORMAL | Report.FIRE);
        System.out.println("fire: " + crowd.tally().text());
        if (restore) {
          Thread.sleep(2000);
          burn(crowd, Report.NORMAL);
        }
      }
      live(crowd);
      System.out.println(crowd.tally().text());
      return crowd.tally().unanswered().sum() == 0 ? 0 : 1;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 3;
    }
  }

  private Settings settings(long number) {
    var settings =
        Settings.of(number).with(heartbeat, every).with(quirks).patient(answer, 3).guarded(guard);
    return udp ? settings.overUdp() : settings;
  }

  private void burn(Crowd crowd, int state) {
    var told =
        crowd.boxes().stream()
            .map(
                box ->
                    box.alarm(
                        List.of(
                            new ComponentState(
                                Part.of(zone, point),
                                SMOKE_DETECTOR,
                                state,
                                text,
                                box.at(System.currentTimeMillis())))))
            .toList();
    for (var each : told) {
      try {
        each.join();
      } catch (CompletionException e) {
        System.err.println(String.valueOf(e.getCause()));
      }
    }
  }

  private void live(Crowd crowd) throws InterruptedException {
    long end = duration.isZero() ? Long.MAX_VALUE : duration.toMillis();
    for (long spent = 0; spent < end; spent += ACCOUNT.toMillis()) {
      Thread.sleep(Math.min(ACCOUNT.toMillis(), end - spent));
      System.out.printf("%d connected, %s%n", crowd.connected(), crowd.tally().text());
    }
  }
}
