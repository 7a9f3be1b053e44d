package io.fengsui.hub.store;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import io.fengsui.hub.bus.BusProperties;
import io.fengsui.hub.bus.BusTime;
import io.fengsui.hub.bus.ChildJvm;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LocalBus;
import io.fengsui.hub.store.questdb.EmbeddedHistory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** A bus and its history in a process of their own, which appends until it is killed. */
final class HistoryToKill {

  static final Lane LANE = Lane.TELEMETRY;

  private HistoryToKill() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    LocalBus bus = bus(folder);
    writer(bus, history(folder));
    for (long i = bus.status(LANE).end(); ; i++) {
      Map<String, Value> readings =
          Map.of("ext.n", new Quantity(i, ""), "ext.text", new Text("no " + i));
      bus.append(LANE, "mqtt", new Telemetry(new DeviceId("a"), null, readings));
      if (i % 1000 == 0) {
        Map<String, Value> next = Map.of("ext.n", new Quantity(++i, ""));
        bus.append(LANE, "mqtt", new Telemetry(new DeviceId("b"), null, next))
            .toCompletableFuture()
            .join();
        System.out.println(ChildJvm.TELLS + i);
      }
    }
  }

  static LocalBus bus(Path folder) throws IOException {
    var settings =
        new BusProperties(DataSize.ofMegabytes(8), Duration.ofDays(7), DataSize.ofGigabytes(1));
    return new LocalBus(
        folder.resolve("bus"), settings, BusTime.of(Clock.systemUTC()), new SimpleMeterRegistry());
  }

  static EmbeddedHistory history(Path folder) {
    return new EmbeddedHistory(
        folder.resolve("history"), Duration.ofDays(9), Duration.ofSeconds(20));
  }

  static Writing writer(LocalBus bus, HistoryStore store) {
    var meters = WriterMeters.of(new SimpleMeterRegistry(), LANE);
    var writer = new HistoryWriter(LANE, bus, store, Duration.ofMillis(30), meters);
    return new Writing(writer, Thread.ofPlatform().daemon().start(writer));
  }

  /** A writer at work. */
  record Writing(HistoryWriter writer, Thread thread) {

    /** Lets it end, and waits until it has. */
    void end() throws InterruptedException {
      writer.stop();
      thread.join();
    }
  }
}
