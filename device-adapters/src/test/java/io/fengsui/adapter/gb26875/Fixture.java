package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.gb26875.Gb26875Settings.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A running link with a transmitter 889 and a smoke detector behind it, and short waits. */
final class Fixture implements AutoCloseable {

  /** The moment at which P2 confirms P1. */
  static final Instant NOW = Instant.parse("2012-09-26T01:58:35Z");

  private final int port = Gb26875AdapterTest.freePort();
  private final RecordingUplink hub =
      new RecordingUplink()
          .registers("fs-1", "889")
          .registers("fs-2", "0A-00-00-00-00-00")
          .registers("sd-1", "fs-1", "1.1/10.2");
  private final Adapter adapter;
  private final RunningLink link;
  private volatile Duration passed = Duration.ZERO;

  Fixture() {
    this(null);
  }

  Fixture(@Nullable String profile) {
    var limits =
        new Limits(
            20,
            20,
            8,
            100,
            2_000,
            Duration.ofMillis(300),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(200),
            2,
            1);
    var settings =
        new Gb26875Settings(
            "127.0.0.1", port, true, List.of("127.0.0.1"), "Asia/Shanghai", profile, limits);
    adapter = new Gb26875Adapter(settings, () -> NOW.plus(passed));
    link = RunningLink.start(adapter, hub);
    hub.awaitServing();
  }

  int port() {
    return port;
  }

  RecordingUplink hub() {
    return hub;
  }

  RawTransmitter connect() {
    return new RawTransmitter(port);
  }

  /** Lets the hub's clock go on. */
  void pass(Duration time) {
    passed = passed.plus(time);
  }

  /** Gives a command in the background. */
  CompletableFuture<CommandOutcome> command(String device, String name, Map<String, Value> with) {
    var command =
        new Command(
            "c-1", new DeviceId(device), name, with, NOW.plus(passed).plus(Duration.ofSeconds(5)));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return adapter.execute(command);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** What was told of a device, without signs of life. */
  List<DeviceMessage> told(String device) {
    return hub.messages().stream()
        .filter(message -> message.device().value().equals(device))
        .filter(message -> !(message instanceof DeviceMessage.Presence))
        .toList();
  }

  @Override
  public void close() {
    link.close();
  }
}
