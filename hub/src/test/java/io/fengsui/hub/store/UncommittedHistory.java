package io.fengsui.hub.store;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.ChildJvm;
import io.fengsui.hub.bus.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A history that has added readings of some devices and has not committed them when it is killed.
 */
final class UncommittedHistory {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private UncommittedHistory() {}

  public static void main(String[] args) throws Exception {
    Intake intake = HistoryToKill.history(Path.of(args[0])).intake(HistoryToKill.LANE);
    add(intake, "a", "b", "c");
    System.out.println(ChildJvm.TELLS + "added");
    new CountDownLatch(1).await();
  }

  /** One message of two readings from each of some devices. */
  static void add(Intake intake, String... devices) throws Exception {
    for (int i = 0; i < devices.length; i++) {
      Map<String, Value> readings =
          Map.of("ext.n", new Quantity(i, ""), "temperature", new Quantity(20, "Cel"));
      var message = new Telemetry(new DeviceId(devices[i]), null, readings);
      intake.add(new Entry.Heard(i, NOON.plusMillis(i), "mqtt", message));
    }
  }
}
