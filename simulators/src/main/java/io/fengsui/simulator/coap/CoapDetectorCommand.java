package io.fengsui.simulator.coap;

import io.fengsui.simulator.Address;
import io.fengsui.simulator.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coap}: one detector that posts. */
@Command(
    name = "coap",
    mixinStandardHelpOptions = true,
    description = "A smoke detector that posts over plain CoAP; Ctrl-C ends it.")
public final class CoapDetectorCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 100;

  @Parameters(paramLabel = "DEVICE", description = "its id")
  private String device = "";

  @Parameters(paramLabel = "SECRET", description = "what 'fengsui device add' printed")
  private String secret = "";

  @Option(
      names = "--hub",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:5683",
      converter = Address.class)
  private InetSocketAddress hub = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5683);

  @Option(names = "--every", defaultValue = "10s", converter = Span.class)
  private Duration every = Duration.ZERO;

  @Option(names = "--reports", defaultValue = "0", description = "how many; 0 = until it is ended")
  private long reports;

  @Option(names = "--alarm-at", defaultValue = "0", description = "report that tells of smoke")
  private long alarmAt;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var sender = new CoapSender(hub)) {
      for (long i = 1; reports == 0 || i <= reports; i++) {
        sender
            .post(
                "api/v1/%s:%s/telemetry".formatted(device, secret),
                "{\"smoke\":%b,\"battery\":90,\"temperature\":21.5}".formatted(i == alarmAt))
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
        System.out.println(i == alarmAt ? "smoke, taken" : "normal, taken");
        if (i != reports) {
          Thread.sleep(every);
        }
      }
      return 0;
    } catch (CompletionException | CancellationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      System.err.println("Not taken: " + cause.getMessage());
      return cause.getMessage() == null || cause.getMessage().startsWith("no answer") ? 3 : 1;
    }
  }
}
